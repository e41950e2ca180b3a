/** The model fails once, twice, three times, or says nothing at all. */
import type { FaultInput, Scenario } from '../../sim/model/scenario.ts';
import { threeQuickMessages } from '../messages.ts';
import { asFromTheTab, silence } from '../outcomes.ts';

const fails = (status: number, count: number): readonly FaultInput[] => [
  { fault: 'call-fails', to: 'openai', operation: 'chat', status, nth: 1, count },
];
const hangs = [{ fault: 'call-hangs', what: 'answer', to: 'openai', operation: 'chat', nth: 1, count: 0 }] as const;

export const openaiError = {
  id: 'openai-error',
  kind: 'document',
  title: 'The model fails',
  reference: 'summary 5',
  lookAt:
    'One 500 from the model, and nobody notices: the client waits half a second and asks again. Two are healed as well. The third is one too many.',
  claims: [
    {
      says: 'An error of OpenAI crashes the processor, and the messages are lost.',
      verdict: 'holds only if',
      because:
        'It fails three times in a row. The client tries twice more by itself, so one or two errors (429 as well as 5xx) cost a second or two and no more.',
    },
  ],
  seenInTheWild: [],
  messages: threeQuickMessages,
  variants: [
    {
      id: 'error-500-once',
      title: '500, once',
      happens: 'The client asks again, and one reply comes half a second later than usual.',
      faults: fails(500, 1),
      expected: asFromTheTab,
    },
    {
      id: 'error-500-twice',
      title: '500, twice',
      happens: 'The client asks a third time; one reply, about a second and a half late.',
      faults: fails(500, 2),
      expected: asFromTheTab,
    },
    {
      id: 'error-500-three-times',
      title: '500, three times',
      happens: 'The client gives up, the catch block clears the list: no reply, and the messages are gone.',
      faults: fails(500, 3),
      expected: silence,
    },
    {
      id: 'error-429-once',
      title: '429 (too many requests), once',
      happens: 'As with 500: asked again, one reply a little later.',
      faults: fails(429, 1),
      expected: asFromTheTab,
    },
    {
      id: 'error-429-twice',
      title: '429, twice',
      happens: 'Asked a third time; one reply, about a second and a half late.',
      faults: fails(429, 2),
      expected: asFromTheTab,
    },
    {
      id: 'error-429-three-times',
      title: '429, three times',
      happens: 'The client gives up, the catch block clears the list: no reply, and the messages are gone.',
      faults: fails(429, 3),
      expected: silence,
    },
    {
      id: 'hangs-10s',
      title: 'The model does not answer; the function may run for 10 s',
      happens:
        'The client would wait for 10 minutes; the function is ended after 10 s. No catch block runs: the list stays, and the lock stays until 33.3 s. No reply.',
      constants: { 'platform.maxDurationMs': 10_000 },
      faults: hangs,
      expected: silence,
    },
    {
      id: 'hangs-60s',
      title: 'The model does not answer; the function may run for 60 s',
      happens: 'The lock has expired, at 33.3 s, before the function is ended at 63 s. The list stays. No reply.',
      constants: { 'platform.maxDurationMs': 60_000 },
      faults: hangs,
      expected: silence,
    },
  ],
} as const satisfies Scenario;
