/** The publish fails after the push, the normal flow answers, and the message is still in the list. */
import type { Scenario } from '../../sim/model/scenario.ts';
import { asFromTheTab } from '../outcomes.ts';

const firstPublishFails = [
  { fault: 'call-fails', from: 'webhook', to: 'qstash', operation: 'publish', status: 500, nth: 1, count: 1 },
] as const;

export const fallBackAfterPush = {
  id: 'fall-back-after-push',
  kind: 'history',
  title: 'Falling back after the push',
  reference: 'history: before d0c7622',
  lookAt:
    'The message is in the list already when its request to QStash fails. The normal flow answers it at once; the next batch finds it in the list and answers it again.',
  claims: [
    {
      says: 'Where batching fails, the normal flow takes over.',
      verdict: 'holds only if',
      because:
        'What batching has done so far is undone. A message that is in the list is answered with the next batch.',
    },
  ],
  seenInTheWild: [],
  messages: [
    { atMs: 0, text: 'გამარჯობა' },
    { atMs: 20_000, text: 'რა ქუდები გაქვთ?' },
  ],
  policy: 'fall-back-after-push',
  variants: [
    {
      id: 'publish-fails',
      title: 'The first publish fails; another message at 20 s',
      happens: 'A reply to the first message at 2.3 s, and one to both at 25.2 s: the first is answered twice.',
      faults: firstPublishFails,
      expected: {
        'answered-once': 'broken',
        'repeat-is-verbatim': 'broken',
        'history-once': 'broken',
        'burst-whole': 'broken',
        'matches-baseline': 'broken',
      },
    },
    {
      id: 'publish-succeeds',
      title: 'Every publish succeeds, and the window is short',
      happens: 'Both messages go through the batch, each with its reply.',
      constants: { 'qstash.dedupWindowMs': 10_000 },
      expected: asFromTheTab,
    },
  ],
} as const satisfies Scenario;
