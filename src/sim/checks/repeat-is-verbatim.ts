/** Where a reply is repeated, it says the same: a user who is told a thing twice must not be told two things. */
import { count } from '../model/words.ts';
import { type Check, midsOf, verdictsOf } from './check.ts';

const say = verdictsOf('repeat-is-verbatim');

export const repeatIsVerbatim: Check = {
  id: 'repeat-is-verbatim',
  kind: 'safety',
  title: 'A repeat says the same',
  sentence: 'Where a message is answered again, the reply says the same words.',
  unlessListed: 'inconclusive',
  judgesTab: true,
  judge: (view) => {
    const texts = new Map(view.replies.map(({ eventId, text }) => [eventId, text]));
    const repeated = view.messages.filter(({ answeredBy }) => answeredBy.length > 1);
    if (repeated.length === 0) return say.inconclusive('No reply was repeated, so there is nothing to judge.');
    const differing = repeated.filter(({ answeredBy }) => new Set(answeredBy.map((id) => texts.get(id))).size > 1);
    const replies = new Set(repeated.flatMap(({ answeredBy }) => answeredBy.slice(1))).size;
    if (differing.length === 0) return say.holds(`${count(replies, 'repeat')}, each in the words of the first.`);
    return say.broken(`${count(differing.length, 'message')} got replies that say different things.`, {
      eventIds: differing.flatMap(({ answeredBy }) =>
        answeredBy.filter((id) => texts.get(id) !== texts.get(answeredBy[0] ?? -1)).concat(answeredBy[0] ?? []),
      ),
      messages: midsOf(differing),
    });
  },
};
