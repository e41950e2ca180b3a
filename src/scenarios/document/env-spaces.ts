/** Two spaces in a settings form: batching is off for everybody, and nothing says so. */
import type { Scenario } from '../../sim/model/scenario.ts';
import { threeQuickMessages } from '../messages.ts';

const spaces = [
  { fault: 'environment', name: 'ENABLE_REDIS_BATCHING', value: ' true ', deployment: 'production' },
] as const;

export const envSpaces = {
  id: 'env-spaces',
  kind: 'document',
  title: 'Two spaces switch it off',
  reference: 'issue 7, issue 1; summary 1',
  lookAt:
    'The switch reads " true " instead of "true". Without trimming, each message is answered by itself; no error appears anywhere, neither in the log nor in an answer.',
  claims: [
    {
      says: 'Spaces around the value do no harm, because the code trims it.',
      verdict: 'holds',
      because: 'With the trimming in place the burst is batched and gets one reply.',
    },
    {
      says: 'Without the trimming the feature is silently off for all users.',
      verdict: 'holds',
      because:
        'Each of the three messages takes the normal way and gets a reply of its own: three replies for one burst.',
    },
    {
      says: 'Wrong environment variables are 40 % of the problems.',
      verdict: 'rests on no data',
      because:
        'No count is given, and we have none. What a run can show is that this failure leaves no error in any log or service.',
    },
  ],
  seenInTheWild: [
    {
      repository: 'vercel/vercel',
      number: 14371,
      sentence:
        'A value piped into the command line keeps its trailing newline; the variable looks right and is silently wrong.',
    },
    {
      repository: 'drkostas/soma',
      number: 347,
      sentence: 'Trailing newlines in the environment shipped unseen and switched feature flags off.',
    },
  ],
  messages: threeQuickMessages,
  faults: spaces,
  variants: [
    {
      id: 'without-trim',
      title: 'The value " true ", compared as it is',
      happens: 'Batching is off: three messages, three model calls, three replies, and no error anywhere.',
      settings: { trimFlag: false },
      expected: {
        'messages-kept': 'holds',
        answered: 'holds',
        'answered-once': 'holds',
        'history-complete': 'holds',
        'burst-whole': 'broken',
        'matches-baseline': 'broken',
      },
    },
    {
      id: 'with-trim',
      title: 'The value " true ", trimmed as in the document',
      happens: 'The spaces are taken off, batching is on, and the burst gets one reply.',
      settings: { trimFlag: true },
      expected: { answered: 'holds', 'burst-whole': 'holds', 'matches-baseline': 'holds' },
    },
  ],
} as const satisfies Scenario;
