/** Messenger sends a message a second time, under the same id. */
import type { Scenario } from '../../sim/model/scenario.ts';
import { areYouThere, threeQuickMessages } from '../messages.ts';
import { asFromTheTab, silenceAfterADrop } from '../outcomes.ts';

export const webhookRedelivered = {
  id: 'webhook-redelivered',
  kind: 'found',
  title: 'The same message twice',
  reference: 'none: the document does not speak of it',
  lookAt:
    'The second message comes a second time, at 1 s. Nobody compares ids: the list has four entries, and the model is asked the same thing twice in one question.',
  claims: [
    {
      says: 'Deduplication prevents what comes twice.',
      verdict: 'does not hold',
      because:
        'It is the request for a delivery that is deduplicated. The message itself is put into the list again, as often as it comes.',
    },
  ],
  seenInTheWild: [
    {
      repository: 'rmyndharis/OpenWA',
      number: 464,
      sentence: 'One message of a user is delivered twice within a second, and the bot sends two replies.',
    },
    {
      repository: 'jgorset/facebook-messenger',
      number: 46,
      sentence: 'Each text of a user arrives twice or three times at the webhook, which was too slow to answer 200.',
    },
    {
      repository: 'restfb/restfb',
      number: 614,
      sentence: 'The same message id comes in several requests, mostly with another time stamp.',
    },
    {
      repository: 'CondeNast/launch-vehicle-fbm',
      number: 83,
      sentence: 'Now and then a message comes twice and is answered twice.',
    },
  ],
  messages: threeQuickMessages,
  variants: [
    {
      id: 'again-at-1s',
      title: 'The second message comes again at 1.0 s',
      happens: 'One reply, to a question that has the second message twice.',
      faults: [{ fault: 'webhook-again', nth: 2, atMs: 1_000 }],
      expected: { ...asFromTheTab, 'order-kept': 'broken' },
    },
    {
      id: 'again-at-2200-ms',
      title: 'The second message comes again at 2.2 s',
      happens:
        'The copy makes the list look fresh: at 3.45 s its last entry is 1.2 s old. The processor waits for more, its request is dropped, and nobody is answered.',
      faults: [{ fault: 'webhook-again', nth: 2, atMs: 2_200 }],
      expected: silenceAfterADrop,
    },
    {
      id: 'again-at-20s',
      title: 'It comes again at 20 s, and the user writes at 95 s',
      happens:
        'The copy waits in the list without a request, since the id is taken. At 100 s it is answered a second time, together with the new message.',
      messages: [...threeQuickMessages, areYouThere(95_000)],
      faults: [{ fault: 'webhook-again', nth: 2, atMs: 20_000 }],
      expected: {
        answered: 'holds',
        'answered-once': 'broken',
        'repeat-is-verbatim': 'broken',
        'history-once': 'broken',
        'burst-whole': 'broken',
        'matches-baseline': 'broken',
      },
    },
  ],
} as const satisfies Scenario;
