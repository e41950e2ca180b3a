/** The platform ends the processor at its longest duration: no catch block runs, and nobody calls again. */
import type { Scenario } from '../../sim/model/scenario.ts';
import { threeQuickMessages } from '../messages.ts';
import { asFromTheTab, silence } from '../outcomes.ts';

export const functionTimeout = {
  id: 'function-timeout',
  kind: 'found',
  title: 'Ten seconds are over',
  reference: 'issue 2, scenario 1; summary 4',
  lookAt:
    'The function may run for 10 s and the model takes 15 s. At 13.25 s the platform ends the instance: lock and list stay behind, QStash hears a 504 and has no retries.',
  claims: [
    {
      says: 'A processor that times out leaves the lock, and after 30 s the user gets his reply.',
      verdict: 'does not hold',
      because:
        'The lock is gone after 30 s, but nothing calls a processor then. The messages wait for the user to write again, after the window.',
    },
  ],
  seenInTheWild: [],
  messages: threeQuickMessages,
  faults: [{ fault: 'openai-latency', latencyMs: 15_000 }],
  variants: [
    {
      id: 'maximum-10s',
      title: 'A longest duration of 10 s, a model of 15 s',
      happens: 'The instance is ended in the middle of its work. No error is logged, no reply comes.',
      constants: { 'platform.maxDurationMs': 10_000 },
      expected: silence,
    },
    {
      id: 'maximum-60s',
      title: 'A longest duration of 60 s, the same model',
      happens: 'The model has its 15 s, and one reply comes at 18.7 s.',
      constants: { 'platform.maxDurationMs': 60_000 },
      expected: asFromTheTab,
    },
  ],
} as const satisfies Scenario;
