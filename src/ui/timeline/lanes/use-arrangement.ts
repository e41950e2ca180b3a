/** The arrangement of the lanes as every timeline of the page has it; the browser keeps it where it may. */
import { useSyncExternalStore } from 'react';
import { remember, remembered } from '../../remembered.ts';
import { type Arrangement, AS_THEY_ARE, readArrangement, writeArrangement } from './arrangement.ts';

const KEY = 'lanes';

let current: Arrangement | undefined;
const listeners = new Set<() => void>();

function read(): Arrangement {
  current ??= readArrangement(remembered(KEY) ?? null);
  return current;
}

export function arrange(next: Arrangement): void {
  current = next;
  remember(KEY, writeArrangement(next));
  for (const listener of listeners) listener();
}

/** For the address of the page: what a link brings is on the page only, until somebody changes it. */
export const lanes = {
  /** Null where they stand as they always do. */
  text: (): string | null => {
    const text = writeArrangement(read());
    return text === writeArrangement(AS_THEY_ARE) ? null : text;
  },
  visit: (text: string): void => {
    current = readArrangement(text);
    for (const listener of listeners) listener();
  },
  subscribe,
} as const;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useArrangement(): Arrangement {
  return useSyncExternalStore(subscribe, read);
}
