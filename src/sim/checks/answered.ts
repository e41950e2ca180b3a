/** Every accepted message is answered within the deadline, counted from the last message of its batch. */
import { all, duration, partOf, were } from '../model/words.ts';
import type { MessageView, ReplyView, RunView } from '../model/view/index.ts';
import { acceptedIn, type Check, cutBy, midsOf, NOTHING_ACCEPTED, verdictsOf, wasCut } from './check.ts';
import { groupBy } from '../model/group-by.ts';
import { CALM_MS, type Deadline, deadlineOf } from './deadline.ts';

const say = verdictsOf('answered');

export const answered: Check = {
  id: 'answered',
  kind: 'liveness',
  title: 'Everybody is answered',
  sentence: `Every accepted message is answered within ${duration(CALM_MS)} after its batch’s last message, and the time that slow legs and services add to its way; where something fails, within the longest path of retries. A message that is typed after the deadline does not prolong it.`,
  unlessListed: 'holds',
  judgesTab: true,
  judge: (view) => {
    const accepted = acceptedIn(view);
    if (accepted.length === 0) return say.inconclusive(NOTHING_ACCEPTED);
    const deadline = deadlineOf(view);
    const deadlineMs = deadline.ms;
    const replies = new Map(view.replies.map((reply) => [reply.eventId, reply]));
    const dueAt = dueTimes(view, deadlineMs);
    const never: MessageView[] = [];
    const open: MessageView[] = [];
    const late: MessageView[] = [];
    let slowestMs = 0;
    for (const message of accepted) {
      const reply = replies.get(message.answeredBy[0] ?? -1);
      if (reply === undefined) (wasCut(view) && dueAt.unanswered(message) > view.end.atMs ? open : never).push(message);
      else {
        const due = dueAt.answeredBy(reply).get(message.mid) ?? message.atMs + deadlineMs;
        slowestMs = Math.max(slowestMs, reply.atMs - (due - deadlineMs));
        if (reply.atMs > due) late.push(message);
      }
    }
    const within = `within ${duration(deadlineMs)}${reasonOf(deadline)}`;
    const failed = [...never, ...late];
    if (failed.length > 0) {
      const parts = [
        ...(never.length > 0 ? [`${never.length} never`] : []),
        ...(late.length > 0 ? [`${late.length} too late (${duration(slowestMs)} after the last message)`] : []),
      ];
      return say.broken(
        `${partOf(failed.length, accepted.length, 'accepted message')} ${were(failed.length)} not answered ${within}: ${parts.join(', ')}.`,
        {
          eventIds: [
            ...never.map(({ eventId }) => eventId),
            ...late.flatMap(({ answeredBy, eventId }) => [answeredBy[0] ?? eventId, eventId]),
          ],
          messages: midsOf(failed),
        },
      );
    }
    if (open.length > 0) {
      return say.inconclusive(
        `${partOf(open.length, accepted.length, 'accepted message')} had no reply yet when ${cutBy(view)} ended the run.`,
        { messages: midsOf(open) },
      );
    }
    return say.holds(
      `${all(accepted.length, 'accepted message')} ${were(accepted.length)} answered, ${accepted.length === 1 ? '' : 'the slowest '}${duration(slowestMs)} after the last message of its batch.`,
    );
  },
};

/** `, the longest path of retries`; `, of which 21.45 s for the network and 15 s for the model`; nothing in a calm run. */
function reasonOf({ retries, slowness }: Deadline): string {
  if (retries) return ', the longest path of retries';
  const parts = slowness.map(({ what, ms }) => `${duration(ms)} for ${what}`);
  const last = parts.pop();
  if (last === undefined) return '';
  return `, of which ${parts.length > 0 ? `${parts.join(', ')} and ${last}` : last}`;
}

/** When each message is due: the deadline after the last message that still came in time to prolong the wait. */
function dueTimes(view: RunView, deadlineMs: number) {
  const known = new Map<number, ReadonlyMap<string, number>>();
  const all = new Map<string, number>();
  for (const messages of groupBy(view.messages, ({ user }) => user).values())
    for (const [mid, due] of dueOf(messages, deadlineMs)) all.set(mid, due);
  return {
    unanswered: ({ mid, atMs }: MessageView): number => all.get(mid) ?? atMs + deadlineMs,
    answeredBy: (reply: ReplyView): ReadonlyMap<string, number> => {
      const before = known.get(reply.eventId);
      if (before !== undefined) return before;
      const batch = reply.messages.flatMap((mid) => view.byMid.get(mid) ?? []).toSorted((a, b) => a.index - b.index);
      const due = dueOf(batch, deadlineMs);
      known.set(reply.eventId, due);
      return due;
    },
  };
}

/** From the last message back: whoever came after the deadline of the one before does not prolong it. */
function dueOf(inOrder: readonly MessageView[], deadlineMs: number): ReadonlyMap<string, number> {
  const due = new Map<string, number>();
  let next: { readonly atMs: number; readonly due: number } | undefined;
  for (const { mid, atMs } of inOrder.toReversed()) {
    const own = next !== undefined && next.atMs <= atMs + deadlineMs ? next.due : atMs + deadlineMs;
    due.set(mid, own);
    next = { atMs, due: own };
  }
  return due;
}
