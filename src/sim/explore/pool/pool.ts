/**
 * Workers that explore side by side, whatever threads the host has. Each call goes to a worker that has nothing to do;
 * what a worker says goes to whoever asked. One that dies is replaced, and does again what it had in hand: since an
 * outcome depends on plan and number alone, nothing is lost and nothing is counted twice.
 */
import type { Prediction, Seen } from '../../model/claim.ts';
import { InputError } from '../../model/errors.ts';
import type { Executor } from '../explore.ts';
import type { Plan } from '../plan.ts';
import type { Measurer } from '../rates/measuring.ts';
import type { PoolRequest, PoolResponse } from './protocol.ts';

export interface Pool extends Executor, Measurer {
  readonly look: (predictions: readonly Prediction[]) => Promise<readonly Seen[]>;
  /** At once, whatever is under way. */
  readonly close: () => Promise<void>;
}

/** A thread, as far as it is used here. */
export interface Thread {
  readonly post: (request: PoolRequest) => void;
  readonly end: () => Promise<void>;
}

/** Starts a thread that tells what it answers, and once, in words, that it is lost. */
export type StartThread = (heard: (response: PoolResponse) => void, lost: (why: string) => void) => Thread;

type Ask = PoolRequest extends infer R ? (R extends PoolRequest ? Omit<R, 'id'> : never) : never;

/** As often as the same work is given to a fresh worker before it counts as what kills them. */
const TRIES = 3;

class Lost extends Error {
  override readonly name = 'Lost';
}

class Hand {
  readonly #start: StartThread;
  #thread: Thread;
  readonly #open = new Map<number, { resolve: (response: PoolResponse) => void; reject: (error: Error) => void }>();
  #next = 0;
  #plan: Plan | undefined;
  #asking = false;
  /** Why the thread is lost, if it is; it may die while nobody asks it anything. */
  #lost: string | undefined;

  constructor(start: StartThread) {
    this.#start = start;
    this.#thread = this.#started();
  }

  get busy(): boolean {
    return this.#asking;
  }

  async ask(request: Ask, told: (why: string) => void): Promise<PoolResponse> {
    this.#asking = true;
    try {
      if (request.kind === 'open') this.#plan = request.plan;
      for (let tries = 1; ; tries += 1) {
        try {
          // A fresh worker may die as well, before it is asked.
          if (tries > 1) await this.#replace(request);
          return answered(await this.#once(request));
        } catch (error) {
          if (!(error instanceof Lost) || tries === TRIES) throw error;
          told(error.message);
        }
      }
    } finally {
      this.#asking = false;
    }
  }

  async close(): Promise<void> {
    await this.#thread.end();
  }

  #started(): Thread {
    return this.#start(
      (response) => {
        this.#open.get(response.id)?.resolve(response);
        this.#open.delete(response.id);
      },
      (why) => {
        this.#lost = why;
        for (const { reject } of this.#open.values()) reject(new Lost(why));
        this.#open.clear();
      },
    );
  }

  async #replace(request: Ask): Promise<void> {
    await this.#thread.end();
    this.#lost = undefined;
    this.#thread = this.#started();
    // What it is asked next may presuppose a plan.
    if (this.#plan !== undefined && request.kind !== 'open')
      answered(await this.#once({ kind: 'open', plan: this.#plan }));
  }

  #once(request: Ask): Promise<PoolResponse> {
    const id = this.#next;
    this.#next += 1;
    return new Promise<PoolResponse>((resolve, reject) => {
      if (this.#lost !== undefined) throw new Lost(this.#lost);
      this.#open.set(id, { resolve, reject });
      this.#thread.post({ ...request, id });
    });
  }
}

function answered(response: PoolResponse): PoolResponse {
  if (response.kind === 'refused') throw new InputError(response.field, plain(response.found), response.expected);
  if (response.kind === 'failed') throw new Error(`A worker failed: ${response.stack}`);
  return response;
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

/** `told`: of a worker that died and was replaced. */
export function poolOf(workers: number, start: StartThread, told: (why: string) => void = () => undefined): Pool {
  const hands = Array.from({ length: workers }, () => new Hand(start));
  const free = (): Hand => {
    const hand = hands.find(({ busy }) => !busy);
    if (hand === undefined) throw new Error('Assertion failed: nobody asks for more hands than there are');
    return hand;
  };
  return {
    hands: workers,
    open: async (plan) => {
      const [first] = await Promise.all(hands.map((hand) => hand.ask({ kind: 'open', plan }, told)));
      return first?.kind === 'opened' ? first.ground : unexpected(first ?? { id: 0, kind: 'failed', stack: '' });
    },
    examine: async (jobs) => {
      const response = await free().ask({ kind: 'examine', jobs }, told);
      return response.kind === 'examined' ? response : unexpected(response);
    },
    shrink: async (failure, failing) => {
      const response = await free().ask({ kind: 'shrink', failure, failing }, told);
      return response.kind === 'shrunk' ? response.shrunk : unexpected(response);
    },
    measure: async (runs) => {
      const response = await free().ask({ kind: 'measure', runs }, told);
      return response.kind === 'measured' ? response.measured : unexpected(response);
    },
    look: async (predictions) => {
      const response = await free().ask({ kind: 'look', predictions }, told);
      return response.kind === 'looked' ? response.seen : unexpected(response);
    },
    close: async () => {
      await Promise.all(hands.map((hand) => hand.close()));
    },
  };
}
