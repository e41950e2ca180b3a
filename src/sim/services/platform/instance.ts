/**
 * One serverless function instance: a node that runs code under test. Its handlers are made afresh, so module
 * state is not shared with other instances; between requests it lives on.
 */
import type { Arrival } from '../../network/endpoint.ts';
import type { SimNode } from '../../kernel/node.ts';
import type { Routes } from '../../model/app.ts';

/** A request that is being handled. */
export interface Invocation {
  readonly arrival: Arrival;
  readonly startedMs: number;
  /** Disarms the maximum duration. */
  readonly release: () => void;
  /** Promises given to `waitUntil` that have not settled. */
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
  /** Answered, and held by what was given to `waitUntil`: inside the same maximum duration. */
  readonly lingering = new Map<number, Invocation>();
  /** A fault has frozen it: a request does not thaw it. */
  paused = false;
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

  /** Whether nothing keeps it awake. */
  get idle(): boolean {
    return this.load === 0 && this.lingering.size === 0;
  }

  get alive(): boolean {
    return this.node.state !== 'dead';
  }
}
