/**
 * Worker threads that explore side by side. Each call goes to a worker that has nothing to do; what a worker says goes
 * to whoever asked. The main thread runs nothing, so that it can tell of progress and stop at once.
 */
import { Worker } from 'node:worker_threads';
import { InputError } from '../../sim/model/errors.ts';
import type { Pool } from '../bench.ts';
import type { PoolRequest, PoolResponse } from './protocol.ts';

type Ask = PoolRequest extends infer R ? (R extends PoolRequest ? Omit<R, 'id'> : never) : never;

/** Bundled, the worker is a file of its own beside this one. */
const SOURCE = import.meta.url.endsWith('.ts') ? './worker-entry.mjs' : './worker.js';

class Hand {
  readonly #worker: Worker;
  readonly #open = new Map<number, { resolve: (response: PoolResponse) => void; reject: (error: unknown) => void }>();
  #next = 0;

  constructor() {
    this.#worker = new Worker(new URL(SOURCE, import.meta.url));
    this.#worker.on('message', (response: PoolResponse) => {
      this.#open.get(response.id)?.resolve(response);
      this.#open.delete(response.id);
    });
    this.#worker.on('error', (error) => {
      for (const { reject } of this.#open.values()) reject(error);
      this.#open.clear();
    });
  }

  get busy(): boolean {
    return this.#open.size > 0;
  }

  async ask(request: Ask): Promise<PoolResponse> {
    const id = this.#next;
    this.#next += 1;
    const response = await new Promise<PoolResponse>((resolve, reject) => {
      this.#open.set(id, { resolve, reject });
      this.#worker.postMessage({ ...request, id });
    });
    if (response.kind === 'refused') throw new InputError(response.field, plain(response.found), response.expected);
    if (response.kind === 'failed') throw new Error(`A worker failed: ${response.stack}`);
    return response;
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}

/** An InputError shows what was found as JSON; it is made anew here, and shown once. */
function plain(found: string): unknown {
  try {
    return JSON.parse(found);
  } catch {
    return found;
  }
}

function unexpected(response: PoolResponse): never {
  throw new Error(`Assertion failed: ${response.kind} answers another request`);
}

export function openPool(workers: number): Pool {
  const hands = Array.from({ length: workers }, () => new Hand());
  const free = (): Hand => {
    const hand = hands.find(({ busy }) => !busy);
    if (hand === undefined) throw new Error('Assertion failed: nobody asks for more hands than there are');
    return hand;
  };
  return {
    hands: workers,
    open: async (plan) => {
      const [first] = await Promise.all(hands.map((hand) => hand.ask({ kind: 'open', plan })));
      return first?.kind === 'opened' ? first.ground : unexpected(first ?? { id: 0, kind: 'failed', stack: '' });
    },
    examine: async (jobs) => {
      const response = await free().ask({ kind: 'examine', jobs });
      return response.kind === 'examined' ? response : unexpected(response);
    },
    shrink: async (failure, failing) => {
      const response = await free().ask({ kind: 'shrink', failure, failing });
      return response.kind === 'shrunk' ? response.shrunk : unexpected(response);
    },
    measure: async (runs) => {
      const response = await free().ask({ kind: 'measure', runs });
      return response.kind === 'measured' ? response.measured : unexpected(response);
    },
    close: async () => {
      await Promise.all(hands.map((hand) => hand.close()));
    },
  };
}
