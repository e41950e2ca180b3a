/** The model begins to answer and never ends: the one thing that no time-out of the client sees. */
import type { Scenario } from '../../sim/model/scenario.ts';
import { threeQuickMessages } from '../messages.ts';
import { silence } from '../outcomes.ts';

export const openaiStalls = {
  id: 'openai-stalls',
  kind: 'wire',
  title: 'Half an answer',
  reference: 'summary 5, in silence',
  lookAt:
    'The head of the answer comes in time, so the client’s time-out is content. The body never ends. Only the platform ends it, at 28 s, and takes the instance with it; the lock stays for five seconds more.',
  claims: [
    {
      says: 'An error of OpenAI is caught, and the batch is cleared to prevent stuck messages.',
      verdict: 'holds only if',
      because:
        'There is an error. The client bounds the time until the head of the answer and no longer; what stalls after it is waited for until the function is ended, without a catch block and without a word in the log.',
    },
  ],
  seenInTheWild: [
    {
      repository: 'openai/openai-node',
      number: 1825,
      sentence:
        'The client’s time-out ends with the head of the answer; a body that stalled held a workflow for 37 minutes, without an error.',
    },
    {
      repository: 'n8n-io/n8n',
      number: 32411,
      sentence: 'A request whose body never ends keeps its worker for ever, since the time-out covers the head alone.',
    },
  ],
  messages: threeQuickMessages,
  constants: { 'platform.maxDurationMs': 25_000 },
  variants: [
    {
      id: 'body-never-ends',
      title: 'The body of the answer never ends',
      happens: 'The instance is ended at its longest duration, 25 s. Lock and list stay behind, no reply comes.',
      faults: [{ fault: 'call-stalls', to: 'openai', operation: 'chat', nth: 1, count: 1 }],
      expected: silence,
    },
  ],
} as const satisfies Scenario;
