/** The model fails, the catch block tidies up, and what it tidies away are the user's messages. */
import type { Scenario } from '../../sim/model/scenario.ts';
import { threeQuickMessages } from '../messages.ts';
import { silence } from '../outcomes.ts';

export const processorCrashLosesMessages = {
  id: 'processor-crash-loses-messages',
  kind: 'document',
  title: 'The catch block clears the list',
  reference: 'issue 5; summary 5',
  lookAt:
    'The model answers 500 three times, and the client gives up. The catch block deletes the list "to prevent stuck messages": three messages that are nowhere else.',
  claims: [
    {
      says: 'When the processor fails, the messages are cleared from Redis, are not in Firestore, and are lost for ever.',
      verdict: 'holds',
      because:
        'The history is saved after the reply only, and the list was the one place where the messages were. After the deletion nothing knows of them.',
    },
    {
      says: 'A crash of the processor does the same.',
      verdict: 'does not hold',
      because:
        'A crash runs no catch block: list and lock stay. The messages are not lost but stranded, and a message after the window brings them back (scenario lock-not-released).',
    },
    {
      says: 'Crashing batch processors are 5 % of the problems.',
      verdict: 'rests on no data',
      because: 'No count is given, and we have none.',
    },
  ],
  seenInTheWild: [
    {
      repository: 'openclaw/openclaw',
      number: 17421,
      sentence:
        'When handing on a debounced batch fails, its messages are thrown away; the user sees them as delivered and gets no answer.',
    },
    {
      repository: 'openclaw/openclaw',
      number: 43258,
      sentence: 'The repair that was proposed for that: put the failed batch back and try again.',
    },
  ],
  messages: threeQuickMessages,
  variants: [
    {
      id: 'model-fails',
      title: 'The model answers 500 to all three attempts of its client',
      happens: 'The list is deleted, the lock released, the delivery answered 500. Three messages are gone.',
      faults: [{ fault: 'call-fails', to: 'openai', operation: 'chat', status: 500, nth: 1, count: 3 }],
      expected: silence,
    },
    {
      id: 'real-crash',
      title: 'The instance dies while the model answers',
      happens: 'No catch block runs. The three messages stay in the list, the lock until it expires. No reply.',
      faults: [{ fault: 'crash', role: 'processor', point: 'during', to: 'openai', operation: 'chat', nth: 1 }],
      expected: silence,
    },
  ],
} as const satisfies Scenario;
