/** One message: the shortest way through the whole pipeline. */
import type { Scenario } from '../../sim/model/scenario.ts';
import { asFromTheTab } from '../outcomes.ts';

export const singleMessage = {
  id: 'single-message',
  kind: 'document',
  title: 'One message, one reply',
  reference: 'debugging 4',
  lookAt:
    'Follow the one message: list, request to QStash, 3 s of waiting, lock, model, reply at 5.2 s. Every other scenario leaves this way somewhere.',
  claims: [
    {
      says: 'Test with a single message first: nothing is batched then.',
      verdict: 'holds only if',
      because:
        'Nothing goes wrong on the way. A single message takes the same way as a burst (list, request, lock) and can be lost at all the same places; only the wait for more and the second request cannot hit it. Without batching it is answered at 2.1 s.',
    },
  ],
  seenInTheWild: [],
  messages: [{ atMs: 0, text: 'გამარჯობა' }],
  variants: [
    {
      id: 'batched',
      title: 'Batching is on',
      happens:
        'One request, one delivery at 3.2 s, one reply at 5.2 s. The single tab, which waits 2 s, answers at 3.6 s.',
      expected: asFromTheTab,
    },
    {
      id: 'not-batched',
      title: 'Batching is off',
      happens: 'The message is saved at once and a route of its own answers it at 2.1 s, without list, lock or wait.',
      faults: [{ fault: 'environment', name: 'ENABLE_REDIS_BATCHING', value: 'false', deployment: 'production' }],
      expected: asFromTheTab,
    },
  ],
} as const satisfies Scenario;
