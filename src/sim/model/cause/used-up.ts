/**
 * Whether faults outlasted the retries of the trigger that stood for a message last: QStash tried as often as it was
 * asked to, each time a fault struck the delivery, or what it had called, and then gave the message up. One try that
 * fails by itself excuses nothing.
 */
import type { InvocationView, MessageView, QueueMessageView } from '../view/index.ts';
import type { Links } from './links.ts';

/** Nothing stood for it any more when such a trigger was given up, or when what that had called came to its end. */
export function usedUp(links: Links, { mid }: MessageView): boolean {
  const trigger = lastOf(links, links.gaps.get(mid));
  if (trigger?.end.kind !== 'dead letter' || trigger.retries.length === 0) return false;
  const called = links.deliveries.get(trigger.messageId) ?? [];
  const { events } = links.view.trace;
  return trigger.deliveries.every((request) => {
    if (links.struck.has(request)) return true;
    const by = called.filter(({ id }) => {
      const arrival = events[id];
      return arrival?.kind === 'arrival' && arrival.request === request;
    });
    return by.length > 0 && by.every((invocation) => wasStruck(links, invocation));
  });
}

/** The trigger with whose end custody was lost. */
function lastOf({ queue, view }: Links, gap: number | undefined): QueueMessageView | undefined {
  if (gap === undefined) return undefined;
  const event = view.trace.events[gap];
  if (event?.kind === 'service') return view.queue.find(({ end }) => end.kind === 'dead letter' && end.event === gap);
  const ended = view.invocations.find(({ end }) => end.kind !== 'open' && end.event === gap);
  return queue.get(ended?.delivers ?? '');
}

/** It died, or a fault had to do with one of its calls. */
function wasStruck({ struck }: Links, { end, calls }: InvocationView): boolean {
  if (end.kind === 'crash' || end.kind === 'timeout') return true;
  return calls.some(({ request }) => struck.has(request));
}
