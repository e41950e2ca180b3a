/** The same messages in the same replies as the single tab would have given. */
import { count } from '../model/words.ts';
import type { ReplyView, RunView } from '../model/view/index.ts';
import type { Side } from '../model/trace.ts';
import { type Check, cutBy, verdictsOf, wasCut } from './check.ts';
import { groupBy } from '../model/group-by.ts';

const say = verdictsOf('matches-baseline');

export const matchesBaseline: Check = {
  id: 'matches-baseline',
  kind: 'comparison',
  title: 'As from the single tab',
  sentence: 'The same messages are answered together as by the single tab, and as often.',
  unlessListed: 'holds',
  judgesTab: false,
  judge: (view) => {
    if (view.messages.length === 0) return say.inconclusive('No message was typed, so there is nothing to judge.');
    const ours = repliesOf(view, 'pipeline');
    const theirs = repliesOf(view, 'baseline');
    const extra = surplus(ours, theirs);
    const missing = surplus(theirs, ours);
    if (extra.length + missing.length === 0) {
      const alike = `${count(total(ours), 'reply')}, each to the same messages as the single tab’s`;
      return wasCut(view) && view.messages.some(({ answeredBy }) => answeredBy.length === 0)
        ? say.inconclusive(`${alike}, and ${cutBy(view)} ended the run.`)
        : say.holds(`${alike}.`);
    }
    const messages = [...extra, ...missing].flatMap((reply) => reply.messages);
    const sentence = `Production gave ${count(total(ours), 'reply')} and the single tab ${total(theirs)}; ${missing.length} of the tab’s are missing, ${extra.length} of production’s are none of the tab’s`;
    // What the tab has not answered yet it may still answer as production did.
    const settled = new Set([...theirs.values()].flatMap((some) => some.flatMap((reply) => reply.messages)));
    const contradicts = extra.some((reply) => reply.messages.some((mid) => settled.has(mid)));
    if (wasCut(view) && !contradicts)
      return say.inconclusive(`${sentence}, and ${cutBy(view)} ended the run.`, { messages });
    return say.broken(`${sentence}.`, { eventIds: [...extra, ...missing].map(({ eventId }) => eventId), messages });
  },
};

type Replies = ReadonlyMap<string, readonly ReplyView[]>;

/** By the set of messages that they answer. */
function repliesOf({ replies, byMid }: RunView, side: Side): Replies {
  const index = (mid: string): number => byMid.get(mid)?.index ?? -1;
  return groupBy(
    replies.filter((reply) => reply.side === side),
    ({ messages }) => [...new Set(messages)].toSorted((a, b) => index(a) - index(b)).join(' '),
  );
}

/** What `ours` has more of than `theirs`. */
function surplus(ours: Replies, theirs: Replies): readonly ReplyView[] {
  return [...ours].flatMap(([key, replies]) => replies.slice(theirs.get(key)?.length ?? 0));
}

function total(replies: Replies): number {
  return [...replies.values()].reduce((sum, some) => sum + some.length, 0);
}
