/**
 * Whether faults outlasted the retries of a trigger: QStash tried as often as it was asked to, each time a fault struck
 * the delivery, or what it had called, and then gave the message up. One try that fails by itself excuses nothing.
 */
import type { InvocationView } from '../view/index.ts';
import type { Step } from './fate.ts';
import type { Links } from './links.ts';

export function usedUp(links: Links, steps: readonly Step[]): boolean {
  const trigger = links.queue.get(triggerOf(steps) ?? '');
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

/** The trigger at which a chain of calls ends. */
function triggerOf(steps: readonly Step[]): string | null | undefined {
  const last = steps.at(-1);
  return last?.kind === 'called' ? last.invocation.delivers : last?.publish.messageId;
}

/** It died, or a fault had to do with one of its calls. */
function wasStruck({ struck }: Links, { end, calls }: InvocationView): boolean {
  if (end.kind === 'crash' || end.kind === 'timeout') return true;
  return calls.some(({ request }) => struck.has(request));
}
