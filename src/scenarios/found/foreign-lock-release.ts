/** A processor that outlived its lock gives back the lock of another. */
import type { Scenario } from '../../sim/model/scenario.ts';
import { afterthought, threeQuickMessages } from '../messages.ts';

const slowAndThreeTimes = [
  { fault: 'openai-latency', latencyMs: 40_000 },
  { fault: 'qstash-delivers-again', atMs: 35_000, nth: 1 },
  { fault: 'qstash-delivers-again', atMs: 46_000, nth: 1 },
] as const;

export const foreignLockRelease = {
  id: 'foreign-lock-release',
  kind: 'found',
  title: 'The lock of another is given back',
  reference: 'issue 2, scenario 2, one step further',
  lookAt:
    'The first processor’s lock lapses at 33.3 s and the second takes it. At 44 s the first is done and deletes the lock, which is not its own any more: the door is open for a third.',
  claims: [
    {
      says: 'At the end the processor releases its lock.',
      verdict: 'holds only if',
      because:
        'It still has one. The release deletes the key whoever holds it; after a lapse it is the successor’s, who goes on without.',
    },
  ],
  seenInTheWild: [
    {
      repository: 'twentyhq/twenty',
      number: 25661,
      sentence:
        'A lock whose time ran out is deleted by its former holder while the next one has it, and a third gets in beside him.',
    },
    {
      repository: 'nexspence/nexspence',
      number: 223,
      sentence: 'Every lock gets a token of its own, which the release never looks at: it deletes the key.',
    },
  ],
  messages: [...threeQuickMessages, afterthought(44_300)],
  faults: slowAndThreeTimes,
  variants: [
    {
      id: 'third-finds-work',
      title: 'Delivered again at 35 s and at 46 s; a message at 44.3 s',
      happens:
        'The second processor works on the burst, without a lock since 44 s. The third enters at 46 s, finds the new message and works beside it.',
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
      id: 'third-finds-nothing',
      title: 'The same without that message',
      happens: 'The third enters as well, finds an empty list and leaves. Two replies to the burst.',
      messages: threeQuickMessages,
      expected: {
        'one-processor': 'broken',
        'answered-once': 'broken',
        'repeat-is-verbatim': 'broken',
        'history-complete': 'broken',
        'burst-whole': 'broken',
        'matches-baseline': 'broken',
      },
    },
  ],
} as const satisfies Scenario;
