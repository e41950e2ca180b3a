/** The value is changed in the settings, and what is deployed goes on with the old one. */
import type { Scenario } from '../../sim/model/scenario.ts';
import { threeQuickMessages } from '../messages.ts';
import { asFromTheTab, singleReplies } from '../outcomes.ts';

const LATER_MS = 10_000;

const madeWithFalse = {
  fault: 'environment',
  name: 'ENABLE_REDIS_BATCHING',
  value: 'false',
  deployment: 'production',
} as const;

export const flagWithoutRedeploy = {
  id: 'flag-without-redeploy',
  kind: 'document',
  title: 'Set, and not deployed',
  reference: 'verify, step 2',
  lookAt:
    'At 2 s somebody sets the variable to "true". The burst at 10 s still gets three replies: the deployment keeps the value that it was made with.',
  claims: [
    {
      says: 'After a change of the variable the service must be deployed again.',
      verdict: 'holds',
      because: 'Without it nothing changes; with it the next webhook is served by the new deployment.',
    },
  ],
  seenInTheWild: [
    {
      repository: 'vercel/next.js',
      number: 35295,
      sentence: 'A changed variable is not seen in production until something new is deployed.',
    },
    {
      repository: 'koala73/worldmonitor',
      number: 8216,
      sentence:
        'The right secret is set and the same commit deployed again; a rule skips that deployment, and production goes on with the old value.',
    },
  ],
  messages: threeQuickMessages.map(({ atMs, text }) => ({ atMs: LATER_MS + atMs, text })),
  variants: [
    {
      id: 'not-deployed',
      title: 'Set to "true" at 2 s, not deployed',
      happens: 'Three replies, as before the change.',
      faults: [madeWithFalse, { fault: 'environment-change', atMs: 2_000, value: 'true' }],
      expected: singleReplies,
    },
    {
      id: 'deployed',
      title: 'Set to "true" at 2 s and deployed',
      happens: 'The burst is batched and gets one reply.',
      faults: [madeWithFalse, { fault: 'environment-change', atMs: 2_000, value: 'true', redeploy: true }],
      expected: asFromTheTab,
    },
  ],
} as const satisfies Scenario;
