/** Ids by time bucket: whoever types across the edge of a bucket has two triggers. */
import type { Scenario } from '../../sim/model/scenario.ts';
import { asFromTheTab } from '../outcomes.ts';

/** The bucket ends at 5 s; a webhook asks for its delivery 0.15 s after its message. */
const across = [
  { atMs: 4_500, text: 'გამარჯობა' },
  { atMs: 4_750, text: 'რა ქუდები გაქვთ?' },
  { atMs: 5_000, text: 'ფოტო გაქვს?' },
] as const;

export const bucketEdgeSplit = {
  id: 'bucket-edge-split',
  kind: 'history',
  title: 'Across the edge of a bucket',
  reference: 'history: 3542225, reported in 955b6ff and 0c716a8',
  lookAt:
    'The third request is made in the next five seconds, so it has another id and is not a duplicate. Two processors, half a second apart, read the same list before either clears it.',
  claims: [
    {
      says: 'One deduplication id for a stretch of time makes one batch of a burst.',
      verdict: 'holds only if',
      because:
        'The burst does not touch the edge of the stretch. Of bursts of half a second one in ten does, with buckets of five seconds; longer buckets only make it rarer.',
    },
  ],
  seenInTheWild: [],
  messages: across,
  policy: 'bucket-5000',
  variants: [
    {
      id: 'across-the-edge',
      title: 'Messages at 4.5, 4.75 and 5.0 s; no lock',
      happens: 'Two triggers, two processors at work on one user, two replies to the same three messages.',
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
      id: 'across-the-edge-with-lock',
      title: 'The same with the lock (the version of 1d5285a)',
      happens: 'The second trigger meets the lock and is spent; it was not needed here. One reply.',
      policy: 'bucket-5000-locked',
      expected: asFromTheTab,
    },
    {
      id: 'within-a-bucket',
      title: 'The same burst a second earlier',
      happens: 'All three requests have one id. One trigger, one reply.',
      messages: across.map(({ atMs, text }) => ({ atMs: atMs - 1_000, text })),
      expected: asFromTheTab,
    },
  ],
} as const satisfies Scenario;
