/** "The user is typing" is kept in a variable of the module: some instances know it, others do not. */
import type { Scenario } from '../../sim/model/scenario.ts';
import { asFromTheTab, silenceAfterADrop } from '../outcomes.ts';

export const typingInAnotherInstance = {
  id: 'typing-in-another-instance',
  kind: 'history',
  title: 'Who knows that somebody types',
  reference: 'history: 7fa75da, taken out again in daee298',
  lookAt:
    'At 3.45 s the processor asks whether the user typed within the last 3 s. He did, at 1.7 s, and the webhook that was told so ran in the same instance: so it waits, and its request to be called again is dropped.',
  claims: [
    {
      says: 'In production nothing is shared between webhook calls.',
      verdict: 'holds only if',
      because:
        'They run in different instances. An instance that serves several requests, one after the other or together, keeps what its module remembers; whether the processor sees it is a matter of placement.',
    },
  ],
  seenInTheWild: [
    {
      repository: 'knoxiboy/DoubtDesk',
      number: 1075,
      sentence: 'Who is typing is kept in a global of the module; a review notes that other instances will not see it.',
    },
  ],
  messages: [
    { atMs: 0, text: 'გამარჯობა' },
    { atMs: 600, text: 'რა ქუდები გაქვთ?' },
    { atMs: 1_200, text: 'ფოტო გაქვს?' },
  ],
  policy: 'typing-in-memory',
  constants: { 'messenger.typingAfterMs': '500', 'platform.grouping': 'deployment' },
  variants: [
    {
      id: 'same-instance',
      title: 'The processor runs in the instance that was told',
      happens:
        'It knows that the user was typing 1.7 s ago, waits, and its request to be called again is dropped. No reply.',
      constants: {
        'messenger.typingAfterMs': '500',
        'platform.grouping': 'deployment',
        'platform.reuse': 'always',
      },
      expected: silenceAfterADrop,
    },
    {
      id: 'another-instance',
      title: 'The processor runs in an instance of its own',
      happens: 'It knows nothing of any typing: one reply at 5.2 s. The same code, the same messages.',
      constants: {
        'messenger.typingAfterMs': '500',
        'platform.grouping': 'deployment',
        'platform.reuse': 'never',
      },
      expected: asFromTheTab,
    },
  ],
} as const satisfies Scenario;
