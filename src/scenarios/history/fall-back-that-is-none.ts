/** The log says that the normal flow takes over. It does not, for the users for whom batching is on. */
import type { FaultInput, Scenario } from '../../sim/model/scenario.ts';
import { threeQuickMessages } from '../messages.ts';
import { silence, singleReplies } from '../outcomes.ts';

const wrongToken: readonly FaultInput[] = [
  { fault: 'environment', name: 'UPSTASH_REDIS_REST_TOKEN', value: 'another-token', deployment: 'production' },
];

export const fallBackThatIsNone = {
  id: 'fall-back-that-is-none',
  kind: 'history',
  title: 'The fall-back that is none',
  reference: 'log 3; summary 3; history: the state of f7fb696',
  lookAt:
    'Three times the log says "falling back to normal flow", and three times nothing follows: what comes next in the code is only for users without batching.',
  claims: [
    {
      says: 'When Redis cannot be used, the code falls back to the normal flow (log 3, summary 3).',
      verdict: 'does not hold',
      because:
        'In the code of that state the normal flow is guarded by "batching is not enabled for this user", which is still false after the failure. Nothing is saved, nothing queued, nobody answered, and the webhook says 200.',
    },
  ],
  seenInTheWild: [],
  messages: threeQuickMessages,
  faults: wrongToken,
  variants: [
    {
      id: 'as-the-code-had-it',
      title: 'Redis refuses, the code as it was',
      happens: '"Falling back", and silence: three messages are neither stored nor answered.',
      settings: { fallback: 'none' },
      expected: silence,
    },
    {
      id: 'as-the-document-has-it',
      title: 'Redis refuses, the code as the document believes it',
      happens: 'The normal flow answers: three replies.',
      expected: singleReplies,
    },
  ],
} as const satisfies Scenario;
