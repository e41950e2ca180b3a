/**
 * At every moment something that will still run stands for each accepted message that is not done: a QStash message
 * of its user that is not acknowledged, an invocation at work for him, or a webhook of his not yet answered 200.
 * Judged at every event; where it is lost is the moment when the message was lost, long before a reply is missed.
 */
import { lastUpTo } from '../model/last-up-to.ts';
import { count, moment, partOf, were } from '../model/words.ts';
import type { TraceEvent } from '../model/trace.ts';
import { destroyedUnread, gapsIn, type MessageView, type RunView } from '../model/view/index.ts';
import { acceptedIn, type Check, midsOf, NOTHING_ACCEPTED, verdictsOf } from './check.ts';
import { spentAt } from './spent.ts';

const say = verdictsOf('custody');

interface Loss {
  readonly message: MessageView;
  readonly event: number;
}

export const custody: Check = {
  id: 'custody',
  kind: 'safety',
  title: 'Something always stands for a message',
  sentence:
    'From the moment when a message is accepted until it is answered and kept, something that will still run stands for its user: a QStash message, an invocation, a webhook.',
  unlessListed: 'holds',
  judgesTab: false,
  judge: (view) => {
    const accepted = acceptedIn(view);
    if (accepted.length === 0) return say.inconclusive(NOTHING_ACCEPTED);
    const gaps = gapsIn(view);
    const losses = accepted.flatMap((message): readonly Loss[] => {
      const event = gaps.get(message.mid);
      return event === undefined ? [] : [{ message, event }];
    });
    const [first] = losses.toSorted((a, b) => a.event - b.event);
    if (first === undefined)
      return say.holds(
        `Something stood for each of ${count(accepted.length, 'accepted message')} until it was answered and kept.`,
      );
    const causes = causeFinder(view);
    const atMs = view.trace.events[first.event]?.atMs ?? 0;
    const lost = losses.map(({ message }) => message);
    const [cause] = causes(first);
    const why = cause === undefined ? '' : `: ${whatHappened(view, cause)}`;
    const those =
      accepted.length === 1 ? 'the accepted message' : partOf(losses.length, accepted.length, 'accepted message');
    return say.broken(
      `Nothing stood any more for ${those} that ${were(losses.length)} not done, ${losses.length === 1 ? '' : 'the first '}from ${moment(atMs)} on${why}.`,
      {
        eventIds: [...causes(first), first.event, ...losses.flatMap((loss) => [...causes(loss), loss.event])],
        messages: midsOf(lost),
        lostAt: Object.fromEntries(losses.map(({ message, event: at }) => [message.mid, at])),
      },
    );
  },
};

/** Commands that take a list away; where another one finds it gone, it had expired. */
const DELETES = /DEL|UNLINK|POP|TRIM|RENAME|EVAL|FCALL/;

function whatHappened({ trace }: RunView, cause: number): string {
  const event = trace.events[cause];
  if (event?.kind === 'lifecycle') return `${event.node} had died (${event.change})`;
  if (isDeadLetter(event)) return 'a delivery had failed and is not tried again';
  if (event?.kind === 'answer') return 'a trigger had met the lock and was spent';
  if (event?.kind !== 'arrival') return 'the list had been deleted unread';
  if (event.operation === 'publish') return 'a publish had been dropped as a duplicate';
  return DELETES.test(event.operation) ? 'the list had been deleted unread' : 'the list had expired unread';
}

function isDeadLetter(event: TraceEvent | undefined): boolean {
  return event?.kind === 'service' && event.operation === 'dead letter';
}

/** What the last invocation before the loss did, or suffered, that cost the custody: looked at first. */
function causeFinder(view: RunView): (loss: Loss) => readonly number[] {
  const destroyed = destroyedUnread(view);
  const suspects = new Map<string, number[]>();
  const invocations = new Map<string, number[]>();
  const add = (lists: Map<string, number[]>, user: string, id: number): void => {
    const list = lists.get(user) ?? [];
    lists.set(user, list);
    list.push(id);
  };
  for (const { deduplicated, users, event } of view.publishes)
    if (deduplicated) for (const user of users) add(suspects, user, event);
  for (const invocation of view.invocations) {
    const { users, id, end } = invocation;
    const spent = spentAt(invocation);
    for (const user of users) {
      add(invocations, user, id);
      if (end.kind === 'crash' || end.kind === 'timeout') add(suspects, user, end.event);
      if (spent !== undefined) add(suspects, user, spent);
    }
  }
  for (const list of suspects.values()) list.sort((a, b) => a - b);
  return ({ message: { mid, user }, event }) => {
    const since = lastUpTo(invocations.get(user) ?? [], event) ?? 0;
    const deletion = destroyed.get(mid);
    const suspect = lastUpTo(suspects.get(user) ?? [], event);
    const found = [deletion, suspect].flatMap((id) => (id !== undefined && id >= since && id <= event ? [id] : []));
    const { events } = view.trace;
    // Unless it is known why the delivery failed, that it did is what cost the custody.
    if (isDeadLetter(events[event]) && !found.some((id) => events[id]?.kind === 'lifecycle')) return [event];
    return found.toSorted((a, b) => b - a);
  };
}
