/** The arrangement of the lanes as every timeline of the page has it; the browser keeps it where it may. */
import { useSyncExternalStore } from 'react';
import { type Arrangement, readArrangement, writeArrangement } from './arrangement.ts';

const KEY = 'lanes';

let current: Arrangement | undefined;
const listeners = new Set<() => void>();

function read(): Arrangement {
  if (current !== undefined) return current;
  try {
    current = readArrangement(window.localStorage.getItem(KEY));
  } catch {
    current = readArrangement(null);
  }
  return current;
}

export function arrange(next: Arrangement): void {
  current = next;
  try {
    window.localStorage.setItem(KEY, writeArrangement(next));
  } catch {
    // Storage may be forbidden or full: then it lasts as long as the page.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useArrangement(): Arrangement {
  return useSyncExternalStore(subscribe, read);
}
