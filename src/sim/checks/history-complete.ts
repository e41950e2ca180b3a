/** Firestore ends with every accepted message and every reply that was sent, each as often as it was. */
import { findTexts } from '../model/texts.ts';
import { all, count } from '../model/words.ts';
import type { EntryView, ReplyView, RunView } from '../model/view/index.ts';
import { acceptedIn, type Check, cutBy, NOTHING_ACCEPTED, verdictsOf, wasCut } from './check.ts';
import { groupBy } from '../model/group-by.ts';
import { whoseHistory } from './whose-history.ts';

const say = verdictsOf('history-complete');

export const historyComplete: Check = {
  id: 'history-complete',
  kind: 'liveness',
  title: 'The history is complete',
  sentence: 'Firestore ends with every accepted message and every reply that was sent.',
  unlessListed: 'holds',
  judgesTab: false,
  judge: (view) => {
    const accepted = acceptedIn(view);
    if (accepted.length === 0) return say.inconclusive(NOTHING_ACCEPTED);
    const messages = accepted.filter(({ kept }) => !kept);
    const sent = view.replies.filter(({ side }) => side === view.side);
    const replies = missingReplies(view, sent);
    if (messages.length + replies.length === 0) {
      return say.holds(
        `${all(accepted.length, 'accepted message')} and ${all(sent.length, 'reply').toLowerCase()} stand in ${whoseHistory(view, accepted)}.`,
      );
    }
    const proof = {
      eventIds: [...replies.map(({ eventId }) => eventId), ...messages.map(({ eventId }) => eventId)],
      messages: [...messages.map(({ mid }) => mid), ...replies.flatMap((reply) => reply.messages)],
    };
    const missing = `${count(messages.length, 'message')} of ${accepted.length} and ${count(replies.length, 'reply')} of ${sent.length} are missing from the history`;
    if (wasCut(view))
      return say.inconclusive(`${missing}, and ${cutBy(view)} ended the run.`, { messages: proof.messages });
    return say.broken(`${missing}.`, proof);
  },
};

function missingReplies(view: RunView, sent: readonly ReplyView[]): readonly ReplyView[] {
  return [...groupBy(sent, ({ user }) => user)].flatMap(([user, replies]) =>
    missingOf(replies, view.history.entries.get(user) ?? []),
  );
}

/** First whole entries, each used once; then what is left of both, as parts of longer texts. */
function missingOf(replies: readonly ReplyView[], entries: readonly EntryView[]): readonly ReplyView[] {
  const held = new Map<string, number>();
  for (const { content, messages } of entries)
    if (messages.length === 0) held.set(content, (held.get(content) ?? 0) + 1);
  const unmatched = replies.filter(({ text }) => {
    const left = held.get(text) ?? 0;
    if (left > 0) held.set(text, left - 1);
    return left === 0;
  });
  if (unmatched.length === 0) return [];
  const rest = [...held].flatMap(([content, left]) => Array.from({ length: left }, () => content)).join('\n');
  const found = new Set(
    findTexts(
      rest,
      unmatched.map(({ eventId, text }) => ({ mid: String(eventId), text })),
    ),
  );
  return unmatched.filter(({ eventId }) => !found.has(String(eventId)));
}
