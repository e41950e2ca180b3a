/** Within a batch the messages are in the order typed, each once; the history has the batches in the order taken. */
import { count } from '../model/words.ts';
import { repeatsIn, type RunView } from '../model/view/index.ts';
import { type Check, verdictsOf } from './check.ts';

const say = verdictsOf('order-kept');

/** Something out of order: the event to look at, and the messages. */
interface Disorder {
  readonly event: number;
  readonly messages: readonly string[];
}

export const orderKept: Check = {
  id: 'order-kept',
  kind: 'safety',
  title: 'The order is kept',
  sentence:
    'Within a batch the messages are in the order typed, each of them once, and the history has the batches in the order in which they were taken.',
  unlessListed: 'holds',
  judgesTab: false,
  judge: (view) => {
    const asked = view.batches.flatMap(({ asked: messages, askedEvent }): readonly Disorder[] =>
      askedEvent === null || inOrderTyped(view, messages) ? [] : [{ event: askedEvent, messages }],
    );
    const repeated = repeatsOf(view);
    const saved = historyDisorders(view);
    const all = [...asked, ...repeated, ...saved];
    if (all.length === 0)
      return say.holds(`${count(view.batches.length, 'batch', 'batches')}, each in the order typed.`);
    const parts = [
      ...(asked.length > 0
        ? [`${count(asked.length, 'batch', 'batches')} asked about in another order than typed`]
        : []),
      ...(repeated.length > 0 ? [`${count(repeated.length, 'batch', 'batches')} with a message in it twice`] : []),
      ...(saved.length > 0 ? [`${count(saved.length, 'entry')} of the history out of order`] : []),
    ];
    const where = asked[0] === undefined ? '' : ` (${positions(view, asked[0].messages)})`;
    return say.broken(`${parts.join(', ')}${where}.`, {
      eventIds: all.map(({ event }) => event).toSorted((a, b) => a - b),
      messages: all.flatMap(({ messages }) => messages),
    });
  },
};

/** Batches that hold a message more than once. */
function repeatsOf({ trace, batches, byInvocation }: RunView): readonly Disorder[] {
  const repeats = repeatsIn(trace, batches, byInvocation);
  return batches.flatMap(({ invocation, takenEvent, askedEvent }): readonly Disorder[] => {
    const messages = repeats.get(invocation);
    return messages === undefined ? [] : [{ event: askedEvent ?? takenEvent, messages }];
  });
}

/** Whoever types the same twice cannot tell which of the two came first: texts are compared, not messages. */
function inOrderTyped({ byMid }: RunView, mids: readonly string[]): boolean {
  const messages = mids.flatMap((mid) => byMid.get(mid) ?? []);
  const typed = messages.toSorted((a, b) => a.index - b.index);
  return messages.every(({ text }, i) => text === typed[i]?.text);
}

/** Entries that stand behind one whose batch was taken later, or that hold their own messages in another order. */
function historyDisorders(view: RunView): readonly Disorder[] {
  const takenBy = new Map(view.batches.map(({ invocation, takenEvent }) => [invocation, takenEvent]));
  return [...view.history.entries.values()].flatMap((entries) => {
    let latest = -1;
    return entries.flatMap(({ messages, event, invocation }): readonly Disorder[] => {
      if (messages.length === 0 || invocation === null) return [];
      const taken = takenBy.get(invocation) ?? invocation;
      const wrong = taken < latest || !inOrderTyped(view, messages);
      latest = Math.max(latest, taken);
      return wrong ? [{ event, messages }] : [];
    });
  });
}

/** `[2, 1, 3]`: places among what the user of the batch typed. */
function positions(view: RunView, mids: readonly string[]): string {
  const batch = mids.map((mid) => view.byMid.get(mid)?.index ?? 0);
  const sorted = batch.toSorted((a, b) => a - b);
  return `[${batch.map((index) => sorted.indexOf(index) + 1).join(', ')}]`;
}
