/** QStash delivers one request twice, as it may: the case in which lock and list do what they are there for. */
import type { Scenario } from '../../sim/model/scenario.ts';
import { threeQuickMessages } from '../messages.ts';
import { asFromTheTab } from '../outcomes.ts';

export const qstashDeliversTwice = {
  id: 'qstash-delivers-twice',
  kind: 'found',
  title: 'One request, two deliveries',
  reference: 'issue 2 (why the lock exists)',
  lookAt:
    'Both copies arrive at 3.25 s. One takes the lock, the other meets it and answers "already_processing". One reply.',
  claims: [
    {
      says: 'The lock keeps two workers of QStash from processing the same batch.',
      verdict: 'holds only if',
      because:
        'The lock has not lapsed. A copy that comes while the first is at work meets the lock; one that comes after the reply finds an empty list; one that comes after a lapse is answered as well (scenario lock-expires-early).',
    },
  ],
  seenInTheWild: [],
  messages: threeQuickMessages,
  variants: [
    {
      id: 'at-once',
      title: 'The second copy at the same time',
      happens: 'The second processor meets the lock and leaves: "already_processing". One reply.',
      faults: [{ fault: 'qstash-delivers-again', atMs: 3_200, nth: 1 }],
      expected: asFromTheTab,
    },
    {
      id: 'after-the-reply',
      title: 'The second copy at 10 s, after the reply',
      happens: 'The second processor takes the lock, finds an empty list and leaves: "no_messages". One reply.',
      faults: [{ fault: 'qstash-delivers-again', atMs: 10_000, nth: 1 }],
      expected: asFromTheTab,
    },
  ],
} as const satisfies Scenario;
