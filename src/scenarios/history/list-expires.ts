/** The list expires after 60 s: whatever waits longer is gone without a trace. */
import type { Scenario } from '../../sim/model/scenario.ts';
import { threeQuickMessages } from '../messages.ts';
import { silenceAfterADrop } from '../outcomes.ts';

const late = [{ fault: 'qstash-late', nth: 1, count: 1, byMs: 70_000 }] as const;

export const listExpires = {
  id: 'list-expires',
  kind: 'history',
  title: 'Sixty seconds to live',
  reference: 'history: the list’s expiry; debugging 3',
  lookAt:
    'The delivery is 70 s late, which QStash never promised not to be. At 60.6 s the list expires. The processor comes at 73 s, finds nothing, and says so as if there had been nothing.',
  claims: [
    {
      says: 'Verify that Redis contains the messages before the processing.',
      verdict: 'holds only if',
      because:
        'One looks in time. With an expiry the list is as empty after a minute as after a reply, and nothing in any log or database tells the two apart.',
    },
  ],
  seenInTheWild: [],
  messages: threeQuickMessages,
  faults: late,
  variants: [
    {
      id: 'expiry-60s',
      title: 'The list expires after 60 s, QStash is 70 s late',
      happens: 'Three messages are gone, in neither list nor history. No reply.',
      settings: { listTtlMs: 60_000 },
      expected: silenceAfterADrop,
    },
    {
      id: 'no-expiry',
      title: 'The list does not expire, QStash is 70 s late',
      happens: 'One reply to all three, at 75.2 s. Late, but there.',
      expected: { answered: 'holds', 'answered-once': 'holds', 'matches-baseline': 'holds' },
    },
  ],
} as const satisfies Scenario;
