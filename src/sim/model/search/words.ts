/**
 * The words of a search: things that happen, and how they came out. Each is a question to one event. To add a word is
 * to add a line; the page's help is drawn from the same tables.
 */
import type { AnswerEvent, NodeRole, Trace, TraceEvent } from '../trace.ts';

export interface Asked {
  readonly trace: Trace;
  readonly roleOf: (node: string) => NodeRole | undefined;
  /** The first answer to a request; undefined where there is none. */
  readonly answerTo: (request: number) => AnswerEvent | undefined;
}

export type Question = (event: TraceEvent, asked: Asked) => boolean;

function arrivesAt(role: NodeRole, operation?: RegExp): Question {
  return (event, { roleOf }) =>
    event.kind === 'arrival' &&
    roleOf(event.node) === role &&
    (operation === undefined || operation.test(event.operation));
}

function ofKind(kind: TraceEvent['kind']): Question {
  return (event) => event.kind === kind;
}

function life(...changes: readonly string[]): Question {
  return (event) => event.kind === 'lifecycle' && changes.includes(event.change);
}

function service(operation: string): Question {
  return (event) => event.kind === 'service' && event.operation === operation;
}

function isDelivery(event: TraceEvent, { trace, roleOf }: Asked): boolean {
  if (event.kind !== 'arrival' || roleOf(event.node) !== 'instance') return false;
  const request = trace.events[event.request];
  return request?.kind === 'request' && request.headers['upstash-message-id'] !== undefined;
}

/** What was read is known when the answer is there. */
function reads(event: TraceEvent, { roleOf }: Asked): boolean {
  const from = event.kind === 'return' && event.messages.length > 0 ? roleOf(event.from) : undefined;
  return from === 'redis' || from === 'redis-replica';
}

/** What can be looked for. */
export const THINGS: Readonly<Record<string, Question>> = {
  message: ofKind('message'),
  reply: ofKind('reply'),
  webhook: (event, { roleOf }) =>
    event.kind === 'arrival' && event.operation === 'webhook' && roleOf(event.node) === 'instance',
  delivery: isDelivery,
  publish: arrivesAt('qstash', /^publish$/),
  retry: service('retry scheduled'),
  'dead letter': service('dead letter'),
  push: arrivesAt('redis', /RPUSH|LPUSH/),
  read: reads,
  lock: arrivesAt('redis', /SET NX/),
  delete: arrivesAt('redis', /\bDEL\b/),
  model: arrivesAt('openai'),
  send: arrivesAt('messenger'),
  save: arrivesAt('firestore', /commit/),
  log: ofKind('log'),
  fault: ofKind('fault'),
  failure: ofKind('failure'),
  request: ofKind('request'),
  arrival: ofKind('arrival'),
  answer: ofKind('answer'),
  crash: life('crash'),
  timeout: life('timeout'),
  start: life('start'),
  freeze: life('freeze'),
  thaw: life('thaw'),
};

const FIRST_ERROR = 400;

/** The answer to an arrival or a request, where there is one. */
function answerOf({ answerTo }: Asked, event: TraceEvent): AnswerEvent | undefined {
  if (event.kind === 'answer') return event;
  if (event.kind === 'arrival') return answerTo(event.request);
  return event.kind === 'request' ? answerTo(event.id) : undefined;
}

function statusOf(event: TraceEvent, asked: Asked): number | undefined {
  return event.kind === 'return' ? event.status : answerOf(asked, event)?.status;
}

function isTaken(event: TraceEvent): boolean {
  return event.kind === 'arrival' && (event.patch ?? []).length > 0;
}

function deduplicated(event: TraceEvent): boolean {
  return event.kind === 'arrival' && event.facts?.['deduplicated'] === true;
}

/** How it came out. */
export const QUALITIES: Readonly<Record<string, Question>> = {
  deduplicated,
  dropped: deduplicated,
  kept: (event) => event.kind === 'arrival' && event.facts?.['deduplicated'] === false,
  taken: isTaken,
  refused: (event, asked) =>
    event.kind === 'arrival' && event.operation.includes('SET NX')
      ? !isTaken(event)
      : (statusOf(event, asked) ?? 0) >= FIRST_ERROR,
  failed: (event, asked) => event.kind === 'failure' || (statusOf(event, asked) ?? 0) >= FIRST_ERROR,
  unanswered: (event, asked) =>
    (event.kind === 'arrival' || event.kind === 'request') && answerOf(asked, event) === undefined,
  late: (event, { trace }) =>
    event.kind === 'arrival' && event.atMs - (trace.events[event.request]?.atMs ?? event.atMs) > LATE_MS,
  baseline: (event) => event.side === 'baseline',
  production: (event) => event.side === 'pipeline',
};

/** Ten times the calm way: nobody would call less late. */
const LATE_MS = 500;

/** `status:500`, `node:redis`, `message:2`: what stands before the colon, and what it asks. */
export const FIELDS: Readonly<Record<string, (value: string) => Question>> = {
  node:
    (value) =>
    (event, { trace }) => {
      const label = trace.nodes.find(({ id }) => id === event.node)?.label ?? '';
      return `${event.node} ${label}`.toLowerCase().includes(value);
    },
  user: (value) => (event) => event.users.some((user) => user.includes(value)),
  message: (value) => {
    const index = Number(value.replace('#', '')) - 1;
    return (event, { trace }) => {
      const mid = typedMids(trace)[index] ?? value;
      return event.messages.includes(mid);
    };
  },
  status: (value) => (event, asked) => String(statusOf(event, asked) ?? '').startsWith(value.replaceAll('x', '')),
  level: (value) => (event) => event.kind === 'log' && event.level.startsWith(value),
  op: (value) => (event) => 'operation' in event && event.operation.toLowerCase().includes(value),
  kind: (value) => (event) => event.kind === value,
};

function typedMids({ events }: Trace): readonly string[] {
  return events.flatMap((event) => (event.kind === 'message' && event.side === 'pipeline' ? [event.mid] : []));
}

/** Words that a sentence has and a search does not need. */
export const FILLERS: ReadonlySet<string> = new Set(
  'a an the that was is were are be been which with and of answered any some it to by on from in at as there'.split(
    ' ',
  ),
);
