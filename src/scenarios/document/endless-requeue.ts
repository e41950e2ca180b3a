/** Somebody who types every 1.4 s: the document's endless loop, which ends before its first round. */
import type { Scenario } from '../../sim/model/scenario.ts';
import { typingOn } from '../messages.ts';
import { asFromTheTab, silenceAfterADrop } from '../outcomes.ts';

const EVERY_MS = 1_400;

export const endlessRequeue = {
  id: 'endless-requeue',
  kind: 'document',
  title: 'Typing without a pause',
  reference: 'issue 3, problem 1',
  lookAt:
    'The processor is called once, at 3.2 s, finds a young message and asks to be called again. That request is dropped, and so is every other of the minute: no loop, no second call, no reply, even long after the user has stopped.',
  claims: [
    {
      says: 'With a message every 1.4 s the processor puts itself off again and again and the user never gets a reply.',
      verdict: 'does not hold',
      because:
        'The user gets none, but there is no loop: the first request to be called again is dropped as a duplicate. Where it arrives (under an id of its own) the loop turns every 2.4 s and ends with the typing.',
    },
    {
      says: 'It would take exact timing by the user, so it is unlikely.',
      verdict: 'does not hold',
      because:
        'It takes no exact timing: one message younger than 1.5 s when the batch is looked at is enough, as is every message that follows the first by 1.9 to 3.3 s.',
    },
  ],
  seenInTheWild: [
    {
      repository: 'openclaw/openclaw',
      number: 104106,
      sentence:
        'Each message starts the quiet time anew and there is no longest wait: who types faster than that is not answered until he stops, and the batch grows meanwhile.',
    },
  ],
  messages: typingOn(EVERY_MS, 60_000),
  variants: [
    {
      id: 'one-minute',
      title: 'A message every 1.4 s for a minute',
      happens:
        'One request to be called again, dropped; then silence, also after the typing has stopped. The single tab is silent while the user types too, and answers 2 s after the last message.',
      expected: { ...silenceAfterADrop, 'waits-bounded': 'broken', 'requeues-bounded': 'holds' },
    },
    {
      id: '100-seconds',
      title: 'The same for 100 s: past the window',
      happens:
        'The message at 91 s finds the id free and gets its delivery at 94.2 s. The last message is young again, and the second request to be called again is dropped like the first.',
      messages: typingOn(EVERY_MS, 100_000),
      expected: { ...silenceAfterADrop, 'waits-bounded': 'broken', 'requeues-bounded': 'holds' },
    },
    {
      id: 'own-id-40-seconds',
      title: '40 s, requests to be called again under ids of their own',
      happens:
        'The document’s loop: the processor is called every 2.4 s, as long as the user types, and then sends one reply. Not endless, but nobody bounds it either.',
      messages: typingOn(EVERY_MS, 40_000),
      settings: { requeueId: 'own' },
      expected: { ...asFromTheTab, 'waits-bounded': 'broken', 'requeues-bounded': 'broken' },
    },
  ],
} as const satisfies Scenario;
