/** What was met on the way in a run in which nothing went wrong: faults that were borne, locks that did their work. */
import type { InvocationView } from '../view/index.ts';
import { allFaults, said, saidAt } from './evidence.ts';
import { spoken } from './figures.ts';
import { capital, type Ground } from './ground.ts';
import { refusedLock } from './turns/processing.ts';
import type { Sentence } from './types.ts';
import { outcome } from './words/index.ts';

export function metOnTheWay(ground: Ground): readonly Sentence[] {
  return [...allFaults(ground), ...dropped(ground), ...waits(ground), ...locks(ground), ...retries(ground)];
}

/** Publishes that were dropped, and not missed. */
function dropped(ground: Ground): readonly Sentence[] {
  const events = ground.view.publishes.flatMap(({ deduplicated, event }) => (deduplicated ? [event] : []));
  return events.length === 0 ? [] : [said(ground, outcome.alsoDropped(events.length), ...events)];
}

/** Re-queues that were accepted. */
function waits(ground: Ground): readonly Sentence[] {
  const { view } = ground;
  const events = view.publishes.flatMap(({ deduplicated, event, invocation }) =>
    !deduplicated && view.byInvocation.get(invocation ?? -1)?.route === 'processor' ? [event] : [],
  );
  return events.length === 0 ? [] : [said(ground, outcome.alsoRequeued(events.length), ...events)];
}

function locks(ground: Ground): readonly Sentence[] {
  const { view } = ground;
  const expired = view.locks.filter((lock) => {
    const holder = view.byInvocation.get(lock.invocation ?? -1);
    return (
      lock.end === 'expired' && holder !== undefined && (holder.end.kind === 'open' || holder.end.atMs > lock.toMs)
    );
  });
  const refused = view.invocations.flatMap((by) => refusal(by, ground) ?? []);
  return [
    ...expired.map(({ invocation, toMs, taken }) =>
      saidAt(
        toMs,
        outcome.alsoExpired(ground.invocation(view.byInvocation.get(invocation ?? -1)), spoken(toMs)),
        taken,
      ),
    ),
    ...refused,
  ];
}

function refusal(by: InvocationView, ground: Ground): Sentence | undefined {
  const arrival = refusedLock(ground, by);
  if (arrival === undefined) return undefined;
  return said(ground, outcome.alsoLock(capital(ground.invocation(by)), ground.at(arrival)), arrival);
}

function retries(ground: Ground): readonly Sentence[] {
  const again = ground.view.queue.flatMap(({ retries: scheduled }) => scheduled);
  const [first] = again;
  return first === undefined ? [] : [said(ground, outcome.alsoRetried(ground.at(first)), ...again)];
}
