/** One failed delivery, no retries, and the deduplication id stays taken: the pipeline is deaf for the whole window. */
import type { Scenario } from '../../sim/model/scenario.ts';
import { areYouThere, threeQuickMessages } from '../messages.ts';
import { silenceAfterADrop } from '../outcomes.ts';

const secondBurst = [
  { atMs: 20_000, text: 'რა ღირს?' },
  { atMs: 20_250, text: 'შავი გაქვთ?' },
] as const;

export const failedDeliveryBurnsTheId = {
  id: 'failed-delivery-burns-the-id',
  kind: 'wire',
  title: 'One failed delivery, ninety deaf seconds',
  reference: 'issue 1 (retries: 0, one id)',
  lookAt:
    'The one delivery is answered 500 at 3.2 s and not tried again. Its id stays taken until 90.2 s all the same: whatever the user writes meanwhile is stored, and its request dropped.',
  claims: [
    {
      says: 'One id for a conversation and no retries keep a batch from being processed twice.',
      verdict: 'holds only if',
      because:
        'The one delivery succeeds. If it fails, nothing is processed at all: QStash remembers the id from the publish, whatever became of the delivery.',
    },
  ],
  seenInTheWild: [
    {
      repository: 'upstash/qstash-js',
      number: 13,
      sentence: 'After all attempts have failed, a new message under the same id is ignored: the id stays taken.',
    },
    {
      repository: 'superset-sh/superset',
      number: 7289,
      sentence:
        'Deduplication by QStash is left out on purpose: once its retries are used up, the same id would silently swallow what is sent again later.',
    },
  ],
  messages: [...threeQuickMessages, ...secondBurst],
  faults: [{ fault: 'call-fails', from: 'qstash', to: 'platform', status: 500, nth: 1, count: 1 }],
  variants: [
    {
      id: 'deaf',
      title: 'The first delivery fails, the user goes on at 20 s',
      happens: 'Five messages are stored and nobody is called for them. No reply ever comes.',
      expected: silenceAfterADrop,
    },
    {
      id: 'released-after-the-window',
      title: 'The same, and one more message at 95 s',
      happens: 'The id is free again: one reply to all six messages at 100.2 s.',
      messages: [...threeQuickMessages, ...secondBurst, areYouThere(95_000)],
      expected: { 'messages-kept': 'holds', 'answered-once': 'holds', custody: 'broken', 'matches-baseline': 'broken' },
    },
  ],
} as const satisfies Scenario;
