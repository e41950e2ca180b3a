/** The recommended retry comes, after the catch block has cleared what it was to process. */
import type { Scenario } from '../../sim/model/scenario.ts';
import { threeQuickMessages } from '../messages.ts';
import { asFromTheTab } from '../outcomes.ts';

const modelFails = [{ fault: 'call-fails', to: 'openai', operation: 'chat', status: 500, nth: 1, count: 3 }] as const;

export const retryFindsNothing = {
  id: 'retry-finds-nothing',
  kind: 'recommended',
  title: 'The retry finds nothing',
  reference: 'recommendation 2, beside issue 5',
  lookAt:
    'The model fails three times, the batch is answered 500, and QStash does try again. The list is empty: the catch block has cleared it, as before.',
  claims: [
    {
      says: 'Retry logic helps where a batch processor fails.',
      verdict: 'holds only if',
      because:
        'The messages are still there. Adding retries and leaving the catch block as it is gives a second processor that has nothing to do and reports success.',
    },
    {
      says: 'Save the messages to Firestore before Redis is cleared.',
      verdict: 'holds',
      because: 'They are in the history here, which without it they would not be. They are not answered for that.',
    },
  ],
  seenInTheWild: [],
  messages: threeQuickMessages,
  policy: 'recommended',
  faults: modelFails,
  variants: [
    {
      id: 'model-fails-three-times',
      title: 'The model fails three times',
      happens:
        'The messages are saved, the list is cleared, the delivery answered 500. The retry at 18 s finds an empty list and answers 200. No reply ever comes.',
      expected: {
        'messages-kept': 'holds',
        answered: 'broken',
        custody: 'broken',
        'burst-whole': 'broken',
        'matches-baseline': 'broken',
      },
    },
    {
      id: 'list-kept',
      title: 'The same, and the list is kept on an error',
      happens: 'The retry finds the messages, and this time the model answers: one reply.',
      settings: { onError: 'keep' },
      expected: asFromTheTab,
    },
  ],
} as const satisfies Scenario;
