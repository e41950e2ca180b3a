/** The reply is sent, and then the history cannot be saved. */
import type { Scenario } from '../../sim/model/scenario.ts';
import { threeQuickMessages } from '../messages.ts';

export const firestoreWriteFails = {
  id: 'firestore-write-fails',
  kind: 'document',
  title: 'Answered and forgotten',
  reference: 'summary 5; issue 5',
  lookAt:
    'The user has his reply at 5.2 s. The save right after it fails, and the catch block clears the list: what was said, and what was answered, is in no database.',
  claims: [
    {
      says: 'When the write to Firestore fails, the messages are cleared from Redis and lost.',
      verdict: 'holds',
      because:
        'They are missing from the history for good. The user does not notice at once: his reply came before the save; the next question is answered as if there had been none before.',
    },
  ],
  seenInTheWild: [],
  messages: threeQuickMessages,
  variants: [
    {
      id: 'the-save-fails',
      title: 'The save after the reply fails',
      happens: 'One reply, as from the single tab. The history has neither the three messages nor the reply.',
      faults: [
        {
          fault: 'call-fails',
          from: 'processor',
          to: 'firestore',
          operation: 'commit',
          status: 503,
          nth: 1,
          count: 1,
        },
      ],
      expected: {
        'messages-kept': 'broken',
        answered: 'holds',
        'answered-once': 'holds',
        custody: 'broken',
        'history-complete': 'broken',
        'burst-whole': 'holds',
        'matches-baseline': 'holds',
      },
    },
  ],
} as const satisfies Scenario;
