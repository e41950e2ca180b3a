/** The longer lock and the retry, both recommended, stand in each other's way. */
import type { Scenario } from '../../sim/model/scenario.ts';
import { threeQuickMessages } from '../messages.ts';
import { silenceAfterADrop } from '../outcomes.ts';

const killedAt = (atMs: number) => ({ fault: 'kill', role: 'processor', atMs }) as const;
const slowModel = { fault: 'openai-latency', latencyMs: 30_000 } as const;

export const retryMeetsOwnLock = {
  id: 'retry-meets-own-lock',
  kind: 'recommended',
  title: 'The retry meets its own lock',
  reference: 'recommendations 1 and 2',
  lookAt:
    'The processor dies at 4 s. QStash tries again 12.2 s later, and the new processor finds the lock of the dead one: "already_processing", answered 200. The retry is spent.',
  claims: [
    {
      says: 'A lock of 60 s makes room for slow answers of the model.',
      verdict: 'holds only if',
      because:
        'Nothing fails. A dead processor’s lock now shuts out its own retry for 60 s, and the first retry comes after 12 s; with the old 30 s it would have got in at 37 s.',
    },
    {
      says: 'Retry logic helps where a batch processor fails.',
      verdict: 'holds only if',
      because:
        'The lock is gone when the retry comes. A retry that meets the lock is answered 200, and QStash takes that for success: the retries that were left are never made.',
    },
  ],
  seenInTheWild: [],
  messages: threeQuickMessages,
  policy: 'recommended',
  variants: [
    {
      id: 'dies-at-4s',
      title: 'The processor dies at 4 s',
      happens: 'The retry at 16 s meets the lock and is spent. No reply ever comes.',
      faults: [killedAt(4_000)],
      expected: silenceAfterADrop,
    },
    {
      id: 'dies-at-4s-lock-30s',
      title: 'The same with the old lock of 30 s',
      happens: 'The retry at 16 s meets that lock as well. No reply ever comes.',
      settings: { lockMs: 30_000 },
      faults: [killedAt(4_000)],
      expected: silenceAfterADrop,
    },
    {
      id: 'dies-at-25s',
      title: 'The model takes 30 s, the processor dies at 25 s',
      happens: 'The retry at 37 s meets the lock, which holds until 63.4 s. No reply ever comes.',
      faults: [slowModel, killedAt(25_000)],
      expected: silenceAfterADrop,
    },
    {
      id: 'dies-at-25s-lock-30s',
      title: 'The same with the old lock of 30 s',
      happens: 'The old lock expired at 33.4 s: the retry at 37 s gets in, and one reply comes at 67.7 s.',
      settings: { lockMs: 30_000 },
      faults: [slowModel, killedAt(25_000)],
      expected: { answered: 'holds', 'answered-once': 'holds', 'matches-baseline': 'holds' },
    },
  ],
} as const satisfies Scenario;
