/** Messenger promises no more than its patience: the same message comes a second time, under the same id. */
import { defineFault } from './fault.ts';
import { ms, ordinal } from './params.ts';
import { firstWebhooks } from './webhooks.ts';

export const webhookAgain = defineFault({
  id: 'webhook-again',
  title: 'Webhook again',
  sentence: 'Messenger sends the webhook of a message a second time, under the same id.',
  params: [
    ordinal('nth', 'Which of the users’ messages, counted from 1.'),
    ms('atMs', 1_000, 'When the second one is sent.'),
  ],
  start: ({ nth, atMs }, world) => {
    const position = firstWebhooks();
    world.rule((call) =>
      position(call) === nth ? { kind: 'copies', delaysMs: [Math.max(0, atMs - call.atMs)] } : undefined,
    );
  },
});
