/** One burst, one reply: whoever writes three lines in a row wants one answer to them. */
import { count, partOf } from '../model/words.ts';
import { type Check, cutBy, largest, verdictsOf, wasCut } from './check.ts';

const say = verdictsOf('burst-whole');

export const burstWhole: Check = {
  id: 'burst-whole',
  kind: 'comparison',
  title: 'One burst, one reply',
  sentence: 'All messages of a burst, with gaps shorter than 2 s, are answered by one reply and no other.',
  unlessListed: 'holds',
  judgesTab: true,
  judge: (view) => {
    const { bursts, byMid } = view;
    if (bursts.length === 0) return say.inconclusive('No message was typed, so there is nothing to judge.');
    const found = bursts.map(({ messages }) => {
      const repliesOf = messages.map((mid) => byMid.get(mid)?.answeredBy ?? []);
      const replies = [...new Set(repliesOf.flat())];
      return { messages, replies, whole: replies.length === 1 && repliesOf.every((some) => some.length === 1) };
    });
    const broken = found.filter(({ whole }) => !whole);
    if (broken.length === 0)
      return say.holds(`${count(bursts.length, 'burst')}, each with one reply to the whole of it.`);
    const messages = broken.flatMap((burst) => burst.messages);
    // Too many replies stay too many; a missing one could still have come.
    const settled = broken.filter(({ replies }) => replies.length > 1);
    if (wasCut(view) && settled.length === 0) {
      return say.inconclusive(
        `${partOf(broken.length, bursts.length, 'burst')} had no reply to the whole of it when ${cutBy(view)} ended the run.`,
        { messages },
      );
    }
    const most = largest(broken.map(({ replies }) => replies.length));
    const none = broken.filter(({ replies }) => replies.length === 0).length;
    const parts = [
      ...(none > 0 ? [`${none} without any reply`] : []),
      ...(most > 1 ? [`up to ${most} replies to one`] : []),
      ...(none === 0 && most === 1 ? ['the reply left messages out'] : []),
    ];
    return say.broken(
      `${partOf(broken.length, bursts.length, 'burst')} did not get one reply to the whole of it: ${parts.join(', ')}.`,
      {
        eventIds: broken.flatMap((burst) => [
          ...burst.replies.slice(1),
          ...burst.replies.slice(0, 1),
          ...burst.messages.map((mid) => byMid.get(mid)?.eventId ?? 0),
        ]),
        messages,
      },
    );
  },
};
