/**
 * For how long something held a message up, so that it had to wait whatever the pipeline does: its webhook was not
 * accepted, its user's earlier messages were being answered, a trigger took long to be published, or a fault had its
 * consequences. Whatever else a message waits for is the pipeline's own doing: putting it off, failing by itself, or not
 * coming.
 */
import type { AnswerEvent } from '../trace.ts';
import {
  type CallView,
  endedWell,
  type InvocationView,
  type MessageView,
  type QueueMessageView,
} from '../view/index.ts';
import { calledBy, hadFault, type Links, type Span } from './links.ts';

/**
 * Chosen: what takes longer to arrive is the network's time, not the caller's. Conditions that last for a whole run let
 * nothing be on its way for more than 3 s (explore/generate/conditions.ts); `hardened` gives a call of Redis 5 s.
 */
const LONGEST_WAY_MS = 5_000;

/** Of the time from the message until then. */
export function heldUpMs(links: Links, message: MessageView, untilMs: number): number {
  const { view } = links;
  const { user, atMs, acceptedAtMs } = message;
  const spans = [
    { fromMs: atMs, toMs: acceptedAtMs ?? Infinity },
    ...view.invocations
      .filter(({ route, users }) => route === 'processor' && users.includes(user))
      .flatMap((by, i, all) => {
        const later = all.slice(i + 1);
        return [...atWork(links, by, later), ...takenForNobody(links, by, later), ...longInPublishing(links, by)];
      }),
    ...view.queue.filter((trigger) => trigger.user === user).flatMap((trigger) => onTheWay(links, trigger)),
  ];
  return coveredMs(spans, atMs, untilMs);
}

/**
 * While it answers, or a fault has to do with its calls; where it fails, and not by itself, until what it had read is kept,
 * which goes before what came later. Where it died with what it had read, or did not hear what a call of Redis did, or that
 * was done twice, until another has read something: its lease goes on, and what was taken for nobody waits for the end of
 * one. One that never ends holds nobody up by itself: QStash tries again.
 */
function atWork(links: Links, by: InvocationView, later: readonly InvocationView[]): readonly Span[] {
  const { view, struck } = links;
  const { startMs, end, calls } = by;
  const endMs = end.kind === 'open' ? startMs : end.atMs;
  const read = calls.flatMap(({ given }) => given);
  const readMs = read.length === 0 && calls.some(isUnheard) ? [givenFrom(later, startMs)] : [];
  if (endedWell(by) || !hadFault(links, by)) {
    const isHeld = calls.some(({ to, request }) => to === 'openai' || to === 'messenger' || struck.has(request));
    return isHeld ? [{ fromMs: startMs, toMs: Math.max(endMs, ...readMs) }] : [];
  }
  const keptMs = read.map((mid) => {
    const kept = view.byMid.get(mid)?.keptEvent ?? null;
    return kept === null ? Infinity : (view.trace.events[kept]?.atMs ?? 0);
  });
  const leftMs = read.length > 0 && hasDied(by) ? [givenFrom(later, endMs)] : [];
  return [{ fromMs: startMs, toMs: Math.max(endMs, ...keptMs, ...readMs, ...leftMs) }];
}

function hasDied({ end: { kind } }: InvocationView): boolean {
  return kind === 'crash' || kind === 'timeout' || kind === 'stop';
}

function isUnheard({ to, arrivals, end }: CallView): boolean {
  if (to !== 'redis' || arrivals.length === 0) return false;
  return arrivals.length > 1 || end.kind !== 'returned' || end.status >= 300;
}

/** A processor calls Redis once at a time: whoever sends another call does not wait for this one any more. */
function isGivenUp({ to, request, end }: CallView, calls: readonly CallView[]): boolean {
  if (to !== 'redis' || end.kind === 'open') return false;
  return calls.some((other) => other.to === to && other.request > request && other.request < end.event);
}

/** When the next one began that read something. */
function givenFrom(later: readonly InvocationView[], fromMs: number): number {
  const next = later.find(({ startMs, calls }) => startMs >= fromMs && calls.some(({ given }) => given.length > 0));
  return next?.startMs ?? Infinity;
}

/**
 * A read that was given up since it took too long, and arrived when its caller had gone on from what another try said. The
 * caller may even hear of it: what it does then, it does by the other's answer.
 */
function takenForNobody(
  { view, answers }: Links,
  { calls }: InvocationView,
  later: readonly InvocationView[],
): readonly Span[] {
  const forNobody = calls.filter((call) => isUnheard(call) || isGivenUp(call, calls));
  const lastRead = calls.findLast((call) => call.given.length > 0 && !forNobody.includes(call))?.end;
  const heard = lastRead?.kind === 'returned' ? lastRead.event : -1;
  return forNobody.flatMap(({ request, arrivals }) =>
    arrivals
      .filter((arrival) => arrival > heard && gaveMessages(answers.get(request) ?? [], arrival))
      .map((arrival) => {
        const fromMs = view.trace.events[arrival]?.atMs ?? 0;
        return { fromMs, toMs: givenFrom(later, fromMs) };
      }),
  );
}

function gaveMessages(answers: readonly AnswerEvent[], arrival: number): boolean {
  return answers.some(({ causes, messages }) => causes.includes(arrival) && messages.length > 0);
}

/** Until QStash has what is to come for those who wait: how late it says so is in nobody's way. */
function longInPublishing({ publishes }: Links, { id, calls }: InvocationView): readonly Span[] {
  return (publishes.get(id) ?? []).flatMap(({ event, atMs, deduplicated }) => {
    const call = calls.find(({ arrivals }) => arrivals.includes(event));
    if (call === undefined || deduplicated || atMs - call.sentAtMs <= LONGEST_WAY_MS) return [];
    return [{ fromMs: call.sentAtMs, toMs: atMs }];
  });
}

/** From each delivery to its arrival; where a fault struck it, or whom it called, until QStash tries again. */
function onTheWay(links: Links, { messageId, deliveries, retries, end }: QueueMessageView): readonly Span[] {
  const { events } = links.view.trace;
  const atMs = (id: number): number => events[id]?.atMs ?? 0;
  return deliveries.map((request, i) => {
    const next = deliveries[i + 1];
    const called = calledBy(links, messageId, request);
    const isTriedAgain = retries.some((id) => id > request && id < (next ?? Infinity));
    const hasFailed =
      links.struck.has(request) ||
      (isTriedAgain && (called.length === 0 || called.some((invocation) => hadFault(links, invocation))));
    const overMs = end.kind === 'pending' ? Infinity : end.atMs;
    const toMs = hasFailed ? (next === undefined ? overMs : atMs(next)) : (called[0]?.startMs ?? overMs);
    return { fromMs: atMs(request), toMs };
  });
}

/** How much of an interval spans cover together. */
function coveredMs(spans: readonly Span[], fromMs: number, untilMs: number): number {
  let [reached, covered] = [fromMs, 0];
  for (const span of spans.toSorted((a, b) => a.fromMs - b.fromMs)) {
    const toMs = Math.min(span.toMs, untilMs);
    const begins = Math.max(span.fromMs, reached);
    if (toMs <= begins) continue;
    covered += toMs - begins;
    reached = toMs;
  }
  return covered;
}
