/** One instance serves several requests at the same time, and a variable of the module serves them all. */
import type { Scenario } from '../../sim/model/scenario.ts';
import { asFromTheTab } from '../outcomes.ts';

const FIRST = '3282789748459241';
const SECOND = '4282789748459242';

export const sharedInstanceState = {
  id: 'shared-instance-state',
  kind: 'wire',
  title: 'Somebody else’s conversation',
  reference: 'the fundamental difference ("each webhook runs independently")',
  lookAt:
    'Two users write within 20 ms. One instance serves both webhooks, and the second overwrites the variable in which the first one’s sender is kept: his message lands in her list.',
  claims: [
    {
      says: 'Each webhook runs independently; there is no shared state.',
      verdict: 'holds only if',
      because:
        'An instance serves one request at a time. Where it serves several, which is the platform’s default today, they share every variable of the module.',
    },
  ],
  seenInTheWild: [
    {
      repository: 'freshframework/fresh',
      number: 1636,
      sentence:
        'Under concurrent requests a page shows the data of another one: what belongs to a request was kept in a shared place.',
    },
    {
      repository: 'artsy/sharify',
      number: 14,
      sentence: 'Two requests at a time overwrite each other’s data in a module; one of them gets the other’s.',
    },
  ],
  messages: [
    { atMs: 0, text: 'გამარჯობა', user: FIRST },
    { atMs: 20, text: 'სად არის ჩემი შეკვეთა?', user: SECOND },
  ],
  settings: { senderKept: 'module', testUsers: `${FIRST},${SECOND}` },
  variants: [
    {
      id: 'several-requests-at-once',
      title: 'Instances that serve several requests at once',
      happens:
        'The first user’s message is in the second one’s batch. The second gets a reply to both, the first none.',
      constants: { 'platform.model': 'fluid', 'platform.reuse': 'always' },
      expected: { 'no-strangers': 'broken', 'matches-baseline': 'broken' },
    },
    {
      id: 'one-request-at-a-time',
      title: 'Instances that serve one request at a time',
      happens: 'Each webhook has the variable to itself. Both users are answered.',
      constants: { 'platform.model': 'classic', 'platform.reuse': 'always' },
      expected: asFromTheTab,
    },
    {
      id: 'kept-in-the-request',
      title: 'Several requests at once, the sender kept in the request',
      happens: 'Nothing is shared that belongs to a user. Both are answered.',
      settings: { senderKept: 'request', testUsers: `${FIRST},${SECOND}` },
      constants: { 'platform.model': 'fluid', 'platform.reuse': 'always' },
      expected: asFromTheTab,
    },
  ],
} as const satisfies Scenario;
