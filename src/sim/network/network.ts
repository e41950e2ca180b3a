/**
 * Carries a request from node to node and its answer back, and asks the faults what happens to it. It records the
 * request where it leaves, and its answer where it returns; the endpoint records the arrival and the answer's start.
 */
import type { Kernel, Origin } from '../kernel/kernel.ts';
import type { SimNode } from '../kernel/node.ts';
import type { Random } from '../kernel/random.ts';
import type { ParamValues } from '../model/params.ts';
import type { StateChange } from '../model/trace.ts';
import type { NETWORK_CONSTANTS } from './constants.ts';
import { UNTOUCHED } from './effects.ts';
import type { Endpoint } from './endpoint.ts';
import { Fates } from './fates.ts';
import type { Ledgers } from './ledgers.ts';
import { type Carrier, Leg, type Sent } from './leg.ts';
import { shownHeaders } from './shown.ts';
import {
  type Address,
  addressOf,
  type Call,
  type CallOutcome,
  type Concerns,
  type WireAnswer,
  type WireRequest,
} from './wire.ts';

/** Where a request to an address goes that nobody has. */
const NOWHERE = { id: 'nowhere', role: 'platform' } as const;

/** What a node that is dead sends: nothing. */
const NOT_SENT: Call = { requestId: -1, hangUp: () => undefined };

export class Network {
  /** Rules that faults arm. */
  readonly fates: Fates;
  readonly #kernel: Kernel;
  readonly #ledgers: Ledgers;
  readonly #constants: ParamValues<typeof NETWORK_CONSTANTS>;
  readonly #endpoints = new Map<string, Endpoint>();
  readonly #latency: Random;
  readonly #carrier: Carrier = {
    answer: (leg, node, answer) => this.#answer(leg, node, answer),
    breakOff: (leg, error) => this.#breakOff(leg, this.#legMs(), error),
  };

  constructor(kernel: Kernel, ledgers: Ledgers, constants: ParamValues<typeof NETWORK_CONSTANTS>, stream: string) {
    this.fates = new Fates(kernel);
    this.#kernel = kernel;
    this.#ledgers = ledgers;
    this.#constants = constants;
    this.#latency = kernel.stream(stream);
  }

  connect(origin: string, endpoint: Endpoint): void {
    this.#endpoints.set(origin, endpoint);
  }

  /** Sends a request from the current event of that node. */
  send(
    from: SimNode,
    request: WireRequest,
    receive: (outcome: CallOutcome) => void,
    patch?: readonly StateChange[],
    about?: Concerns,
  ): Call {
    if (from.state === 'dead') return NOT_SENT;
    const address = addressOf(request.url);
    const endpoint = this.#endpointOf(address, request);
    const { operation, route } = endpoint?.describe(request) ?? { operation: request.method, route: undefined };
    const { invocation } = this.#kernel;
    const to = endpoint?.node.info ?? NOWHERE;
    const fate = endpoint === undefined ? UNTOUCHED : this.fates.of(from, to, route, operation, request);
    if (this.fates.crash(fate, 'before', from)) return NOT_SENT;
    const concerns = about ?? this.#ledgers.ofRequest(to.role, invocation, request);
    const requestId = this.#kernel.record(from, {
      kind: 'request',
      to: to.id,
      method: request.method,
      url: address.shown,
      headers: shownHeaders(request.headers),
      body: request.body,
      operation,
      messages: concerns.messages,
      users: concerns.users,
      invocation,
      patch,
    });
    const origin: Origin = { cause: requestId, invocation };
    if (endpoint === undefined) {
      const error = `getaddrinfo ENOTFOUND ${address.host}`;
      const lost = this.#kernel.schedule(
        from,
        this.#legMs(),
        () => this.#fail(from, requestId, error, invocation, receive),
        origin,
      );
      return { requestId, hangUp: () => lost.cancel() };
    }
    this.fates.record(fate, from, requestId);
    const sent: Sent = { from, endpoint, request, requestId, operation, concerns, origin, receive, ended: false };
    const leg = new Leg(this.#carrier, sent, fate);
    this.#depart(leg);
    this.fates.crash(fate, 'during', from, requestId);
    return leg;
  }

  #endpointOf({ origin }: Address, request: WireRequest): Endpoint | undefined {
    const door = this.#endpoints.get(origin);
    return door?.choose === undefined ? door : door.choose(request);
  }

  #legMs(): number {
    const { oneWayMs, tailShare } = this.#constants;
    if (tailShare === 0 || !this.#latency.chance(tailShare)) return oneWayMs;
    const { tailMinMs, tailMaxMs } = this.#constants;
    return tailMinMs + this.#latency.share() * (tailMaxMs - tailMinMs);
  }

  #depart(leg: Leg): void {
    const { fate, sent } = leg;
    const { node } = sent.endpoint;
    const { ending } = fate;
    const legMs = this.#legMs() + fate.requestDelayMs;
    if (ending?.kind === 'break' && ending.what === 'request') {
      this.#breakOff(leg, legMs, ending.error);
      return;
    }
    if (ending?.kind === 'hang' && ending.what === 'request') return;
    this.#kernel.scheduleOn(node, legMs, sent.origin, this.#arrive, leg);
    for (const delayMs of fate.copiesMs) {
      const arrive = (): void | Promise<void> => this.#arrive(leg.copy());
      this.#kernel.schedule(node, legMs + delayMs, arrive, sent.origin);
    }
  }

  readonly #arrive = (leg: Leg): void | Promise<void> => {
    const { ending } = leg.fate;
    if (ending?.kind === 'refuse' && ending.when === 'before') {
      this.#refuse(leg, ending.answer);
      return undefined;
    }
    return leg.sent.endpoint.receive(leg);
  };

  /** A fault answers in the endpoint's stead: nothing is served. */
  #refuse(leg: Leg, answer: WireAnswer): void {
    const { from, endpoint, request, requestId, operation } = leg.sent;
    const { node } = endpoint;
    const { messages, users } = this.#ledgers.scanRequest(request);
    const arrival = this.#kernel.record(node, {
      kind: 'arrival',
      from: from.id,
      request: requestId,
      operation,
      facts: { refusedByFault: true },
      messages,
      users,
    });
    this.#kernel.follow(arrival);
    this.#answer(leg, node, answer);
  }

  #answer(leg: Leg, node: SimNode, served: WireAnswer): void {
    const { fate, sent } = leg;
    const { from, requestId } = sent;
    const { ending } = fate;
    const answer = ending?.kind === 'refuse' && ending.when === 'after' ? ending.answer : served;
    const { invocation } = this.#kernel;
    const concerns = this.#ledgers.ofAnswer(sent.origin.invocation, node.info.role, sent, answer);
    const answerId = this.#kernel.record(node, {
      kind: 'answer',
      to: from.id,
      request: requestId,
      status: answer.status,
      headers: shownHeaders(answer.headers),
      body: answer.body,
      messages: concerns.messages,
      users: concerns.users,
      invocation: node.info.role === 'instance' ? invocation : undefined,
    });
    if (ending?.kind === 'hang') return;
    const legMs = this.#legMs() + fate.answerDelayMs;
    if (ending?.kind === 'break') {
      this.#breakOff(leg, legMs, ending.error, answerId);
      return;
    }
    leg.answered = { node, answer, concerns };
    const origin = { cause: answerId, invocation: sent.origin.invocation };
    this.#kernel.scheduleOn(from, legMs, origin, this.#return, leg);
  }

  readonly #return = (leg: Leg): void => {
    const { answered, sent, fate } = leg;
    if (sent.ended || answered === undefined) return;
    sent.ended = true;
    const { node, answer, concerns } = answered;
    const { from, requestId } = sent;
    const { invocation } = sent.origin;
    const returned = this.#kernel.record(from, {
      kind: 'return',
      from: node.id,
      request: requestId,
      status: answer.status,
      messages: concerns.messages,
      users: concerns.users,
      invocation,
    });
    this.#kernel.follow(returned, invocation);
    if (this.fates.crash(fate, 'after', from, requestId)) return;
    const stalled = fate.ending?.kind === 'stall-body';
    if (!stalled) this.#ledgers.take(node.info.role, invocation, sent, answer, concerns.messages);
    sent.receive({ kind: 'answer', answer, stalled });
  };

  #breakOff(leg: Leg, afterMs: number, error: string, cause = leg.sent.requestId): void {
    const { sent } = leg;
    const { from, requestId, receive, origin } = sent;
    const fail = (): void => {
      if (sent.ended) return;
      sent.ended = true;
      this.#fail(from, requestId, error, origin.invocation, receive);
    };
    this.#kernel.schedule(from, afterMs, fail, { cause, invocation: origin.invocation });
  }

  #fail(from: SimNode, request: number, error: string, invocation: number | undefined, receive: Sent['receive']): void {
    const failed = this.#kernel.record(from, {
      kind: 'failure',
      from: this.#target(request),
      request,
      error,
      invocation,
    });
    this.#kernel.follow(failed, invocation);
    receive({ kind: 'failure', error });
  }

  #target(request: number): string {
    const event = this.#kernel.recorder.event(request);
    return event.kind === 'request' ? event.to : '';
  }
}
