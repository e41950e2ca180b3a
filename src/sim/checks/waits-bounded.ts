/** No accepted message waits longer than a bound while its user goes on typing: waiting for more must end. */
import { LONGEST_WAIT_MS } from '../model/longest-wait.ts';
import { duration } from '../model/words.ts';
import { acceptedIn, type Check, largest, NOTHING_ACCEPTED, verdictsOf } from './check.ts';

const say = verdictsOf('waits-bounded');

export const waitsBounded: Check = {
  id: 'waits-bounded',
  kind: 'safety',
  title: 'Waiting for more ends',
  sentence: `No accepted message waits longer than ${duration(LONGEST_WAIT_MS)} while its user goes on typing, each message within 2 s of the one before.`,
  unlessListed: 'holds',
  judgesTab: true,
  judge: (view) => {
    const accepted = acceptedIn(view);
    if (accepted.length === 0) return say.inconclusive(NOTHING_ACCEPTED);
    const burstEnds = new Map(view.bursts.flatMap(({ messages, toMs }) => messages.map((mid) => [mid, toMs] as const)));
    const waits = accepted.map((message) => {
      const typingUntilMs = burstEnds.get(message.mid) ?? message.atMs;
      return { message, waitedMs: Math.min(message.answeredAtMs ?? Infinity, typingUntilMs) - message.atMs };
    });
    const longestMs = largest(waits.map(({ waitedMs }) => waitedMs));
    const tooLong = waits.filter(({ waitedMs }) => waitedMs > LONGEST_WAIT_MS);
    if (tooLong.length === 0)
      return say.holds(`The longest wait while the user went on typing was ${duration(longestMs)}.`);
    return say.broken(
      `${tooLong.length} of ${accepted.length} accepted messages waited longer than ${duration(LONGEST_WAIT_MS)} while the user went on typing, the longest ${duration(longestMs)}.`,
      { eventIds: tooLong.map(({ message }) => message.eventId), messages: tooLong.map(({ message }) => message.mid) },
    );
  },
};
