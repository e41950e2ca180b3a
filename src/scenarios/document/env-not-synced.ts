/** Production has the flag, the preview has not: the same burst, two behaviours. */
import type { Scenario } from '../../sim/model/scenario.ts';
import { threeQuickMessages } from '../messages.ts';
import { asFromTheTab, singleReplies } from '../outcomes.ts';

export const envNotSynced = {
  id: 'env-not-synced',
  kind: 'document',
  title: 'Works here, not there',
  reference: 'issue 7, issue 3; summary 1',
  lookAt:
    'The same three messages, the same code. On the preview, where nobody set the flag to "true", they get three replies; in production they get one.',
  claims: [
    {
      says: 'Batching does not work on the preview and suddenly works in production.',
      verdict: 'holds',
      because: 'Each deployment reads its own environment, and no line in the log says which one that is.',
    },
    {
      says: 'Testing on the preview tests the preview.',
      verdict: 'does not hold',
      because:
        'Only the webhook runs there. The address that QStash calls is written into the code and is production’s (scenario preview-feeds-production).',
    },
  ],
  seenInTheWild: [],
  messages: threeQuickMessages,
  variants: [
    {
      id: 'preview',
      title: 'On the preview, where the flag is "false"',
      happens: 'Three messages, three replies, as if there were no batching.',
      faults: [
        {
          fault: 'other-deployment',
          deployment: 'preview',
          name: 'ENABLE_REDIS_BATCHING',
          value: 'false',
          role: 'webhook',
          nth: 1,
          count: 0,
        },
      ],
      expected: singleReplies,
    },
    {
      id: 'production',
      title: 'In production, where the flag is "true"',
      happens: 'The same three messages, and one reply to all of them.',
      expected: asFromTheTab,
    },
  ],
} as const satisfies Scenario;
