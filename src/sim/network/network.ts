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
import { type Fate, UNTOUCHED } from './effects.ts';
import { Fates } from './fates.ts';
import type { Ledgers } from './ledgers.ts';
import { shownHeaders, withoutSecrets } from './shown.ts';
import { type CallOutcome, type HangUp, hostOf, originOf, type WireAnswer, type WireRequest } from './wire.ts';

/** What an endpoint is given when a request reaches it. */
export interface Arrival {
  readonly request: WireRequest;
  /** Id of the `request` event. */
  readonly requestId: number;
  readonly from: SimNode;
  readonly operation: string;
  /** Sends the answer from that node, once: a second call does nothing. */
  readonly respond: (node: SimNode, answer: WireAnswer) => void;
  /** Breaks the connection: the caller learns that there will be no answer. */
  readonly breakOff: (node: SimNode, error: string) => void;
  readonly origin: Origin;
}

/** Something that can be called under one or more origins (`https://host`). */
export interface Endpoint {
  /** The node that requests arrive at first. */
  readonly node: SimNode;
  readonly describe: (request: WireRequest) => { readonly operation: string; readonly route?: string };
  /** Where several answer under one origin: who gets this request. */
  readonly choose?: (request: WireRequest) => Endpoint;
  /** Runs on `node` when a request arrives. */
  readonly receive: (arrival: Arrival) => void | Promise<void>;
}

/** Where a request to an address goes that nobody has. */
const NOWHERE = { id: 'nowhere', role: 'platform' } as const;

interface Leg {
  readonly from: SimNode;
  readonly endpoint: Endpoint;
  readonly request: WireRequest;
  readonly requestId: number;
  readonly operation: string;
  readonly fate: Fate;
  readonly origin: Origin;
  readonly receive: (outcome: CallOutcome) => void;
  ended: boolean;
}

/** What a node that is dead sends: nothing. */
const NOT_SENT = { requestId: -1, hangUp: () => undefined } as const;

export class Network {
  /** Rules that faults arm. */
  readonly fates: Fates;
  readonly #kernel: Kernel;
  readonly #ledgers: Ledgers;
  readonly #constants: ParamValues<typeof NETWORK_CONSTANTS>;
  readonly #endpoints = new Map<string, Endpoint>();
  readonly #latency: Random;

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

  /** Sends a request from the current event of that node. Returns the id of the `request` event and a way to stop listening. */
  send(
    from: SimNode,
    request: WireRequest,
    receive: (outcome: CallOutcome) => void,
    patch?: readonly StateChange[],
  ): { readonly requestId: number; readonly hangUp: HangUp } {
    const door = this.#endpoints.get(originOf(request.url));
    if (from.state === 'dead') return NOT_SENT;
    const endpoint = door?.choose?.(request) ?? door;
    const { operation, route } = endpoint?.describe(request) ?? { operation: request.method };
    const { invocation } = this.#kernel.origin;
    const to = endpoint?.node.info ?? NOWHERE;
    const fate = endpoint === undefined ? UNTOUCHED : this.fates.of(from, to, route, operation, request);
    if (this.fates.crash(fate, 'before', from)) return NOT_SENT;
    const { messages, users } = this.#ledgers.ofRequest(to.role, invocation, request);
    const requestId = this.#kernel.record(from, {
      kind: 'request',
      to: to.id,
      method: request.method,
      url: withoutSecrets(request.url),
      headers: shownHeaders(request.headers),
      body: request.body,
      operation,
      messages,
      users,
      invocation,
      patch,
    });
    const origin: Origin = { cause: requestId, invocation };
    if (endpoint === undefined) {
      const error = `getaddrinfo ENOTFOUND ${hostOf(request.url)}`;
      const lost = this.#kernel.schedule(
        from,
        this.#legMs(),
        () => this.#fail(from, requestId, error, invocation, receive),
        origin,
      );
      return { requestId, hangUp: () => lost.cancel() };
    }
    this.fates.record(fate, from, requestId);
    const leg: Leg = { from, endpoint, request, requestId, operation, fate, origin, receive, ended: false };
    this.#depart(leg);
    this.fates.crash(fate, 'during', from, requestId);
    return {
      requestId,
      hangUp: () => {
        leg.ended = true;
      },
    };
  }

  #legMs(): number {
    const { oneWayMs, tailShare, tailMinMs, tailMaxMs } = this.#constants;
    if (tailShare === 0 || !this.#latency.chance(tailShare)) return oneWayMs;
    return tailMinMs + this.#latency.share() * (tailMaxMs - tailMinMs);
  }

  #depart(leg: Leg): void {
    const { fate, endpoint, origin } = leg;
    const { ending } = fate;
    const legMs = this.#legMs() + fate.requestDelayMs;
    if (ending?.kind === 'break' && ending.what === 'request') {
      this.#breakOff(leg, legMs, ending.error);
      return;
    }
    if (ending?.kind === 'hang' && ending.what === 'request') return;
    this.#kernel.schedule(endpoint.node, legMs, () => this.#arrive(leg), origin);
    for (const delayMs of fate.copiesMs) {
      this.#kernel.schedule(
        endpoint.node,
        legMs + delayMs,
        () => this.#arrive({ ...leg, fate: { ...fate, copiesMs: [] } }),
        origin,
      );
    }
  }

  #arrive(leg: Leg): void | Promise<void> {
    const { ending } = leg.fate;
    let answered = false;
    const once = (act: () => void): void => {
      if (answered) return;
      answered = true;
      act();
    };
    const respond = (node: SimNode, answer: WireAnswer): void => once(() => this.#answer(leg, node, answer));
    if (ending?.kind === 'refuse' && ending.when === 'before') {
      this.#refuse(leg, ending.answer);
      return undefined;
    }
    return leg.endpoint.receive({
      request: leg.request,
      requestId: leg.requestId,
      from: leg.from,
      operation: leg.operation,
      respond,
      breakOff: (_node, error) => once(() => this.#breakOff(leg, this.#legMs(), error)),
      origin: leg.origin,
    });
  }

  /** A fault answers in the endpoint's stead: nothing is served. */
  #refuse(leg: Leg, answer: WireAnswer): void {
    const { node } = leg.endpoint;
    const { messages, users } = this.#ledgers.scanRequest(leg.request);
    const arrival = this.#kernel.record(node, {
      kind: 'arrival',
      from: leg.from.id,
      request: leg.requestId,
      operation: leg.operation,
      facts: { refusedByFault: true },
      messages,
      users,
    });
    this.#kernel.follow(arrival);
    this.#answer(leg, node, answer);
  }

  #answer(leg: Leg, node: SimNode, served: WireAnswer): void {
    const { fate, from, requestId } = leg;
    const { ending } = fate;
    const answer = ending?.kind === 'refuse' && ending.when === 'after' ? ending.answer : served;
    const { invocation } = this.#kernel.origin;
    const { messages, users } = this.#ledgers.ofAnswer(
      leg.origin.invocation,
      node.info.role,
      requestId,
      leg.request,
      answer,
    );
    const answerId = this.#kernel.record(node, {
      kind: 'answer',
      to: from.id,
      request: requestId,
      status: answer.status,
      headers: shownHeaders(answer.headers),
      body: answer.body,
      messages,
      users,
      invocation: node.info.role === 'instance' ? invocation : undefined,
    });
    if (ending?.kind === 'hang') return;
    const legMs = this.#legMs() + fate.answerDelayMs;
    if (ending?.kind === 'break') {
      this.#breakOff(leg, legMs, ending.error, answerId);
      return;
    }
    const stalled = ending?.kind === 'stall-body';
    this.#kernel.schedule(
      from,
      legMs,
      () => {
        if (leg.ended) return;
        leg.ended = true;
        const { invocation: caller } = leg.origin;
        const returned = this.#kernel.record(from, {
          kind: 'return',
          from: node.id,
          request: requestId,
          status: answer.status,
          messages,
          users,
          invocation: caller,
        });
        this.#kernel.follow(returned, caller);
        if (this.fates.crash(fate, 'after', from, requestId)) return;
        if (!stalled) this.#ledgers.take(node.info.role, caller, requestId, answer, messages);
        leg.receive({ kind: 'answer', answer, ...(stalled ? { stalled } : {}) });
      },
      { cause: answerId, invocation: leg.origin.invocation },
    );
  }

  #breakOff(leg: Leg, afterMs: number, error: string, cause = leg.requestId): void {
    const { from, requestId, receive, origin } = leg;
    const fail = (): void => {
      if (leg.ended) return;
      leg.ended = true;
      this.#fail(from, requestId, error, origin.invocation, receive);
    };
    this.#kernel.schedule(from, afterMs, fail, { cause, invocation: origin.invocation });
  }

  #fail(from: SimNode, request: number, error: string, invocation: number | undefined, receive: Leg['receive']): void {
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
