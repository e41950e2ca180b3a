/** Whether the sender of a reply could know that it had arrived: no policy can, whose Send call ended badly. */
import { frozenIn, stoodStill } from './frozen.ts';
import { endedWell } from './invocations.ts';
import type { InvocationView, ReplyView, RunView } from './types.ts';

/**
 * Whether the outcome of the Send that made this reply was recorded nowhere: its answer was lost or bad, or the sender
 * died, or tried in vain, before anything that it did next had changed a store. What a sender that was given up, or that
 * stood still then and was given up by who called it, does after `event` comes too late for whoever acts in that event.
 * One that learns the outcome and ends without trying knew it.
 */
function wasUnclear(view: RunView, reply: ReplyView | undefined, event: number = Infinity): boolean {
  const { byInvocation, trace } = view;
  const invocation = byInvocation.get(reply?.invocation ?? -1);
  const call = invocation?.calls.find(({ request }) => request === reply?.request);
  if (invocation === undefined || call === undefined) return false;
  const { end } = invocation;
  const isDone = endedWell(invocation);
  const isAsGoodAsDead = stoodStillGivenUp(view, invocation, event);
  const isGivenUp = end.kind !== 'open' && !isDone && end.event < event;
  const untilEvent = isGivenUp || isAsGoodAsDead ? event : Infinity;
  if (call.end.kind !== 'returned' || call.end.status >= 300 || call.end.event > untilEvent) return true;
  const learnt = call.end.event;
  const next = invocation.calls.filter(({ request }) => request > learnt);
  const marked = next.some(({ arrivals }) =>
    arrivals.some((arrival) => arrival < untilEvent && (trace.events[arrival]?.patch?.length ?? 0) > 0),
  );
  return !marked && (isAsGoodAsDead || (!isDone && (end.kind !== 'answered' || next.length > 0)));
}

/** Who called it had given it up by then, and asks somebody else: nobody can wait any longer for whoever stands still. */
function stoodStillGivenUp(view: RunView, { id, node, delivers }: InvocationView, event: number): boolean {
  const trigger = view.queue.find(({ messageId }) => messageId === delivers);
  const isGivenUp = trigger?.retries.some((retry) => id < retry && retry < event) ?? false;
  return isGivenUp && stoodStill(frozenIn(view).get(node) ?? [], event);
}

/**
 * Whether of several replies to one message each but the last was unclear when the sender of the next one last looked.
 * They are taken in the order in which they were sent: the first to be sent may be the last to arrive.
 */
export function wereUnclear(view: RunView, replies: readonly ReplyView[]): boolean {
  const inOrder = replies.toSorted((a, b) => sentAt(a) - sentAt(b));
  return inOrder.slice(1).every((next, i) => wasUnclear(view, inOrder[i], lookedAt(view, next)));
}

/** When who sent it had last asked Redis before; what came to Redis later he could not know of. */
function lookedAt({ byInvocation }: RunView, reply: ReplyView): number {
  const sent = sentAt(reply);
  const calls = byInvocation.get(reply.invocation ?? -1)?.calls ?? [];
  return (
    calls.findLast(({ to, request, arrivals }) => to === 'redis' && request < sent && arrivals.length > 0)
      ?.arrivals[0] ?? sent
  );
}

function sentAt({ request, eventId }: ReplyView): number {
  return request ?? eventId;
}
