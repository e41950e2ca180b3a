/**
 * Nothing stands in the history twice: the model reads there what was said, and would believe it. A reply that was sent
 * twice may stand there twice. Judged at every commit: what another save writes over later was there all the same.
 */
import { count } from '../model/words.ts';
import { standTwice } from '../model/view/index.ts';
import { type Check, verdictsOf } from './check.ts';

const say = verdictsOf('history-once');

export const historyOnce: Check = {
  id: 'history-once',
  kind: 'safety',
  title: 'Nothing stands in the history twice',
  sentence:
    'No message stands in more entries of the history than it was typed, and no reply in more than it was sent.',
  unlessListed: 'holds',
  judgesTab: false,
  judge: (view) => {
    const again = standTwice(view);
    if (again.length === 0) {
      const entries = [...view.history.entries.values()].reduce((sum, held) => sum + held.length, 0);
      return say.holds(`${count(entries, 'entry')} in the history, and nothing in more of them than it should be.`);
    }
    const messages = new Set(again.flatMap(({ mid }) => mid ?? []));
    const replies = new Set(again.flatMap(({ mid, user, text }) => (mid === null ? [`${user} ${text}`] : [])));
    const parts = [
      ...(messages.size > 0 ? [count(messages.size, 'message')] : []),
      ...(replies.size > 0 ? [count(replies.size, 'reply')] : []),
    ];
    const verb = messages.size + replies.size === 1 ? 'stands' : 'stand';
    const most = again.reduce((times, one) => Math.max(times, one.times), 0);
    return say.broken(`${parts.join(' and ')} ${verb} in the history again, up to ${most} times.`, {
      eventIds: [...again.map(({ entry }) => entry.event), ...again.map(({ earlier }) => earlier.event)],
      messages: [...messages],
    });
  },
};
