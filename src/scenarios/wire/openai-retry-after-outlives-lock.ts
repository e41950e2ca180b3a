/** The model asks for patience, and the client has more of it than the lock. */
import type { Scenario } from '../../sim/model/scenario.ts';
import { threeQuickMessages } from '../messages.ts';

export const openaiRetryAfterOutlivesLock = {
  id: 'openai-retry-after-outlives-lock',
  kind: 'wire',
  title: 'Twenty seconds, twice',
  reference: 'issue 2, scenario 2, without a slow model',
  lookAt:
    'The model is not slow. It answers 429 twice and asks to come again in 20 s, which the client obeys without telling anybody. The processor sleeps for 40 s behind a lock of 30 s.',
  claims: [
    {
      says: 'A lock of 30 s is reasonable for most cases, as long as the model is not slow.',
      verdict: 'holds only if',
      because:
        'The model never asks for patience. Its client waits as long as the answer says, without a bound, before it tries again; twice 20 s are enough, and no line of the code is aware of it.',
    },
  ],
  seenInTheWild: [
    {
      repository: 'openai/openai-node',
      number: 1841,
      sentence:
        'A bound of 60 s on the wait that the server asks for was lost; the client sleeps for half an hour if it is told to.',
    },
    {
      repository: 'openai/openai-python',
      number: 3555,
      sentence: 'The sister library bounds the wait that it obeys at two minutes.',
    },
  ],
  messages: threeQuickMessages,
  variants: [
    {
      id: 'delivered-again',
      title: '429 twice with "retry-after: 20", and QStash delivers again at 35 s',
      happens: 'The lock lapses at 33.3 s, a second processor answers at 37 s, and the first, awake again, at 45 s.',
      faults: [
        { fault: 'call-fails', to: 'openai', operation: 'chat', status: 429, retryAfterS: 20, nth: 1, count: 2 },
        { fault: 'qstash-delivers-again', atMs: 35_000, nth: 1 },
      ],
      expected: {
        'one-processor': 'broken',
        'answered-once': 'broken',
        'repeat-is-verbatim': 'broken',
        'history-complete': 'broken',
        'burst-whole': 'broken',
        'matches-baseline': 'broken',
      },
    },
    {
      id: 'delivered-once',
      title: 'The same, delivered once',
      happens: 'The lock lapses all the same, but nobody else comes: one reply, at 45 s.',
      faults: [
        { fault: 'call-fails', to: 'openai', operation: 'chat', status: 429, retryAfterS: 20, nth: 1, count: 2 },
      ],
      expected: { 'one-processor': 'holds', 'answered-once': 'holds', 'matches-baseline': 'holds' },
    },
  ],
} as const satisfies Scenario;
