/**
 * What cannot be made deterministic, or reaches out of the simulation. Code under test that uses one of these
 * gets an error that says why and what to use instead, rather than a run that cannot be repeated. Of Node's builtin
 * modules see `refused-builtins.ts`.
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

export const IN_REAL_TIME = 'it finishes outside the microtask queue, in real time';
export const DRAWS = "it draws from the host's randomness, and a run could not be repeated";
export const USAGE = 'what the host uses differs from run to run; measure outside the run';
export const MEASURES = 'it measures real time; subtract what performance.now() tells';
const ENTRIES = 'the whole process writes them, other runs included; keep what mark and measure give';
const WASM_STREAM = 'a body of the simulated network is text; compile the bytes';

/** What hangs on a global, by its path. Refused once and for all: nobody asks whether these are the host's. */
export const REFUSED_MEMBERS: readonly Refused[] = [
  { name: 'Atomics.wait', why: 'it blocks the thread in real time; await a timer' },
  { name: 'Atomics.waitAsync', why: 'it waits in real time, for another thread; await a promise instead' },
  { name: 'WebAssembly.compileStreaming', why: WASM_STREAM },
  { name: 'WebAssembly.instantiateStreaming', why: WASM_STREAM },
  ...['getEntries', 'getEntriesByName', 'getEntriesByType'].map((name) => ({
    name: `performance.${name}`,
    why: ENTRIES,
  })),
  { name: 'performance.eventLoopUtilization', why: USAGE },
  { name: 'performance.timerify', why: MEASURES },
  { name: 'PerformanceObserver', why: ENTRIES },
];

/** The sentence that the code under test gets. */
export function refusal({ name, why }: Refused): string {
  return `${name} cannot be used in a simulated run: ${why}.`;
}
