/**
 * What somebody pasted and typed for a diagnosis: it outlives a look at another view, and nothing else. It is kept in
 * memory alone: neither in the address nor in the browser's storage.
 */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

interface Desk {
  readonly pasted: string;
}

export const desk = createStore<Desk>(() => ({ pasted: '' }));

export function useDesk<T>(select: (state: Desk) => T): T {
  return useStore(desk, select);
}
