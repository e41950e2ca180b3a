/**
 * Reads a trace that comes from outside: a file, a link, another thread. Parsed once, here; inside, the type is
 * trusted. What does not fit is named by its path (`events[12].kind`), with what was found and what was expected.
 */
import * as v from 'valibot';
import { InputError } from '../errors.ts';
import { isRecord, type Json } from '../json.ts';
import { PROFILE_IDS } from '../scenario.ts';
import { unfit } from './schema-words.ts';
import { MOST_EVENTS, type Trace, TRACE_FORMAT } from '../trace.ts';
import { upgradeTrace } from './upgrade.ts';

/** A run's bound is looked at before each of its steps, and one step may record several events. */
const MOST_IN_A_STEP = 100_000;
/** Most events of a trace that is read: what a run that was ended by the largest bound may have. */
export const MOST_EVENTS_READ = MOST_EVENTS + MOST_IN_A_STEP;
const MOST_NODES = 100_000;
const MOST_MESSAGES = 100_000;
const MOST_FAULTS = 1_000;
const MOST_NAMES = 10_000;
/** Longest single text, in UTF-16 code units: a body as large as Redis takes a request. */
const LONGEST_TEXT = 10_000_000;
/** Longest trace as text, in UTF-16 code units: what a JavaScript string safely holds. */
const LONGEST_TRACE_TEXT = 400_000_000;
const DEEPEST_JSON = 100;

function isJson(value: unknown, depth = 0): value is Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (depth === DEEPEST_JSON) return false;
  if (Array.isArray(value)) return value.every((item) => isJson(item, depth + 1));
  return isRecord(value) && Object.values(value).every((item) => isJson(item, depth + 1));
}

const text = v.pipe(v.string(), v.maxLength(LONGEST_TEXT));
const number = v.pipe(v.number(), v.finite());
const id = v.pipe(v.number(), v.integer(), v.minValue(0));
const ids = v.pipe(v.array(id), v.maxLength(MOST_NAMES));
const names = v.pipe(v.array(text), v.maxLength(MOST_MESSAGES));
const side = v.picklist(['pipeline', 'baseline']);
const json = v.custom<Json>((value) => isJson(value), 'plain JSON');
const facts = v.record(text, json);
const scalar = v.union([text, number, v.boolean()]);
const values = v.record(text, scalar);
const headers = v.record(text, text);

const change = v.variant('op', [
  v.object({ op: v.literal('set'), key: text, value: json, expiresAtMs: v.exactOptional(number) }),
  v.object({ op: v.literal('push'), key: text, values: v.array(json), expiresAtMs: v.exactOptional(number) }),
  v.object({ op: v.literal('expire'), key: text, expiresAtMs: v.nullable(number) }),
  v.object({ op: v.literal('delete'), key: text }),
]);

const base = {
  id,
  atMs: number,
  node: text,
  clockMs: number,
  side,
  causes: ids,
  messages: names,
  users: names,
  invocation: v.exactOptional(id),
  patch: v.exactOptional(v.array(change)),
};

const timer = { ...base, timer: id, delayMs: number };

const event = v.variant('kind', [
  v.object({ ...base, kind: v.literal('message'), mid: text, text }),
  v.object({ ...base, kind: v.literal('reply'), text }),
  v.object({
    ...base,
    kind: v.literal('request'),
    to: text,
    method: text,
    url: text,
    headers,
    body: text,
    operation: text,
  }),
  v.object({
    ...base,
    kind: v.literal('arrival'),
    from: text,
    request: id,
    operation: text,
    facts: v.exactOptional(facts),
  }),
  v.object({ ...base, kind: v.literal('answer'), to: text, request: id, status: id, headers, body: text }),
  v.object({ ...base, kind: v.literal('return'), from: text, request: id, status: id }),
  v.object({ ...base, kind: v.literal('failure'), from: text, request: id, error: text }),
  v.object({ ...timer, kind: v.literal('timer-set') }),
  v.object({ ...timer, kind: v.literal('timer-cleared') }),
  v.object({ ...timer, kind: v.literal('timer-fired') }),
  v.object({ ...base, kind: v.literal('log'), level: v.picklist(['debug', 'log', 'info', 'warn', 'error']), text }),
  v.object({
    ...base,
    kind: v.literal('lifecycle'),
    change: v.picklist(['start', 'ready', 'crash', 'timeout', 'freeze', 'thaw', 'stop']),
    detail: text,
    facts: v.exactOptional(facts),
  }),
  v.object({ ...base, kind: v.literal('fault'), fault: id, effect: text, request: v.exactOptional(id) }),
  v.object({ ...base, kind: v.literal('service'), operation: text, facts: v.exactOptional(facts) }),
]);

const route = v.object({ path: text, role: text });

const inputs = v.object({
  scenario: text,
  variant: text,
  seed: id,
  messages: v.pipe(v.array(v.object({ atMs: number, text, user: text })), v.maxLength(MOST_MESSAGES)),
  policy: text,
  settings: values,
  profile: v.picklist(PROFILE_IDS),
  constants: values,
  faults: v.pipe(v.array(v.objectWithRest({ fault: text }, scalar)), v.maxLength(MOST_FAULTS)),
  environment: headers,
  routes: v.pipe(v.array(route), v.maxLength(MOST_NAMES)),
  bounds: v.object({ maxEvents: id, maxVirtualMs: number }),
});

const node = v.object({
  id: text,
  role: v.picklist([
    'phone',
    'messenger',
    'platform',
    'instance',
    'redis',
    'redis-replica',
    'qstash',
    'firestore',
    'openai',
    'tab',
  ]),
  side,
  label: text,
  route: v.exactOptional(text),
  user: v.exactOptional(text),
});

const end = v.variant('reason', [
  v.object({ reason: v.picklist(['quiet', 'stopped']), atMs: number }),
  v.object({ reason: v.literal('bound'), atMs: number, bound: v.picklist(['maxEvents', 'maxVirtualMs']) }),
]);

const traceSchema = v.object({
  format: v.literal(TRACE_FORMAT),
  inputs,
  constants: values,
  nodes: v.pipe(v.array(node), v.maxLength(MOST_NODES)),
  events: v.pipe(v.array(event), v.maxLength(MOST_EVENTS_READ)),
  end,
});

/** Reads a trace of any format up to today's. Throws InputError. */
export function readTrace(value: unknown): Trace {
  const upgraded = upgradeTrace(value);
  const events = upgraded['events'];
  // Before anything is looked at: a list that is too long is refused, not read.
  if (Array.isArray(events) && events.length > MOST_EVENTS_READ) {
    throw new InputError('events', events.length, `at most ${MOST_EVENTS_READ} events`);
  }
  const result = v.safeParse(traceSchema, upgraded, { abortEarly: true });
  if (!result.success) {
    throw unfit(traceSchema, result.issues[0], '');
  }
  const trace: Trace = result.output;
  checkOrder(trace);
  return trace;
}

/** Reads a trace from JSON text. Throws InputError. */
export function parseTrace(json: string): Trace {
  if (json.length > LONGEST_TRACE_TEXT) {
    throw new InputError('trace', json.length, `at most ${LONGEST_TRACE_TEXT} characters`);
  }
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new InputError('trace', json, 'JSON');
  }
  return readTrace(value);
}

/** What a schema cannot say: ids are positions, causes lie before, time does not run backwards, nodes are known, each once. */
function checkOrder({ events, nodes }: Trace): void {
  const known = new Set<string>();
  nodes.forEach(({ id }, index) => {
    if (known.has(id)) throw new InputError(`nodes[${index}].id`, id, 'an id that no node before it has');
    known.add(id);
  });
  let before = 0;
  events.forEach((one, index) => {
    const where = `events[${index}]`;
    if (one.id !== index) throw new InputError(`${where}.id`, one.id, `${index}, its position`);
    if (one.atMs < before)
      throw new InputError(`${where}.atMs`, one.atMs, `at least ${before}, the time of the event before it`);
    if (!known.has(one.node)) throw new InputError(`${where}.node`, one.node, 'the id of a node');
    const cause = one.causes.find((id) => id >= index);
    if (cause !== undefined) throw new InputError(`${where}.causes`, cause, `ids below ${index}`);
    before = one.atMs;
  });
}
