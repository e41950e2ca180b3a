/**
 * One request on its way to an endpoint, and its answer on the way back. What both ends need to know of the call stands
 * here, so that nobody looks for it in the trace.
 */
import type { Origin } from '../kernel/kernel.ts';
import type { SimNode } from '../kernel/node.ts';
import type { Fate } from './effects.ts';
import type { Arrival, Endpoint } from './endpoint.ts';
import type { Call, CallOutcome, Concerns, WireAnswer, WireRequest } from './wire.ts';

/** What a call is, whichever copy of it is looked at. */
export interface Sent {
  readonly from: SimNode;
  readonly endpoint: Endpoint;
  readonly request: WireRequest;
  /** Id of the `request` event. */
  readonly requestId: number;
  readonly operation: string;
  /** What stands in the request. */
  readonly concerns: Concerns;
  readonly origin: Origin;
  /** Told how the call ended, once: by whichever copy's answer comes first. */
  readonly receive: (outcome: CallOutcome) => void;
  /** The caller listens no more, to no copy: it has its answer, or has hung up. */
  ended: boolean;
}

/** An answer that has left. */
interface Answered {
  readonly node: SimNode;
  readonly answer: WireAnswer;
  readonly concerns: Concerns;
}

/** What carries legs. */
export interface Carrier {
  readonly answer: (leg: Leg, node: SimNode, answer: WireAnswer) => void;
  readonly breakOff: (leg: Leg, error: string) => void;
}

export class Leg implements Arrival, Call {
  readonly sent: Sent;
  readonly fate: Fate;
  /** Set when it leaves. */
  answered: Answered | undefined;
  readonly #carrier: Carrier;
  #over = false;

  constructor(carrier: Carrier, sent: Sent, fate: Fate) {
    this.#carrier = carrier;
    this.sent = sent;
    this.fate = fate;
  }

  /** The caller listens no more; the other side goes on all the same. */
  hangUp(): void {
    this.sent.ended = true;
  }

  /** The same request once more. */
  copy(): Leg {
    return new Leg(this.#carrier, this.sent, { ...this.fate, copiesMs: [] });
  }

  get request(): WireRequest {
    return this.sent.request;
  }

  get requestId(): number {
    return this.sent.requestId;
  }

  get from(): SimNode {
    return this.sent.from;
  }

  get operation(): string {
    return this.sent.operation;
  }

  get concerns(): Concerns {
    return this.sent.concerns;
  }

  get origin(): Origin {
    return this.sent.origin;
  }

  respond(node: SimNode, answer: WireAnswer): void {
    if (this.#over) return;
    this.#over = true;
    this.#carrier.answer(this, node, answer);
  }

  breakOff(_node: SimNode, error: string): void {
    if (this.#over) return;
    this.#over = true;
    this.#carrier.breakOff(this, error);
  }
}
