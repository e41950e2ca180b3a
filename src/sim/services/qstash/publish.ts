/**
 * Reads a publish as `@upstash/qstash` sends it: everything but the destination and the body is in headers. What this
 * simulation does not imitate is refused with a sentence that names it: to ignore it would be a quiet lie.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { WireRequest } from '../service.ts';
import { parseDurationMs, parseSecondsOrDurationMs } from './duration.ts';
import type { FlowControl } from './lanes.ts';

/** What a publisher asks for. */
export interface Order {
  readonly url: string;
  readonly method: string;
  readonly body: string;
  /** Headers that the delivery carries: the content type, and what was given as `Upstash-Forward-*`. */
  readonly headers: Readonly<Record<string, string>>;
  readonly dedupId: string | undefined;
  readonly delayMs: number;
  /** Unix milliseconds by QStash's clock; wins over the delay. */
  readonly notBeforeMs: number | undefined;
  /** What is undefined here is the service's constant. */
  readonly retries: number | undefined;
  readonly retryDelayMs: number | undefined;
  readonly timeoutMs: number | undefined;
  readonly flow: FlowControl | undefined;
  /** The queue that it stands in. */
  readonly queue: string | undefined;
}

export type ReadOrder =
  | { readonly kind: 'order'; readonly order: Order }
  | { readonly kind: 'refused'; readonly status: number; readonly error: string };

/** Headers whose meaning is simulated; a label and telemetry mean nothing to a delivery. All others are refused. */
const SIMULATED = new Set([
  'upstash-method', 'upstash-delay', 'upstash-not-before', 'upstash-deduplication-id',
  'upstash-content-based-deduplication', 'upstash-retries', 'upstash-retry-delay', 'upstash-timeout',
  'upstash-flow-control-key', 'upstash-flow-control-value', 'upstash-label',
]); // prettier-ignore
const MEANINGLESS = /^upstash-telemetry-/;

/** What a delay does to those behind is not published. */
const NOT_SIMULATED_IN_A_QUEUE = ['upstash-delay', 'upstash-not-before'];

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
const FORWARD = 'upstash-forward-';
const WHOLE_NUMBER = /^\d+$/;
const ABSOLUTE = /^https?:\/\/./;

class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;

  constructor(status: number, sentence: string) {
    super(sentence);
    this.status = status;
  }
}

/** `destination` is what follows `/v2/publish/` or `/v2/enqueue/<queue>/` in the address, as it is. */
export function readOrder(destination: string, request: WireRequest, queue?: string): ReadOrder {
  try {
    return { kind: 'order', order: orderOf(destination, request, queue) };
  } catch (error) {
    if (error instanceof Refusal) return { kind: 'refused', status: error.status, error: error.message };
    throw error;
  }
}

function orderOf(destination: string, { headers, body }: WireRequest, queue: string | undefined): Order {
  for (const name in headers) {
    if (!isSimulated(name) || (queue !== undefined && NOT_SIMULATED_IN_A_QUEUE.includes(name)))
      throw new Refusal(501, `not simulated: header ${name} (${headers[name]})`);
  }
  if (!ABSOLUTE.test(destination)) {
    throw new Refusal(
      400,
      `invalid destination url: endpoint has invalid scheme, add http:// or https:// (${destination})`,
    );
  }
  const method = (headers['upstash-method'] ?? 'POST').toUpperCase();
  if (!METHODS.some((known) => known === method)) throw new Refusal(400, `invalid method: ${method}`);
  const forwarded = forwardedHeaders(headers);
  return {
    url: destination,
    method,
    body,
    headers: forwarded,
    dedupId: dedupIdOf(headers, destination, body),
    delayMs: durationOf(headers, 'upstash-delay') ?? 0,
    notBeforeMs: seconds(wholeNumberOf(headers, 'upstash-not-before')),
    retries: wholeNumberOf(headers, 'upstash-retries'),
    retryDelayMs: retryDelayOf(headers),
    timeoutMs: durationOf(headers, 'upstash-timeout'),
    flow: flowOf(headers),
    queue,
  };
}

function isSimulated(header: string): boolean {
  if (!header.startsWith('upstash-')) return true;
  return SIMULATED.has(header) || header.startsWith(FORWARD) || MEANINGLESS.test(header);
}

function forwardedHeaders(headers: WireRequest['headers']): Record<string, string> {
  const forwarded: Record<string, string> = {};
  const type = headers['content-type'];
  if (type !== undefined) forwarded['content-type'] = type;
  for (const name in headers) if (name.startsWith(FORWARD)) forwarded[name.slice(FORWARD.length)] = headers[name] ?? '';
  return forwarded;
}

function dedupIdOf(headers: WireRequest['headers'], destination: string, body: string): string | undefined {
  const id = headers['upstash-deduplication-id'];
  if (id !== undefined && id !== '') {
    if (id.includes(':')) throw new Refusal(400, "DeduplicationId cannot contain ':'");
    return id;
  }
  if (headers['upstash-content-based-deduplication'] !== 'true') return undefined;
  const forwarded = Object.entries(forwardedHeaders(headers)).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify([destination, body, forwarded]))));
}

function durationOf(headers: WireRequest['headers'], name: string): number | undefined {
  const text = headers[name];
  if (text === undefined) return undefined;
  const parsed = parseDurationMs(text);
  if (parsed === undefined) throw new Refusal(400, `invalid ${name}: ${text}, expected a duration such as 3s or 2h30m`);
  return parsed;
}

function wholeNumberOf(headers: WireRequest['headers'], name: string): number | undefined {
  const text = headers[name];
  if (text === undefined) return undefined;
  if (!WHOLE_NUMBER.test(text)) throw new Refusal(400, `invalid ${name}: ${text}, expected a whole number`);
  return Number(text);
}

function seconds(value: number | undefined): number | undefined {
  return value === undefined ? undefined : value * 1_000;
}

/** The vendor takes a formula over `retried`, in milliseconds; a plain number is the only formula simulated. */
function retryDelayOf(headers: WireRequest['headers']): number | undefined {
  const text = headers['upstash-retry-delay'];
  if (text === undefined) return undefined;
  if (!WHOLE_NUMBER.test(text.trim()))
    throw new Refusal(501, `not simulated: upstash-retry-delay other than a number (${text})`);
  return Number(text);
}

const FLOW_PART = /^(parallelism|rate|period)=(\w+)$/i;
const DEFAULT_PERIOD_MS = 1_000;

/** `parallelism=1, rate=10, period=1m`: at least one of the first two. A period is a duration, or seconds. */
function flowOf(headers: WireRequest['headers']): FlowControl | undefined {
  const key = headers['upstash-flow-control-key'];
  const text = headers['upstash-flow-control-value'];
  if (key === undefined && text === undefined) return undefined;
  const parts = new Map<string, string>();
  for (const part of (text ?? '').split(',')) {
    const [, name, value] = FLOW_PART.exec(part.trim()) ?? [];
    if (name === undefined || value === undefined) throw invalidFlow(text);
    parts.set(name.toLowerCase(), value);
  }
  const [parallelism, rate] = ['parallelism', 'rate'].map((name) => {
    const value = parts.get(name);
    if (value === undefined) return undefined;
    if (!WHOLE_NUMBER.test(value) || Number(value) === 0) throw invalidFlow(text);
    return Number(value);
  });
  const period = parts.get('period');
  const periodMs = period === undefined ? DEFAULT_PERIOD_MS : parseSecondsOrDurationMs(period);
  if (key === undefined || (parallelism === undefined && rate === undefined) || periodMs === undefined) {
    throw invalidFlow(text);
  }
  return { key, parallelism, rate, periodMs };
}

function invalidFlow(text: string | undefined): Refusal {
  return new Refusal(
    400,
    `invalid flow control: ${text ?? 'no value'}, expected such as parallelism=1, rate=10, period=1m`,
  );
}
