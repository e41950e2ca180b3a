/**
 * Real client libraries against the simulated services, in virtual time: a body runs on one node, its requests go over
 * the simulated network, on which rules may spoil calls. A leg takes no time here: what passes is what a client waits
 * or a service works. What a service calls by itself (a delivery, a webhook) ends at `receive`.
 */
import { installGlobals } from '../../src/sim/globals/install.ts';
import { makeStage } from '../../src/sim/globals/stage.ts';
import { Kernel } from '../../src/sim/kernel/kernel.ts';
import type { Scalar } from '../../src/sim/model/json.ts';
import type { ProfileId } from '../../src/sim/model/scenario.ts';
import type { ArrivalEvent, NodeInfo, RequestEvent, ServiceEvent, TraceEvent } from '../../src/sim/model/trace.ts';
import { NETWORK_CONSTANTS } from '../../src/sim/network/constants.ts';
import type { Effect, Rule } from '../../src/sim/network/effects.ts';
import { Ledgers } from '../../src/sim/network/ledgers.ts';
import { Network } from '../../src/sim/network/network.ts';
import { allHeaders, type WireAnswer, type WireRequest } from '../../src/sim/network/wire.ts';
import { firestore } from '../../src/sim/services/firestore/index.ts';
import { messenger, type MessengerService } from '../../src/sim/services/messenger/index.ts';
import { openai } from '../../src/sim/services/openai/index.ts';
import { qstash } from '../../src/sim/services/qstash/index.ts';
import { redis } from '../../src/sim/services/redis/index.ts';
import { Constants, resolveConstants } from '../../src/sim/world/constants.ts';
import { connectService } from '../../src/sim/world/service-endpoint.ts';

export interface OnWire {
  readonly rules?: readonly Rule[];
  readonly profile?: ProfileId;
  readonly constants?: Readonly<Record<string, Scalar>>;
  /** Answers what the services call; 200 where it is left out. Runs on a node of its own. */
  readonly receive?: (request: WireRequest) => WireAnswer | Promise<WireAnswer>;
  readonly environment?: Readonly<Record<string, string>>;
  /** The body may wait for what never comes; else that is an error. */
  readonly mayHang?: true;
}

export interface Line {
  /** On Messenger: a user sends a text. */
  readonly types: (user: string, text: string, mid?: string) => void;
  /** Moves the caller's clock. */
  readonly stepClock: (byMs: number) => void;
  readonly nowMs: () => number;
}

export interface Played {
  readonly events: readonly TraceEvent[];
  /** What the body sent. */
  readonly sent: readonly RequestEvent[];
  /** What the services sent to `receive`. */
  readonly delivered: readonly RequestEvent[];
  /** What the services made of the requests that reached them. */
  readonly served: readonly ArrivalEvent[];
  /** What the services did by themselves. */
  readonly notes: readonly ServiceEvent[];
  /** What clients printed. */
  readonly printed: readonly string[];
  /** What users saw. */
  readonly replies: readonly string[];
  /** Whether the body came to its end: it does not where it waits for ever. */
  readonly finished: boolean;
}

const CALLER: NodeInfo = { id: 'caller', role: 'instance', side: 'pipeline', label: 'caller' };
const RECEIVER: NodeInfo = { id: 'receiver', role: 'instance', side: 'pipeline', label: 'receiver' };
const BOUNDS = { maxEvents: 20_000, maxVirtualMs: 7 * 86_400_000 };
/** Where services deliver to in these tests. */
const RECEIVER_ORIGIN = 'https://chatbot.example';

/** Throws what the body threw, and where it never ends. */
export async function onWire(given: OnWire, body: (line: Line) => Promise<void>): Promise<Played> {
  const { rules = [], profile = 'documented', constants: values = {}, receive = ok, environment = {} } = given;
  const kernel = new Kernel(1);
  const constants = new Constants(resolveConstants(profile, { 'network.oneWayMs': 0, ...values }), () => kernel.nowMs);
  const ledgers = new Ledgers(kernel, 'pipeline');
  const network = new Network(kernel, ledgers, constants.view('network', NETWORK_CONSTANTS), 'latency');
  const parts = { kernel, network, ledgers, constants, side: 'pipeline' as const };
  const caller = kernel.addNode(CALLER, true);
  caller.env = { ...environment };
  const receiver = kernel.addNode(RECEIVER, true);
  network.connect(RECEIVER_ORIGIN, {
    node: receiver,
    describe: () => ({ operation: 'deliver', route: undefined }),
    // Not returned: an answer may take virtual time.
    receive: (arrival) => {
      const { request } = arrival;
      void Promise.resolve(receive({ ...request, headers: allHeaders(request) })).then((answer) =>
        arrival.respond(receiver, answer),
      );
    },
  });
  connectService(parts, redis);
  connectService(parts, qstash);
  connectService(parts, openai);
  connectService(parts, firestore);
  const desk = connectService(parts, messenger);
  const replies: string[] = [];
  desk.service.onReply = (_user, text) => replies.push(text);
  for (const rule of rules) network.fates.arm({ rule, fault: 0 });
  const { finished, failures } = start(kernel, caller, body, lineOf(kernel, caller, desk));
  const stage = makeStage(
    kernel,
    { send: (from, request, end) => network.send(from, request, end) },
    { waitUntil: () => undefined, crashed: (_node, error) => failures.push(error) },
  );
  const restore = installGlobals(stage);
  try {
    await kernel.run(BOUNDS);
  } finally {
    restore();
  }
  if (failures.length > 0) throw failures[0];
  if (!finished() && given.mayHang !== true) throw new Error('the body waits for what never comes');
  return playedOf(kernel.recorder.events, replies, finished());
}

type Caller = ReturnType<Kernel['addNode']>;

function lineOf(kernel: Kernel, caller: Caller, desk: { readonly node: Caller; readonly service: MessengerService }) {
  let count = 0;
  return {
    types: (user: string, text: string, mid?: string): void => {
      count += 1;
      const id = mid ?? `m_${count}`;
      kernel.schedule(desk.node, 0, () => desk.service.typed({ user, text, mid: id }));
    },
    stepClock: (byMs: number): void => caller.clock.step(byMs),
    nowMs: () => kernel.nowMs,
  };
}

function start(kernel: Kernel, caller: Caller, body: (line: Line) => Promise<void>, line: Line) {
  let ended = false;
  const failures: unknown[] = [];
  kernel.schedule(caller, 0, () => {
    // Not returned: like a handler, the body may wait for what virtual time brings later.
    void body(line).then(
      () => {
        ended = true;
      },
      (error: unknown) => failures.push(error),
    );
  });
  return { finished: () => ended, failures };
}

function playedOf(events: readonly TraceEvent[], replies: readonly string[], finished: boolean): Played {
  const requests = events.filter((event) => event.kind === 'request');
  return {
    events,
    replies,
    finished,
    sent: requests.filter(({ node }) => node === CALLER.id),
    delivered: requests.filter(({ to }) => to === RECEIVER.id),
    served: events.filter((event) => event.kind === 'arrival').filter(({ node }) => node !== RECEIVER.id),
    notes: events.filter((event) => event.kind === 'service'),
    printed: events.flatMap((event) => (event.kind === 'log' ? [event.text] : [])),
  };
}

function ok(): WireAnswer {
  return { status: 200, headers: {}, body: '' };
}

/** Waits by the caller's timer. */
export function pass(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** The milliseconds between each request and the next. */
export function gapsOf(requests: readonly RequestEvent[]): readonly number[] {
  return requests.slice(1).map(({ atMs }, i) => atMs - (requests[i]?.atMs ?? 0));
}

/** Spoils calls to that operation: the `from`th to the `to`th, counted from 1. */
export function spoil(operation: string, effect: Effect, from = 1, to = from): Rule {
  let count = 0;
  return (call) => {
    if (call.operation !== operation) return undefined;
    count += 1;
    return count >= from && count <= to ? effect : undefined;
  };
}

/** Spoils nothing; keeps that header of every call, of those as well that no trace shows. */
export function noting(header: string, kept: (string | undefined)[]): Rule {
  return ({ request }) => {
    kept.push(request.headers[header]);
    return undefined;
  };
}

/** The answer never comes, and the caller learns it; it was served all the same. */
export const ANSWER_LOST: Effect = { kind: 'break', what: 'answer', error: 'ECONNRESET' };
export const REQUEST_LOST: Effect = { kind: 'break', what: 'request', error: 'ECONNREFUSED' };
export const HANGS: Effect = { kind: 'hang', what: 'request' };

/** Answered with that, and not served. */
export function answered(status: number, body = '', headers: Readonly<Record<string, string>> = {}): Effect {
  return { kind: 'refuse', when: 'before', answer: { status, headers, body } };
}
