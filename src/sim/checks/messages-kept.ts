/**
 * Every accepted message is seen and kept: a processor got it, and the history has it at the end. Whose history that is,
 * no-strangers judges; here it is only told.
 */
import { destroyedUnread } from '../model/view/index.ts';
import { all, partOf, were } from '../model/words.ts';
import { acceptedIn, type Check, cutBy, midsOf, NOTHING_ACCEPTED, verdictsOf, wasCut } from './check.ts';
import { whoseHistory } from './whose-history.ts';

const say = verdictsOf('messages-kept');

export const messagesKept: Check = {
  id: 'messages-kept',
  kind: 'liveness',
  title: 'Messages are kept',
  sentence: 'Every accepted message is read by a processor and stands in the history at the end.',
  unlessListed: 'holds',
  judgesTab: false,
  judge: (view) => {
    const accepted = acceptedIn(view);
    if (accepted.length === 0) return say.inconclusive(NOTHING_ACCEPTED);
    const lost = accepted.filter(({ seenBy, kept }) => seenBy.length === 0 || !kept);
    if (lost.length === 0)
      return say.holds(
        `${all(accepted.length, 'accepted message')} ${were(accepted.length)} read and ${accepted.length === 1 ? 'stands' : 'stand'} in ${whoseHistory(view, accepted)}.`,
      );
    const messages = midsOf(lost);
    if (wasCut(view)) {
      return say.inconclusive(
        `${partOf(lost.length, accepted.length, 'accepted message')} had not been read and kept when ${cutBy(view)} ended the run.`,
        { messages },
      );
    }
    const destroyed = destroyedUnread(view);
    const unread = lost.filter(({ seenBy }) => seenBy.length === 0);
    const deleted = unread.filter(({ mid }) => destroyed.has(mid));
    const parts = [
      ...(deleted.length > 0 ? [`${deleted.length} deleted unread`] : []),
      ...(unread.length > deleted.length ? [`${unread.length - deleted.length} never read`] : []),
      ...(lost.length > unread.length ? [`${lost.length - unread.length} read and not in the history`] : []),
    ];
    const proofs = lost.map(({ mid, eventId, seenEvents }) => destroyed.get(mid) ?? seenEvents[0] ?? eventId);
    return say.broken(
      `${partOf(lost.length, accepted.length, 'accepted message')} ${lost.length === 1 ? 'is' : 'are'} lost: ${parts.join(', ')}.`,
      {
        eventIds: [...proofs, ...lost.map(({ eventId }) => eventId)],
        messages,
      },
    );
  },
};
