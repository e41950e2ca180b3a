/**
 * What cannot be made deterministic, or reaches out of the simulation. Code under test that uses one of these
 * gets an error that says why and what to use instead, rather than a run that cannot be repeated.
 */
export interface Refused {
  readonly name: string;
  readonly why: string;
}

export const REFUSED: readonly Refused[] = [
  { name: 'WeakRef', why: 'when an object is collected is up to the host; hold the object itself' },
  { name: 'FinalizationRegistry', why: 'when an object is collected is up to the host; release it explicitly' },
  { name: 'CompressionStream', why: 'it finishes outside the microtask queue; compress before the run' },
  { name: 'DecompressionStream', why: 'it finishes outside the microtask queue; decompress before the run' },
  { name: 'XMLHttpRequest', why: 'it would leave the simulated network; use fetch' },
  { name: 'WebSocket', why: 'sockets are not simulated; use fetch' },
  { name: 'EventSource', why: 'event streams are not simulated; use fetch' },
  { name: 'Worker', why: 'a second thread runs in real time; do the work in the handler' },
  { name: 'MessageChannel', why: 'it finishes outside the microtask queue; await a promise instead' },
  {
    name: 'BroadcastChannel',
    why: 'it finishes outside the microtask queue; instances share nothing but their services',
  },
];

/** The sentence that the code under test gets. */
export function refusal({ name, why }: Refused): string {
  return `${name} cannot be used in a simulated run: ${why}.`;
}
