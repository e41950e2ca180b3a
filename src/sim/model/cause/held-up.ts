/**
 * For how long something held a message up, so that it had to wait whatever the pipeline does: its webhook was not
 * accepted, its user's earlier messages were being answered, or a fault had its consequences. Whatever else a message
 * waits for is the pipeline's own doing: putting it off, or not coming.
 */
import type { CallView, InvocationView, MessageView, QueueMessageView, RunView } from '../view/index.ts';
import type { Links } from './links.ts';

interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Of the time from the message until then. */
export function heldUpMs({ view, struck }: Links, message: MessageView, untilMs: number): number {
  const { user, atMs, acceptedAtMs } = message;
  const spans = [
    { fromMs: atMs, toMs: acceptedAtMs ?? Infinity },
    ...view.invocations
      .filter(({ route, users }) => route === 'processor' && users.includes(user))
      .flatMap((by, i, all) => atWork(view, struck, by, all.slice(i + 1))),
    ...view.queue.filter((trigger) => trigger.user === user).flatMap((trigger) => onTheWay(view, struck, trigger)),
  ];
  return coveredMs(spans, atMs, untilMs);
}

/**
 * While it answers, or a fault has to do with its calls; where it fails, until what it had read is kept, which goes before
 * what came later. Where it did not hear what a call of Redis did, or that was done twice, until another has read
 * something: what was taken for nobody waits for the end of a lease. One that never ends holds nobody up by itself:
 * QStash tries again.
 */
function atWork(
  { byMid, trace }: RunView,
  struck: ReadonlySet<number>,
  by: InvocationView,
  later: readonly InvocationView[],
): readonly Span[] {
  const { startMs, end, calls } = by;
  const endMs = end.kind === 'open' ? startMs : end.atMs;
  const read = calls.flatMap(({ given }) => given);
  const next = later.find((other) => other.calls.some(({ given }) => given.length > 0));
  const readMs = read.length === 0 && calls.some(isUnheard) ? [next?.startMs ?? Infinity] : [];
  if (end.kind === 'answered' && end.status < 300) {
    const isHeld = calls.some(({ to, request }) => to === 'openai' || to === 'messenger' || struck.has(request));
    return isHeld ? [{ fromMs: startMs, toMs: Math.max(endMs, ...readMs) }] : [];
  }
  const keptMs = read.map((mid) => {
    const kept = byMid.get(mid)?.keptEvent ?? null;
    return kept === null ? Infinity : (trace.events[kept]?.atMs ?? 0);
  });
  return [{ fromMs: startMs, toMs: Math.max(endMs, ...keptMs, ...readMs) }];
}

function isUnheard({ to, arrivals, end }: CallView): boolean {
  if (to !== 'redis' || arrivals.length === 0) return false;
  return arrivals.length > 1 || end.kind !== 'returned' || end.status >= 300;
}

/** From each delivery to its arrival; where a fault struck it, or it failed, until QStash tries again. */
function onTheWay(
  { trace, invocations }: RunView,
  struck: ReadonlySet<number>,
  { deliveries, retries, end }: QueueMessageView,
): readonly Span[] {
  const atMs = (id: number): number => trace.events[id]?.atMs ?? 0;
  return deliveries.map((request, i) => {
    const next = deliveries[i + 1];
    const hasFailed = struck.has(request) || retries.some((id) => id > request && id < (next ?? Infinity));
    const arrived = invocations.find(({ id }) => {
      const arrival = trace.events[id];
      return arrival?.kind === 'arrival' && arrival.request === request;
    });
    const overMs = end.kind === 'pending' ? Infinity : end.atMs;
    const toMs = hasFailed ? (next === undefined ? overMs : atMs(next)) : (arrived?.startMs ?? overMs);
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
