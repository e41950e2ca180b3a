/** A lock of 30 s under a model of 40 s: what it takes for two processors to work on one batch. */
import type { Scenario } from '../../sim/model/scenario.ts';
import { threeQuickMessages } from '../messages.ts';

/** Typed while the model is still at work on the burst. */
const burstAndAnAfterthought = [...threeQuickMessages, { atMs: 10_000, text: 'შავი მინდა' }] as const;

const afterthoughtLost = {
  'messages-kept': 'broken',
  answered: 'broken',
  'one-processor': 'holds',
  'answered-once': 'holds',
  custody: 'broken',
  'no-silent-drop': 'broken',
  'history-complete': 'broken',
  'burst-whole': 'broken',
  'matches-baseline': 'broken',
} as const;

export const lockExpiresEarly = {
  id: 'lock-expires-early',
  kind: 'document',
  title: 'The lock lapses while the model thinks',
  reference: 'issue 2, scenario 2; log 6',
  lookAt:
    'The lock ends at 33 s, the model at 44 s. When QStash delivers the same trigger again at 35 s, a second processor takes the lock, reads the same three messages and answers them too.',
  claims: [
    {
      says: 'A model that takes 25 s outlives the lock of 30 s, and a second processor answers as well.',
      verdict: 'does not hold',
      because:
        '25 s is less than 30 s: the first processor is done and has released the lock before it could lapse. Even a second delivery at 35 s finds an empty list.',
    },
    {
      says: 'When the lock has lapsed, two processors reply.',
      verdict: 'holds only if',
      because:
        'Something calls a second time. A lapsed lock alone does nothing, and the requests of later messages are dropped as duplicates. QStash promises to deliver at least once, so it may do it; other ids or a shorter window would as well.',
    },
    {
      says: 'Two "Lock acquired" lines prove that deduplication failed and two processors run (log 6).',
      verdict: 'does not hold',
      because:
        'Here both lines belong to one request that was delivered twice: deduplication did its work. And two ordinary batches, one after the other, print the same two lines.',
    },
  ],
  seenInTheWild: [
    {
      repository: 'vercel/chat',
      number: 685,
      sentence:
        'A lock of 30 s is not extended while the handler runs; a handler that takes longer loses it silently and a second one runs beside it.',
    },
    {
      repository: 'vercel/chat',
      number: 821,
      sentence: 'The repair of that: the lock is renewed every 10 s while the handler is at work.',
    },
  ],
  messages: threeQuickMessages,
  variants: [
    {
      id: 'model-40s-delivered-again',
      title: 'The model takes 40 s, and QStash delivers again at 35 s',
      happens:
        'Two processors work on the same three messages. The user gets a reply at 43.7 s and another, in other words, at 75.5 s. The history holds one exchange only: the second processor saves what it had read before the first one saved.',
      faults: [
        { fault: 'openai-latency', latencyMs: 40_000 },
        { fault: 'qstash-delivers-again', atMs: 35_000, nth: 1 },
      ],
      expected: {
        'messages-kept': 'holds',
        'repeat-is-verbatim': 'broken',
        'one-processor': 'broken',
        'answered-once': 'broken',
        'history-complete': 'broken',
        'burst-whole': 'broken',
        'matches-baseline': 'broken',
      },
    },
    {
      id: 'model-40s-delivered-again-lock-60s',
      title: 'The same with a lock of 60 s, as the document recommends',
      happens: 'The second delivery at 35 s meets the lock and leaves. One reply, at 43.7 s.',
      settings: { lockMs: 60_000 },
      faults: [
        { fault: 'openai-latency', latencyMs: 40_000 },
        { fault: 'qstash-delivers-again', atMs: 35_000, nth: 1 },
      ],
      expected: { 'one-processor': 'holds', 'answered-once': 'holds', 'matches-baseline': 'holds' },
    },
    {
      id: 'model-25s-delivered-again',
      title: "The document's 25 s, and QStash delivers again at 35 s",
      happens:
        'The first processor has replied, cleared the list and released the lock before 30 s. The second one takes the lock, finds nothing to do and leaves. One reply.',
      faults: [
        { fault: 'openai-latency', latencyMs: 25_000 },
        { fault: 'qstash-delivers-again', atMs: 35_000, nth: 1 },
      ],
      expected: { 'one-processor': 'holds', 'answered-once': 'holds', 'matches-baseline': 'holds' },
    },
    {
      id: 'model-25s-alone',
      title: 'The model takes 25 s, and the user types on',
      happens:
        'One processor, one late reply. The message typed at 10 s, while the model was at work, is deleted unread when the processor clears the list.',
      messages: burstAndAnAfterthought,
      faults: [{ fault: 'openai-latency', latencyMs: 25_000 }],
      expected: afterthoughtLost,
    },
    {
      id: 'model-40s-alone',
      title: 'The model takes 40 s, and the user types on',
      happens:
        'The lock lapses at 33 s, but nothing calls a second time: still one processor and one reply, later. The message typed at 10 s is deleted unread.',
      messages: burstAndAnAfterthought,
      faults: [{ fault: 'openai-latency', latencyMs: 40_000 }],
      expected: afterthoughtLost,
    },
  ],
} as const satisfies Scenario;
