/**
 * A batch that is put off again and again: re-queues that QStash accepted, one called by the other, between two batches
 * of one user. Two triggers that come for one batch put it off side by side; what that costs is `cost-bounded`'s.
 */
import { count, moment } from '../model/words.ts';
import type { RunView } from '../model/view/index.ts';
import { type Check, largest, verdictsOf } from './check.ts';

const say = verdictsOf('requeues-bounded');
const PROCESSOR = 'processor';

/** Chosen: with waits of 2.4 s a user would have typed for 24 s. */
const MOST_REQUEUES = 10;

export const requeuesBounded: Check = {
  id: 'requeues-bounded',
  kind: 'safety',
  title: 'Re-queues end',
  sentence: `No batch is put off more than ${MOST_REQUEUES} times in a row by re-queues that were accepted.`,
  unlessListed: 'holds',
  judgesTab: false,
  judge: (view) => {
    const rows = requeueRows(view);
    const longest = largest(rows.map(({ requeues }) => requeues.length));
    const tooMany = rows.filter(({ requeues }) => requeues.length > MOST_REQUEUES);
    if (longest === 0) return say.holds('No re-queue was accepted, so that no batch was put off by one.');
    if (tooMany.length === 0) return say.holds(`A batch was put off ${count(longest, 'time')} at most.`);
    // What proves it is the first re-queue beyond the bound; then the first of all.
    const eventIds = tooMany.flatMap(({ requeues }) => [requeues[MOST_REQUEUES] ?? 0, ...requeues]);
    const sinceMs = view.trace.events[eventIds[0] ?? 0]?.atMs ?? 0;
    const waiting = tooMany.flatMap(({ requeues, user }) => waitingFor(view, user, requeues.at(-1) ?? 0));
    return say.broken(
      `A batch was put off ${longest} times; ${MOST_REQUEUES} is the bound, passed at ${moment(sinceMs)}.`,
      { eventIds, messages: waiting },
    );
  },
};

interface Row {
  readonly user: string;
  readonly requeues: readonly number[];
}

/** A row as far as one trigger goes; one that was delivered twice may lead to two. */
interface Reached {
  readonly requeues: number[];
  readonly length: number;
}

/** Of each user: the re-queues between one call of the model and the next, each with those that led to it. */
function requeueRows(view: RunView): readonly Row[] {
  const marks = [
    ...view.publishes.flatMap(({ event, deduplicated, invocation, messageId, users }) => {
      const publisher = view.byInvocation.get(invocation ?? -1);
      if (deduplicated || publisher?.route !== PROCESSOR) return [];
      const user = users[0] ?? publisher.users[0] ?? '';
      return [{ kind: 'requeue' as const, event, user, messageId, after: publisher.delivers ?? '' }];
    }),
    ...view.batches.flatMap(({ askedEvent, user }) =>
      askedEvent === null ? [] : [{ kind: 'batch' as const, event: askedEvent, user }],
    ),
  ].toSorted((a, b) => a.event - b.event);
  const rows: Row[] = [];
  // By the trigger that was published last.
  const open = new Map<string, Map<string, Reached>>();
  for (const mark of marks) {
    const { event, user } = mark;
    if (mark.kind === 'batch') {
      open.delete(user);
      continue;
    }
    const ofUser = open.get(user) ?? new Map<string, Reached>();
    open.set(user, ofUser);
    const before: Reached = ofUser.get(mark.after) ?? { requeues: [], length: 0 };
    const forks = before.requeues.length > before.length;
    const requeues = forks ? before.requeues.slice(0, before.length) : before.requeues;
    if (forks || before.length === 0) rows.push({ user, requeues });
    requeues.push(event);
    ofUser.set(mark.messageId, { requeues, length: requeues.length });
  }
  return rows;
}

/** The user's messages that were typed before that event and not answered before it. */
function waitingFor({ messages }: RunView, user: string, event: number): readonly string[] {
  return messages.flatMap((message) =>
    message.user === user && message.eventId < event && (message.answeredBy[0] ?? Infinity) > event
      ? [message.mid]
      : [],
  );
}
