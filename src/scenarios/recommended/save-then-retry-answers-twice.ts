/** All recommendations together, and the list kept for the retry: each retry answers again. */
import type { Scenario } from '../../sim/model/scenario.ts';
import { threeQuickMessages } from '../messages.ts';

const saveFails = (count: number) =>
  [
    { fault: 'call-fails', from: 'processor', to: 'firestore', operation: 'commit', status: 503, nth: 1, count },
  ] as const;

export const saveThenRetryAnswersTwice = {
  id: 'save-then-retry-answers-twice',
  kind: 'recommended',
  title: 'Every retry answers again',
  reference: 'recommendations 2 and 3 together',
  lookAt:
    'The reply is sent, the save after it fails, the list is kept for the retry. The retry does all of it again, the reply included.',
  claims: [
    {
      says: 'Save the messages to Firestore before Redis is cleared, and add retries.',
      verdict: 'holds only if',
      because:
        'Each step that is repeated can be repeated without harm. Sending is not one of them: Messenger has no key to tell a repeated reply from a new one, and nothing here remembers that it was sent.',
    },
  ],
  seenInTheWild: [
    {
      repository: 'fazer-ai/agents',
      number: 499,
      sentence:
        'A reply is posted twice to a customer: after the first post its record was left in progress, so the retry posted it again.',
    },
    {
      repository: 'openclaw/openclaw',
      number: 64038,
      sentence:
        'A message that was delivered although the call failed is sent again: the interface takes no key against that.',
    },
  ],
  messages: threeQuickMessages,
  policy: 'recommended',
  settings: { onError: 'keep' },
  variants: [
    {
      id: 'the-save-fails-once',
      title: 'The save fails once',
      happens: 'A reply at 5.3 s and another, in other words, at 19.8 s. The history has the second.',
      faults: saveFails(1),
      expected: {
        answered: 'holds',
        'answered-once': 'broken',
        'repeat-is-verbatim': 'broken',
        'history-complete': 'broken',
        'burst-whole': 'broken',
        'matches-baseline': 'broken',
      },
    },
    {
      id: 'the-save-always-fails',
      title: 'The save always fails',
      happens: 'Four replies to the same three messages, the last after more than half an hour. The history has none.',
      faults: saveFails(0),
      expected: {
        'messages-kept': 'broken',
        answered: 'holds',
        'answered-once': 'broken',
        'repeat-is-verbatim': 'broken',
        custody: 'broken',
        'history-complete': 'broken',
        'burst-whole': 'broken',
        'matches-baseline': 'broken',
      },
    },
  ],
} as const satisfies Scenario;
