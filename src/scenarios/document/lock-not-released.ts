/** A processor dies with the lock in its hands: the lock expires, and nobody notices. */
import type { Scenario } from '../../sim/model/scenario.ts';
import { areYouThere, threeQuickMessages } from '../messages.ts';
import { silence, silenceAfterADrop } from '../outcomes.ts';

export const lockNotReleased = {
  id: 'lock-not-released',
  kind: 'document',
  title: 'The processor dies with the lock',
  reference: 'issue 2, scenario 1',
  lookAt:
    'The instance dies at 4 s. Its lock will expire at 33.3 s, as the document says. But look at the queue: it is empty. Nothing is left that would call a processor then, and the run is over.',
  claims: [
    {
      says: 'When a processor dies with the lock, the user gets no response for 30 s.',
      verdict: 'does not hold',
      because:
        'He gets none at all. The delivery has failed, no retry was asked for, and requests for later messages are dropped until 90 s after the first. Only a message after that brings a processor, which then answers everything.',
    },
    {
      says: 'A lock that expires after 30 s is a reasonable mitigation.',
      verdict: 'holds only if',
      because:
        'Something calls again after it has expired. It keeps the next processor from being locked out; it does not bring one.',
    },
  ],
  seenInTheWild: [
    {
      repository: 'openclaw/openclaw',
      number: 121314,
      sentence:
        'A claim on a message is not given back after a restart; the message is held for five minutes and then lost, and nobody is told.',
    },
  ],
  messages: threeQuickMessages,
  faults: [{ fault: 'kill', role: 'processor', atMs: 4_000 }],
  variants: [
    {
      id: 'and-nothing-after',
      title: 'The processor dies at 4 s, before the model has answered',
      happens: 'The lock will expire at 33.3 s, the messages stay in the list, and no reply ever comes.',
      expected: silence,
    },
    {
      id: 'message-at-40s',
      title: 'The user asks again at 40 s, when the lock has expired',
      happens:
        'The lock is free, but the request for the new message is dropped as a duplicate: the id is taken until 90.2 s. No reply.',
      messages: [...threeQuickMessages, areYouThere(40_000)],
      expected: silenceAfterADrop,
    },
    {
      id: 'message-at-95s',
      title: 'The user asks again at 95 s',
      happens: 'The id is free again. The delivery at 98.2 s finds all four messages: one reply at 100.2 s.',
      messages: [...threeQuickMessages, areYouThere(95_000)],
      expected: {
        'messages-kept': 'holds',
        'answered-once': 'holds',
        custody: 'broken',
        'burst-whole': 'holds',
        'matches-baseline': 'broken',
      },
    },
  ],
} as const satisfies Scenario;
