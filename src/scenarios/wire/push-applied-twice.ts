/** A push whose answer is lost is pushed again by the client: the message stands twice in the list. */
import type { Scenario } from '../../sim/model/scenario.ts';
import { threeQuickMessages } from '../messages.ts';
import { asFromTheTab } from '../outcomes.ts';

export const pushAppliedTwice = {
  id: 'push-applied-twice',
  kind: 'wire',
  title: 'Pushed twice',
  reference: 'issue 4 (the code)',
  lookAt:
    'The answer to the first RPUSH is lost, and the client sends it again. The list has four entries for three messages, and the model is asked "hello" twice.',
  claims: [
    {
      says: 'A message is added to the batch by one RPUSH.',
      verdict: 'holds only if',
      because:
        'Its answer arrives. Otherwise the client, not the code, sends it again, up to five times, and RPUSH adds what is there already.',
    },
  ],
  seenInTheWild: [
    {
      repository: 'redis/redis-py',
      number: 977,
      sentence:
        'When the connection breaks the client sends a command again that the server may have carried out already.',
    },
    {
      repository: 'ray-project/ray',
      number: 602,
      sentence:
        'Commands that were not acknowledged in time are sent again by the client; the authors find no case in which that is right.',
    },
  ],
  messages: threeQuickMessages,
  variants: [
    {
      id: 'answer-of-rpush-lost',
      title: 'The answer to the first RPUSH is lost',
      happens: 'One reply, to a question that has the first message twice under the same id.',
      faults: [
        { fault: 'call-breaks', what: 'answer', from: 'webhook', to: 'redis', operation: 'RPUSH', nth: 1, count: 1 },
      ],
      expected: { ...asFromTheTab, 'order-kept': 'broken' },
    },
  ],
} as const satisfies Scenario;
