/**
 * One pending piece of work of a run: when it is due, on which node, and where it comes from. The run counts those that
 * it waits for.
 */
import type { SimNode } from './node.ts';
import type { Queued } from './queue.ts';

/** Where a piece of work comes from: the event that led to it and the invocation that it belongs to. */
export interface Origin {
  readonly cause: number | undefined;
  readonly invocation: number | undefined;
}

export interface Scheduled {
  /** Takes it out of the run, if it has not run yet. */
  cancel(): void;
  /** Whether the run waits for it: an unref'd timer does not prolong a run. */
  matters(yes: boolean): void;
}

export type Act = () => void | Promise<void>;
/** One function for all subjects: it is compiled once, where a closure for each piece of work is made and begun anew. */
export type ActOn<S> = (subject: S) => void | Promise<void>;

/** How many pending tasks the run waits for. */
export interface Count {
  mattering: number;
}

/** What the kernel does with a task, whatever its subject is. */
export interface Pending extends Queued, Scheduled {
  readonly node: SimNode;
  readonly origin: Origin;
  /** Neither done nor cancelled. */
  readonly pending: boolean;
  perform(): void | Promise<void>;
}

export class Task<S> implements Pending {
  readonly atMs: number;
  readonly sequence: number;
  readonly node: SimNode;
  readonly origin: Origin;
  readonly #act: ActOn<S>;
  readonly #subject: S;
  readonly #count: Count;
  #matters = true;
  #pending = true;

  constructor(atMs: number, sequence: number, node: SimNode, origin: Origin, count: Count, act: ActOn<S>, subject: S) {
    this.atMs = atMs;
    this.sequence = sequence;
    this.node = node;
    this.origin = origin;
    this.#act = act;
    this.#subject = subject;
    this.#count = count;
    count.mattering += 1;
  }

  get pending(): boolean {
    return this.#pending;
  }

  perform(): void | Promise<void> {
    return this.#act(this.#subject);
  }

  /** It is done, or not to be done: the run no longer waits for it. */
  cancel(): void {
    if (!this.#pending) return;
    this.#pending = false;
    if (this.#matters) this.#count.mattering -= 1;
  }

  matters(yes: boolean): void {
    if (!this.#pending || this.#matters === yes) return;
    this.#matters = yes;
    this.#count.mattering += yes ? 1 : -1;
  }
}
