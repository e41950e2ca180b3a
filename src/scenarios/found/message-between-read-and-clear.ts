/** The list is read, the model thinks, the list is deleted: what came meanwhile goes with it. */
import type { Scenario } from '../../sim/model/scenario.ts';
import { afterthought, threeQuickMessages } from '../messages.ts';
import { asFromTheTab } from '../outcomes.ts';

export const messageBetweenReadAndClear = {
  id: 'message-between-read-and-clear',
  kind: 'found',
  title: 'Deleted unread',
  reference: 'issue 4 (the code); issue 5',
  lookAt:
    'The list is read at 3.4 s and deleted at 5.5 s. The message typed in between is deleted with the others: it was accepted, and nobody has ever read it.',
  claims: [
    {
      says: 'The list is read, processed and cleared by one processor at a time, so the messages in it are safe.',
      verdict: 'does not hold',
      because:
        'The lock keeps other processors out, not the webhooks: they push while the model thinks. Clearing deletes the whole list, not what was read of it.',
    },
    {
      says: 'Messages are lost where the processor fails.',
      verdict: 'does not hold',
      because: 'They are lost where it succeeds as well: here everything works, and the user’s last message is gone.',
    },
  ],
  seenInTheWild: [
    {
      repository: 'vercel/chat',
      number: 928,
      sentence:
        'What is queued between the last look at the queue and the release of the lock is left there, until the user writes again.',
    },
  ],
  messages: [...threeQuickMessages, afterthought(4_000)],
  variants: [
    {
      id: 'while-the-model-thinks',
      title: 'A message at 4 s, while the model thinks',
      happens:
        'One reply to three messages at 5.2 s. The fourth is deleted unread with the list; its own request was dropped as a duplicate. The single tab answers it.',
      expected: {
        'messages-kept': 'broken',
        answered: 'broken',
        custody: 'broken',
        'no-silent-drop': 'broken',
        'history-complete': 'broken',
        'burst-whole': 'broken',
        'matches-baseline': 'broken',
      },
    },
    {
      id: 'taken-in-one-step',
      title: 'The same, the list read and deleted in one step',
      happens:
        'The fourth message is not deleted any more: it stays in the list. Its request was dropped all the same, so nobody comes for it.',
      settings: { take: 'atomic' },
      expected: {
        'messages-kept': 'broken',
        answered: 'broken',
        custody: 'broken',
        'no-silent-drop': 'broken',
        'history-complete': 'broken',
        'burst-whole': 'broken',
        'matches-baseline': 'broken',
      },
    },
    {
      id: 'taken-in-one-step-new-id',
      title: 'The same, and a new id for what comes after the step',
      happens:
        'The request for the fourth message has an id of its own: two batches, two replies, as from the single tab.',
      settings: { take: 'atomic', triggerId: 'generation' },
      expected: asFromTheTab,
    },
  ],
} as const satisfies Scenario;
