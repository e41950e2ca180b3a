/**
 * Worker threads that explore side by side. The main thread runs nothing, so that it can tell of progress and stop at
 * once.
 */
import { Worker } from 'node:worker_threads';
import { type Pool, poolOf, type PoolResponse, type Thread } from '../../sim/explore/index.ts';

/** Bundled, the worker is a file of its own beside this one. */
const SOURCE = import.meta.url.endsWith('.ts') ? './worker-entry.mjs' : './worker.js';

function startThread(heard: (response: PoolResponse) => void, lost: (why: string) => void): Thread {
  const worker = new Worker(new URL(SOURCE, import.meta.url));
  worker.on('message', heard);
  worker.on('error', (error) => lost(error instanceof Error ? error.message : String(error)));
  worker.on('exit', () => lost('it ended'));
  return {
    post: (request) => worker.postMessage(request),
    end: async () => {
      worker.removeAllListeners();
      await worker.terminate();
    },
  };
}

export function openPool(workers: number): Pool {
  return poolOf(workers, startThread);
}
