/** A flag in Redis says that somebody works on the user. It is still set when that somebody comes back. */
import type { Scenario } from '../../sim/model/scenario.ts';
import { silenceAfterADrop } from '../outcomes.ts';

export const flagBlocksItself = {
  id: 'flag-blocks-itself',
  kind: 'history',
  title: 'Meeting one’s own flag',
  reference: 'history: 60a5471, reported in 17d83fe and f7252a0',
  lookAt:
    'The processor waits for more and is called again at 5.6 s. It finds the flag that it set two seconds ago, takes it for another processor’s, and leaves.',
  claims: [
    {
      says: 'A flag that is cleared after success and after errors keeps two processors apart.',
      verdict: 'holds only if',
      because:
        'It is cleared before every way out. Waiting for more is one, and there the flag stays for 30 s: the processor that comes back shuts itself out.',
    },
  ],
  seenInTheWild: [],
  messages: [
    { atMs: 0, text: 'გამარჯობა' },
    { atMs: 1_100, text: 'რა ქუდები გაქვთ?' },
    { atMs: 2_200, text: 'ფოტო გაქვს?' },
  ],
  policy: 'session-flag',
  variants: [
    {
      id: 'requeue-arrives',
      title: 'Requests to be called again under ids of their own',
      happens: 'The second call arrives, meets the flag of the first and is spent. No reply ever comes.',
      settings: { requeueId: 'own' },
      expected: silenceAfterADrop,
    },
    {
      id: 'as-it-was',
      title: 'As it was: under the same id',
      happens: 'The second call is dropped as a duplicate, before it could meet anything. No reply ever comes.',
      expected: silenceAfterADrop,
    },
  ],
} as const satisfies Scenario;
