/** No token for QStash: the messages are stored, and nobody is ever called for them. */
import type { Scenario } from '../../sim/model/scenario.ts';
import { threeQuickMessages } from '../messages.ts';
import { silence } from '../outcomes.ts';

export const qstashTokenMissing = {
  id: 'qstash-token-missing',
  kind: 'document',
  title: 'No token for QStash',
  reference: 'log 4',
  lookAt:
    'Each message is put into the list, and each webhook is answered with 200. No request for a delivery is made: the log says it in red, the user sees nothing at all.',
  claims: [
    {
      says: 'Without a token the log says that the message will not be processed (log 4).',
      verdict: 'holds',
      because: 'The line is printed once for each message, and it is true: nothing comes for them.',
    },
    {
      says: 'The fix is to set the token in the environment.',
      verdict: 'holds only if',
      because:
        'The user writes again afterwards. What waits in the list has no request of its own; it is answered together with the next message that has one.',
    },
  ],
  seenInTheWild: [],
  messages: threeQuickMessages,
  variants: [
    {
      id: 'missing',
      title: 'QSTASH_TOKEN is not set',
      happens: 'Three messages in the list, three errors in the log, no reply.',
      faults: [{ fault: 'environment', name: 'QSTASH_TOKEN', unset: true, deployment: 'production' }],
      expected: silence,
    },
    {
      id: 'wrong',
      title: 'QSTASH_TOKEN is wrong',
      happens:
        'QStash answers 401. The log says "falling back to normal flow", and nothing does: the message is in the list already. No reply.',
      faults: [{ fault: 'environment', name: 'QSTASH_TOKEN', value: 'another-token', deployment: 'production' }],
      expected: silence,
    },
  ],
} as const satisfies Scenario;
