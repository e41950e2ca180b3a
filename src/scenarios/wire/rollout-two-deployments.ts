/** A release in steps: two deployments serve side by side, and no webhook is bound to one of them. */
import type { Scenario } from '../../sim/model/scenario.ts';

export const rolloutTwoDeployments = {
  id: 'rollout-two-deployments',
  kind: 'wire',
  title: 'Half of a release',
  reference: 'issue 6 (its mitigation)',
  lookAt:
    'Nobody flips a flag. A release with batching switched on is under way: the first webhook reaches the old deployment, the second the new one, within half a second.',
  claims: [
    {
      says: 'The flag cannot change within a conversation, because changing it needs a redeploy.',
      verdict: 'does not hold',
      because:
        'The redeploy is the change. While it rolls out, requests of one user are served by either deployment, each with the flag it was made with.',
    },
  ],
  seenInTheWild: [],
  messages: [
    { atMs: 0, text: 'გამარჯობა' },
    { atMs: 500, text: 'რა ქუდები გაქვთ?' },
  ],
  variants: [
    {
      id: 'one-on-each',
      title: 'One webhook on the old deployment, one on the new',
      happens: 'The first message is answered by itself at 2.1 s, the second through the batch at 5.7 s: two replies.',
      faults: [
        {
          fault: 'other-deployment',
          deployment: 'old',
          name: 'ENABLE_REDIS_BATCHING',
          value: 'false',
          role: 'webhook',
          nth: 1,
          count: 1,
        },
      ],
      expected: { answered: 'holds', 'answered-once': 'holds', 'burst-whole': 'broken', 'matches-baseline': 'broken' },
    },
  ],
} as const satisfies Scenario;
