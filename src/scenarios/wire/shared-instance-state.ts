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
    'Two users write within 20 ms, and one instance serves both webhooks. While the first asks Redis whether it is there, the second overwrites the variable in which the sender is kept: his message goes into her list.',
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
  settings: { senderKept: 'module', pingTimeoutMs: 500, testUsers: `${FIRST},${SECOND}` },
  variants: [
    {
      id: 'several-requests-at-once',
      title: 'Several requests at once in an instance, Redis pinged before the push',
      happens: 'Both messages are in the second user’s list. She gets a reply to his question and hers; he gets none.',
      constants: { 'platform.model': 'fluid', 'platform.reuse': 'always' },
      expected: {
        'no-strangers': 'broken',
        answered: 'broken',
        custody: 'broken',
        'burst-whole': 'broken',
        'matches-baseline': 'broken',
      },
    },
    {
      id: 'without-the-ping',
      title: 'The same without the ping',
      happens:
        'His message is in his own list, just in time, but the request for a delivery names her: nobody is called for him, and he gets no reply.',
      settings: { pingTimeoutMs: 0 },
      constants: { 'platform.model': 'fluid', 'platform.reuse': 'always' },
      expected: {
        'messages-kept': 'broken',
        answered: 'broken',
        custody: 'broken',
        'history-complete': 'broken',
        'burst-whole': 'broken',
        'matches-baseline': 'broken',
      },
    },
    {
      id: 'one-request-at-a-time',
      title: 'One request at a time in an instance',
      happens: 'Each webhook has the variable to itself. Both users are answered.',
      constants: { 'platform.model': 'classic', 'platform.reuse': 'always' },
      expected: asFromTheTab,
    },
    {
      id: 'kept-in-the-request',
      title: 'Several requests at once, the sender kept in the request',
      happens: 'Nothing is shared that belongs to a user. Both are answered.',
      settings: { senderKept: 'request' },
      constants: { 'platform.model': 'fluid', 'platform.reuse': 'always' },
      expected: asFromTheTab,
    },
  ],
} as const satisfies Scenario;
