/** The lock may be released by its owner only, and the owner does not recognise its own number. */
import type { Scenario } from '../../sim/model/scenario.ts';
import { threeQuickMessages } from '../messages.ts';
import { asFromTheTab } from '../outcomes.ts';

const secondBurst = [{ atMs: 20_000, text: 'რა ღირს?' }] as const;
const owner = { lockOwner: 'digits', dedupBucketMs: 10_000 } as const;

export const lockOwnerNumber = {
  id: 'lock-owner-number',
  kind: 'wire',
  title: 'The owner is not recognised',
  reference: 'log 6 (the ID 12345); a repair of foreign-lock-release',
  lookAt:
    'The lock holds "12345", the client hands it back as the number 12345, and that is not equal. The owner leaves its own lock standing until it expires; the next burst meets it.',
  claims: [
    {
      says: 'The processor’s id is a number like 12345 (log 6).',
      verdict: 'holds only if',
      because:
        'Nobody compares it. The client turns a text of digits into a number when it reads it back, so an owner check in the client never matches. In a script on the server it does.',
    },
  ],
  seenInTheWild: [
    {
      repository: 'upstash/redis-js',
      number: 49,
      sentence:
        'What is stored as a text comes back from the client as something else; asked for is a way to switch that off.',
    },
  ],
  messages: [...threeQuickMessages, ...secondBurst],
  variants: [
    {
      id: 'compared-in-the-client',
      title: 'An id of digits, compared in the client; a second burst at 20 s',
      happens:
        'The lock of the first batch stays until 33.3 s. The second burst has a request of its own (ids by time bucket), whose processor meets that lock at 23 s and leaves: no reply to it.',
      settings: { ...owner, lockRelease: 'owner-in-client' },
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
      id: 'compared-in-a-script',
      title: 'The same, compared by a script on the server',
      happens: 'The script compares texts, and the lock is released. Both bursts are answered.',
      settings: { ...owner, lockRelease: 'owner-in-script' },
      expected: asFromTheTab,
    },
  ],
} as const satisfies Scenario;
