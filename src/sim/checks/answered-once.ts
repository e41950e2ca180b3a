/**
 * No message is answered by two replies. Judged strictly; how many of the repeats a policy may excuse, since the
 * outcome of the Send was recorded nowhere, is told with it.
 */
import { count } from '../model/words.ts';
import { wereUnclear } from '../model/view/index.ts';
import { type Check, largest, midsOf, verdictsOf } from './check.ts';

const say = verdictsOf('answered-once');

export const answeredOnce: Check = {
  id: 'answered-once',
  kind: 'safety',
  title: 'Nobody is answered twice',
  sentence: 'No message is answered by two replies.',
  unlessListed: 'holds',
  judgesTab: true,
  judge: (view) => {
    const twice = view.messages.filter(({ answeredBy }) => answeredBy.length > 1);
    if (twice.length === 0) {
      const once = view.messages.filter(({ answeredBy }) => answeredBy.length === 1).length;
      return say.holds(
        `No message has more than one reply; ${count(once, 'message')} ${once === 1 ? 'has' : 'have'} one.`,
      );
    }
    const replies = new Map(view.replies.map((reply) => [reply.eventId, reply]));
    const most = largest(twice.map(({ answeredBy }) => answeredBy.length));
    const excused = twice.filter(({ answeredBy }) =>
      wereUnclear(
        view,
        answeredBy.flatMap((id) => replies.get(id) ?? []),
      ),
    ).length;
    const excuse =
      excused === 0 ? '' : ` For ${excused} of them it was recorded nowhere that the earlier one had been sent.`;
    return say.broken(
      `${count(twice.length, 'message')} ${twice.length === 1 ? 'was' : 'were'} answered more than once, up to ${most} times.${excuse}`,
      {
        eventIds: [
          ...twice.flatMap(({ answeredBy }) => answeredBy.slice(1)),
          ...twice.flatMap(({ answeredBy }) => answeredBy.slice(0, 1)),
        ],
        messages: midsOf(twice),
      },
    );
  },
};
