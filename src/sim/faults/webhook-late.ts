/** Webhooks promise no order: one that is late is overtaken by those behind it. */
import { defineFault } from './fault.ts';
import { ms, ordinal } from './params.ts';
import { firstWebhooks } from './webhooks.ts';

export const webhookLate = defineFault({
  id: 'webhook-late',
  title: 'Webhook late',
  sentence: 'The webhook of a message is late, so that others overtake it.',
  params: [ordinal('nth', 'Which of the users’ messages, counted from 1.'), ms('byMs', 1_000, 'How late it is.')],
  start: ({ nth, byMs }, world) => {
    const position = firstWebhooks();
    world.rule((call) => (position(call) === nth ? { kind: 'delay-request', ms: byMs } : undefined));
  },
});
