/** One message of three is served by a deployment with the flag off. */
import type { Scenario } from '../../sim/model/scenario.ts';

const second = {
  fault: 'other-deployment',
  deployment: 'flag-off',
  name: 'ENABLE_REDIS_BATCHING',
  value: 'false',
  role: 'webhook',
  nth: 2,
  count: 1,
} as const;

export const flagFlip = {
  id: 'flag-flip',
  kind: 'document',
  title: 'The flag flips in the middle',
  reference: 'issue 6',
  lookAt:
    'The second webhook is served by a deployment with the flag off: its message is answered at once, by itself. The first and the third are batched and answered together, later.',
  claims: [
    {
      says: 'The user gets a reply to the second message and then one to the first and third together.',
      verdict: 'holds only if',
      because:
        'The third comes within 1.9 s of the first. If it comes later it makes the processor wait, the second request is dropped, and the first and third get no reply at all.',
    },
    {
      says: 'It cannot happen without a redeploy, since flags are environment variables.',
      verdict: 'holds only if',
      because:
        'Nothing is deployed. During a release two deployments serve side by side, and no webhook is bound to one of them (scenario rollout-two-deployments).',
    },
  ],
  seenInTheWild: [],
  messages: [
    { atMs: 0, text: 'გამარჯობა' },
    { atMs: 500, text: 'რა ქუდები გაქვთ?' },
    { atMs: 1_000, text: 'ფოტო გაქვს?' },
  ],
  faults: [second],
  variants: [
    {
      id: 'third-at-1s',
      title: 'Messages at 0, 0.5 and 1 s',
      happens: 'A reply to the second message at 2.6 s; one to the first and third at 5.2 s.',
      expected: { answered: 'holds', 'answered-once': 'holds', 'burst-whole': 'broken', 'matches-baseline': 'broken' },
    },
    {
      id: 'third-at-2500-ms',
      title: 'The third message at 2.5 s',
      happens:
        'A reply to the second message, and that is all: the third is too young at 3.45 s, and the request to look again is dropped.',
      messages: [
        { atMs: 0, text: 'გამარჯობა' },
        { atMs: 500, text: 'რა ქუდები გაქვთ?' },
        { atMs: 2_500, text: 'ფოტო გაქვს?' },
      ],
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
  ],
} as const satisfies Scenario;
