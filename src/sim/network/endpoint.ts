/** What can be called over the network, and what it is given when a request reaches it. */
import type { Origin } from '../kernel/kernel.ts';
import type { SimNode } from '../kernel/node.ts';
import type { Concerns, WireAnswer, WireRequest } from './wire.ts';

/** A request that has reached an endpoint. */
export interface Arrival {
  readonly request: WireRequest;
  /** Id of the `request` event. */
  readonly requestId: number;
  readonly from: SimNode;
  readonly operation: string;
  /** What stands in it, looked at when it was sent. */
  readonly concerns: Concerns;
  readonly origin: Origin;
  /** Sends the answer from that node, once: a second call does nothing. */
  respond(node: SimNode, answer: WireAnswer): void;
  /** Breaks the connection: the caller learns that there will be no answer. */
  breakOff(node: SimNode, error: string): void;
}

/** What a request asks for, and the role of the route that it calls, where there are routes. */
export interface Described {
  readonly operation: string;
  readonly route: string | undefined;
}

/** Something that can be called under one or more origins (`https://host`). */
export interface Endpoint {
  /** The node that requests arrive at first. */
  readonly node: SimNode;
  describe(request: WireRequest): Described;
  /** Where several answer under one origin: who gets this request. */
  choose?(request: WireRequest): Endpoint;
  /** Runs on `node` when a request arrives. */
  receive(arrival: Arrival): void | Promise<void>;
}
