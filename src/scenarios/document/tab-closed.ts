/** The one failure that the document grants the single tab. */
import type { Scenario } from '../../sim/model/scenario.ts';
import { threeQuickMessages } from '../messages.ts';

export const tabClosed = {
  id: 'tab-closed',
  kind: 'document',
  title: 'The tab is closed',
  reference: 'the table',
  lookAt:
    'This time it is the single tab that breaks: it is closed at 1 s with three messages in its memory. Production answers.',
  claims: [
    {
      says: 'In the single tab messages cannot be lost, since they are in memory.',
      verdict: 'does not hold',
      because: 'They are lost with the memory. What is in Redis outlives the instance that put it there.',
    },
    {
      says: 'The only failure of the tab is that the browser crashes.',
      verdict: 'holds only if',
      because:
        'The model does not count. It fails for the tab as for production, and the tab does not even keep the messages for another try.',
    },
  ],
  seenInTheWild: [
    {
      repository: 'openclaw/openclaw',
      number: 63038,
      sentence: 'Messages that wait in memory for the end of a quiet time are dropped when the process stops.',
    },
  ],
  messages: threeQuickMessages,
  variants: [
    {
      id: 'at-1s',
      title: 'The tab is closed at 1 s, while three messages wait',
      happens: 'The tab never answers: its queue and its timer are gone. Production sends one reply at 5.2 s.',
      faults: [{ fault: 'tab-closed', atMs: 1_000 }],
      expected: { answered: 'holds', 'burst-whole': 'holds', 'matches-baseline': 'broken' },
    },
  ],
} as const satisfies Scenario;
