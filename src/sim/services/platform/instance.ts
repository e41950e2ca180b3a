/**
 * One serverless function instance: a node that runs code under test. Its handlers are made afresh, so module
 * state is not shared with other instances; between requests it lives on.
 */
import type { Arrival } from '../../network/network.ts';
import type { SimNode } from '../../kernel/node.ts';
import type { Routes } from '../../model/app.ts';

/** A request that is being handled. */
export interface Invocation {
  readonly arrival: Arrival;
  readonly startedMs: number;
  /** Disarms the maximum duration. */
  release: () => void;
  /** Promises given to `waitUntil` on its behalf that have not settled: they stand under the same maximum. */
  held: number;
}

export class Instance {
  readonly node: SimNode;
  readonly deployment: string;
  /** Instances of one function are interchangeable: the route's path, or `*` where one function serves all. */
  readonly functionName: string;
  /** Undefined until the cold start is over; an error where the module did not load. */
  routes:
    | { readonly kind: 'loaded'; readonly routes: Routes }
    | { readonly kind: 'failed'; readonly error: unknown }
    | undefined;
  /** Requests being handled, and those waiting for the cold start. */
  readonly active = new Map<number, Invocation>();
  /** Promises given to `waitUntil` that have not settled. */
  held = 0;
  /** Answered, and held by `waitUntil`. */
  readonly lingering = new Set<Invocation>();
  /** Requests that were sent here and have not begun. */
  expected = 0;

  constructor(node: SimNode, deployment: string, functionName: string) {
    this.node = node;
    this.deployment = deployment;
    this.functionName = functionName;
  }

  get load(): number {
    return this.active.size + this.expected;
  }

  get alive(): boolean {
    return this.node.state !== 'dead';
  }
}
