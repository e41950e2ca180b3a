/**
 * Whether faults outlasted the retries of the trigger that stood for a message last: QStash tried as often as it was
 * asked to, each time a fault struck the delivery, or what it had called, and then gave the message up. One try that
 * fails by itself excuses nothing. A clock that is off strikes as well, where the signature of a delivery is read by it
 * and it is further off than clocks may be; the pattern then says so.
 */
import { CLOCKS_APART_S } from '../clocks-apart.ts';
import { SIGNATURE_LIFE_S } from '../qstash-times.ts';
import type { CallView, InvocationView, MessageView, QueueMessageView } from '../view/index.ts';
import { calledBy, type Links, wasInForce } from './links.ts';
import type { PatternId } from './names.ts';

type UsedUp = Extract<PatternId, 'retries-used-up' | 'clock-beyond-tolerance'>;
/** What made a try come to nothing. */
type Blow = 'fault' | 'clock';

const UNAUTHORIZED = 401;

/** Nothing stood for it any more when such a trigger was given up, or when what that had called came to its end. */
export function usedUp(links: Links, { mid }: MessageView): UsedUp | undefined {
  const trigger = lastOf(links, links.gaps.get(mid));
  if (trigger?.end.kind !== 'dead letter' || trigger.retries.length === 0) return undefined;
  const blows = trigger.deliveries.map((request) => blowTo(links, trigger, request));
  if (blows.includes(undefined)) return undefined;
  return blows.includes('clock') ? 'clock-beyond-tolerance' : 'retries-used-up';
}

/**
 * The same for good: until the user's next message, which has a trigger again and takes up what was left without one. What
 * becomes of both from then on is nobody's doing but the pipeline's, unless that trigger is used up as well.
 */
export function usedUpForGood(links: Links, message: MessageView): UsedUp | undefined {
  const gap = links.gaps.get(message.mid) ?? Infinity;
  const isTakenUp = links.view.messages.some(
    (later) =>
      later.user === message.user &&
      later.eventId > gap &&
      later.acceptedEvent !== null &&
      usedUp(links, later) === undefined,
  );
  return isTakenUp ? undefined : usedUp(links, message);
}

/** Undefined where a try failed by itself. */
function blowTo(links: Links, { messageId }: QueueMessageView, request: number): Blow | undefined {
  const called = calledBy(links, messageId, request);
  const isStruck = links.struck.has(request);
  if (called.length === 0) return isStruck ? 'fault' : undefined;
  // Who ended well, and is called again nevertheless, was not heard; who was refused may have come too late.
  if (
    isStruck &&
    called.some(({ end }) => end.kind === 'answered' && (end.status < 300 || end.status === UNAUTHORIZED))
  )
    return 'fault';
  const blows = called.map((invocation): Blow | undefined => {
    if (wasStruck(links, invocation)) return 'fault';
    return isRefusedByClock(links, invocation, request) ? 'clock' : undefined;
  });
  if (blows.includes(undefined)) return undefined;
  return blows.includes('clock') ? 'clock' : 'fault';
}

/** The trigger with whose end custody was lost. */
function lastOf({ queue, view }: Links, gap: number | undefined): QueueMessageView | undefined {
  if (gap === undefined) return undefined;
  const event = view.trace.events[gap];
  if (event?.kind === 'service') return view.queue.find(({ end }) => end.kind === 'dead letter' && end.event === gap);
  const ended = view.invocations.find(({ end }) => end.kind !== 'open' && end.event === gap);
  return queue.get(ended?.delivers ?? '');
}

/**
 * It died of a fault, or one on its calls can have made it fail. Whoever is at work for too long by himself has himself to
 * blame.
 */
function wasStruck(links: Links, invocation: InvocationView): boolean {
  const { end, calls, startMs } = invocation;
  if (end.kind === 'crash') return true;
  const struck = calls.filter(({ request }) => links.struck.has(request));
  const lengthsMs = struck.map((call) => lengthMs(links, call));
  if (!struck.every((call) => wasOnlyLate(links, call)) || lengthsMs.some((ms) => ms > SHORT_MS)) return true;
  if (end.kind !== 'timeout') return false;
  const tookMost = lengthsMs.reduce((sum, ms) => sum + ms, 0) > (end.atMs - startMs) / 2;
  return tookMost || wasInForce(links, invocation);
}

/**
 * It was turned away before it did anything, by a clock for which the signature was then not good yet, or no longer, even
 * with all the tolerance that is asked for. By whole seconds, as tokens are dated. How much the code in fact tolerates
 * does not count: code that tolerates less has itself to blame.
 */
function isRefusedByClock({ view }: Links, { end, calls }: InvocationView, request: number): boolean {
  if (end.kind !== 'answered' || end.status !== UNAUTHORIZED || calls.length > 0) return false;
  const [signed, refused] = [view.trace.events[request], view.trace.events[end.event]];
  if (signed === undefined || refused === undefined) return false;
  const aheadS = Math.floor(refused.clockMs / 1_000) - Math.floor(signed.clockMs / 1_000);
  return aheadS < -CLOCKS_APART_S || aheadS >= SIGNATURE_LIFE_S + CLOCKS_APART_S;
}

/** Faults that make a call late, and do nothing else. */
const DELAYS: readonly string[] = ['call-slow', 'qstash-late', 'webhook-late'];
/** A call that was made late and took less than that was in nobody's way. */
const SHORT_MS = 1_000;

/** It ended well. */
function wasOnlyLate({ view, struck }: Links, { request, end }: CallView): boolean {
  if (end.kind !== 'returned' || end.status >= 300) return false;
  const { faults } = view.trace.inputs;
  return (struck.get(request) ?? []).every(({ fault }) => DELAYS.includes(faults[fault]?.fault ?? ''));
}

function lengthMs({ view }: Links, { end, sentAtMs }: CallView): number {
  return end.kind === 'open' ? Infinity : (view.trace.events[end.event]?.atMs ?? Infinity) - sentAtMs;
}
