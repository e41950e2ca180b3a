/**
 * What somebody pasted and typed for a diagnosis: it outlives a look at another view, and nothing else. It is kept in
 * memory alone: neither in the address nor in the browser's storage.
 */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { FLAG_NAME, type SetUp } from '../../sim/model/diagnose/index.ts';
import { DEFAULT_USER } from '../../sim/model/scenario.ts';

interface Desk {
  readonly pasted: string;
  readonly setUp: SetUp;
}

/** The document's own, set up right. */
const RIGHT: SetUp = {
  name: FLAG_NAME,
  value: 'true',
  isSet: true,
  place: 'serving',
  trims: true,
  user: DEFAULT_USER,
  testUsers: DEFAULT_USER,
};

export const desk = createStore<Desk>(() => ({ pasted: '', setUp: RIGHT }));

export function useDesk<T>(select: (state: Desk) => T): T {
  return useStore(desk, select);
}
