/** The second message overtakes the first on its way. */
import type { Scenario } from '../../sim/model/scenario.ts';
import { threeQuickMessages } from '../messages.ts';

export const outOfOrderWebhooks = {
  id: 'out-of-order-webhooks',
  kind: 'document',
  title: 'The second message comes first',
  reference: 'the table; the fundamental difference',
  lookAt:
    'The first webhook is 0.3 s late, and the second is there before it. The list has them in the order in which they came, and so does the question to the model: 2, 1, 3.',
  claims: [
    {
      says: 'Messages can arrive out of order.',
      verdict: 'holds',
      because:
        'Each is a request of its own, and Messenger promises no order. The code joins the texts as the list has them; the time in each message is not looked at.',
    },
  ],
  seenInTheWild: [
    {
      repository: 'nextcloud/spreed',
      number: 17226,
      sentence:
        'Of two messages sent one after the other the second reaches the bot 10 to 30 s before the first, and is answered without it.',
    },
    {
      repository: 'microsoft/BotFramework-Services',
      number: 131,
      sentence: 'Events of Messenger reach the bot in another order; the service does not promise any.',
    },
  ],
  messages: threeQuickMessages,
  variants: [
    {
      id: 'first-is-late',
      title: 'The first webhook is 0.3 s late',
      happens: 'One reply to all three, as from the single tab, but to a question in the order 2, 1, 3.',
      faults: [{ fault: 'webhook-late', nth: 1, byMs: 300 }],
      expected: { answered: 'holds', 'order-kept': 'broken', 'burst-whole': 'holds', 'matches-baseline': 'holds' },
    },
  ],
} as const satisfies Scenario;
