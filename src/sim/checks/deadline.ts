/**
 * How long a user may wait for an answer: 15 s when nothing is slow and nothing fails, else the longest path of
 * retries that the services are set to.
 */
import { backOffMs } from '../model/qstash-times.ts';
import type { TraceEvent } from '../model/trace.ts';
import type { RunView } from '../model/view/index.ts';

/** Ample for the documented path of 5.2 s, and for a wait or two. Chosen. */
export const CALM_MS = 15_000;
/** Up to here a latency is calm: the values of the scenarios. */
const CALM_LIMITS: Readonly<Record<string, number>> = {
  'network.oneWayMs': 50,
  'network.tailShare': 0,
  'openai.latencyMs': 1_500,
  'firestore.latencyMs': 0,
  'platform.coldStartMs': 0,
  'qstash.lateMs': 0,
};
const DEFAULT_RETRIES = 3;
const DEFAULT_MAX_DURATION_MS = 300_000;
const DEFAULT_WEBHOOK_TIMEOUT_MS = 20_000;

export interface Deadline {
  readonly ms: number;
  readonly calm: boolean;
}

export function deadlineOf(view: RunView): Deadline {
  return isCalm(view) ? { ms: CALM_MS, calm: true } : { ms: CALM_MS + longestRetriesMs(view), calm: false };
}

function isCalm({ trace, side }: RunView): boolean {
  // What is slow for both sides is told on production's.
  const strikes = (event: TraceEvent): boolean => event.kind === 'fault' && ['pipeline', side].includes(event.side);
  if (trace.events.some(strikes)) return false;
  return Object.entries(CALM_LIMITS).every(([name, limit]) => {
    const value = trace.constants[name];
    return typeof value !== 'number' || value <= limit;
  });
}

/** Messenger's attempts one after the other, then QStash's, each as slow as the platform allows. */
function longestRetriesMs(view: RunView): number {
  const numberOf = (name: string, otherwise: number): number => {
    const value = view.trace.constants[name];
    return typeof value === 'number' ? value : otherwise;
  };
  const redeliveries = redeliveriesMs(view);
  const webhooksMs =
    sum(redeliveries) + (redeliveries.length + 1) * numberOf('messenger.answerTimeoutMs', DEFAULT_WEBHOOK_TIMEOUT_MS);
  const retries = mostRetries(view, numberOf('qstash.retries', DEFAULT_RETRIES));
  let waitsMs = 0;
  for (let n = 1; n <= retries; n += 1) waitsMs += backOffMs(n);
  return webhooksMs + waitsMs + (retries + 1) * numberOf('platform.maxDurationMs', DEFAULT_MAX_DURATION_MS);
}

/** The waits before Messenger sends a webhook again: milliseconds, separated by commas. */
function redeliveriesMs({ trace }: RunView): readonly number[] {
  const text = trace.constants['messenger.redeliveriesMs'];
  if (typeof text !== 'string') return [];
  return text
    .split(',')
    .map(Number)
    .filter((ms) => Number.isFinite(ms));
}

/** The most that a publish of this run asked for, or got because it did not ask. */
function mostRetries({ trace, publishes }: RunView, otherwise: number): number {
  let most = 0;
  for (const { event } of publishes) {
    const arrival = trace.events[event];
    const request = arrival?.kind === 'arrival' ? trace.events[arrival.request] : undefined;
    const asked = request?.kind === 'request' ? request.headers['upstash-retries'] : undefined;
    most = Math.max(most, asked === undefined ? otherwise : Number(asked));
  }
  return Number.isFinite(most) ? most : otherwise;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, ms) => total + ms, 0);
}
