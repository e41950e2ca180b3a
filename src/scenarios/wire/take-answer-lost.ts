/** The list is taken in one step, as one should, and the answer with the messages is lost. */
import type { Scenario } from '../../sim/model/scenario.ts';
import { threeQuickMessages } from '../messages.ts';
import { asFromTheTab, silence } from '../outcomes.ts';

const lost = (operation: string) =>
  [{ fault: 'call-breaks', what: 'answer', from: 'processor', to: 'redis', operation, nth: 1, count: 1 }] as const;

export const takeAnswerLost = {
  id: 'take-answer-lost',
  kind: 'wire',
  title: 'Taken by nobody',
  reference: 'none: a repair of message-between-read-and-clear',
  lookAt:
    'The list is read and deleted in one transaction, so that nothing can come in between. Redis does both, the answer is lost, the client repeats it and gets an empty list. The messages are nowhere.',
  claims: [
    {
      says: 'Reading and deleting the list in one step repairs the loss between read and clear.',
      verdict: 'holds only if',
      because:
        'The answer arrives. A step that takes away what it gives cannot be repeated; read first and delete later, the lost answer would have cost nothing.',
    },
  ],
  seenInTheWild: [
    {
      repository: 'redisson/redisson',
      number: 3850,
      sentence:
        'The client repeats commands that take something away; what the first one took is lost when its answer is.',
    },
    {
      repository: 'resque/resque',
      number: 93,
      sentence:
        'Between the pop of a job and its end it is nowhere but in the worker: whatever fails there loses it for ever.',
    },
  ],
  messages: threeQuickMessages,
  variants: [
    {
      id: 'answer-of-the-take-lost',
      title: 'Taken in one transaction, its answer lost',
      happens: 'The repeated transaction finds an empty list: "no_messages". Three messages are gone.',
      settings: { take: 'atomic' },
      faults: lost('MULTI'),
      expected: silence,
    },
    {
      id: 'read-then-delete',
      title: 'Read first, deleted later; the answer of the read lost',
      happens: 'The repeated read gives the same messages. One reply.',
      faults: lost('LRANGE'),
      expected: asFromTheTab,
    },
  ],
} as const satisfies Scenario;
