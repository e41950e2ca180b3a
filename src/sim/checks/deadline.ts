/**
 * How long a user may wait for an answer: 15 s, and what the conditions of the run explain (slowness.ts); where a fault took
 * effect, or the conditions explain that something had to be tried again, the longest path of retries that the services are
 * set to.
 */
import { readListOfMs } from '../model/list-of-ms.ts';
import { backOffMs } from '../model/qstash-times.ts';
import type { TraceEvent } from '../model/trace.ts';
import type { CallView, InvocationView, RunView } from '../model/view/index.ts';
import { longestCallMs, longestWorkMs, type Slowness, slownessOf, totalMs } from './slowness.ts';

/** Ample for the documented path of 5.2 s, and for a wait or two. Chosen. */
export const CALM_MS = 15_000;
const DEFAULT_RETRIES = 3;
const DEFAULT_MAX_DURATION_MS = 300_000;
const DEFAULT_WEBHOOK_TIMEOUT_MS = 20_000;
/**
 * So long a fault may hold an answer up by itself, before anybody tries again: a webhook that comes late, a call that is slow.
 * Chosen: explored ones last 90 s at most, and stop two minutes after the last message.
 */
const FAULTS_MS = 300_000;
/** What Messenger notes when it will send a webhook again. */
const WEBHOOK_FAILED = 'webhook failed';

export interface Deadline {
  readonly ms: number;
  /** Whether it is the longest path of retries. */
  readonly retries: boolean;
  /** Else what it holds beyond the 15 s. */
  readonly slowness: readonly Slowness[];
}

export function deadlineOf(view: RunView): Deadline {
  const retriesMs = CALM_MS + longestRetriesMs(view);
  const slowness = slownessOf(view.trace.constants);
  const ms = CALM_MS + totalMs(slowness);
  if (wasStruck(view)) return { ms: FAULTS_MS + retriesMs, retries: true, slowness: [] };
  if (ms >= retriesMs || (slowness.length > 0 && hadToTryAgain(view)))
    return { ms: retriesMs, retries: true, slowness: [] };
  return { ms, retries: false, slowness };
}

function wasStruck({ trace, side }: RunView): boolean {
  // What is slow for both sides is told on production's.
  return trace.events.some((event: TraceEvent) => event.kind === 'fault' && ['pipeline', side].includes(event.side));
}

/**
 * Whether an attempt failed that the conditions left no time: the platform killed it, and its work may take longer than the
 * platform allows; or it failed when it had given a call up that may take longer than it waited. Then the next attempt
 * answers, and when that comes is up to QStash and Messenger. An attempt that fails in any other way has itself to blame,
 * and so has one that gives a call up which nobody could have answered in that time, were everything calm. Where the
 * same attempt makes the call once more and goes on, 15 s and the slow legs are enough.
 */
function hadToTryAgain({ invocations, trace: { constants } }: RunView): boolean {
  const maxDurationMs = constants['platform.maxDurationMs'];
  return invocations.some((attempt) => {
    const { end, calls } = attempt;
    if (end.kind === 'timeout') return typeof maxDurationMs === 'number' && longestWorkMs(constants) >= maxDurationMs;
    if (end.kind !== 'answered' || end.status < 300) return false;
    return calls.some((call) => {
      if (!isGivenUp(call, end.event)) return false;
      const waitedMs = waitedFor(call, attempt);
      const { calmMs, ms } = longestCallMs(constants, call.to);
      return waitedMs >= calmMs && waitedMs < ms;
    });
  });
}

/** Whether no answer had come when the attempt ended; one that comes afterwards is heard by nobody. */
function isGivenUp({ end }: CallView, endEvent: number): boolean {
  return end.kind === 'open' || (end.kind === 'returned' && end.event > endEvent);
}

/** Until the attempt went on to something else. */
function waitedFor({ sentAtMs }: CallView, { calls, end }: InvocationView): number {
  const next = calls.find((other) => other.sentAtMs > sentAtMs)?.sentAtMs;
  return (next ?? (end.kind === 'open' ? Infinity : end.atMs)) - sentAtMs;
}

/**
 * Messenger's attempts one after the other, as many as this run had, then QStash's, as many as were asked for, each as slow
 * as the platform allows. What Messenger would do for a day and a half if a webhook failed is no reason to wait where
 * none did. QStash's count even where none was made: so long may whoever has a retry of his own take as well.
 */
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

/** The waits before Messenger sent the webhook again that failed most often. */
function redeliveriesMs({ trace }: RunView): readonly number[] {
  const text = trace.constants['messenger.redeliveriesMs'];
  if (typeof text !== 'string') return [];
  let failures = 0;
  for (const event of trace.events) {
    if (event.kind !== 'service' || event.operation !== WEBHOOK_FAILED) continue;
    const attempt = event.facts?.['attempt'];
    if (typeof attempt === 'number') failures = Math.max(failures, attempt);
  }
  return (readListOfMs(text) ?? []).slice(0, failures).filter((ms) => Number.isFinite(ms));
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
