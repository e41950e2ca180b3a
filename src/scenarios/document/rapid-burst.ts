/** The case that the pipeline was built for, and the one where it keeps its promise. */
import type { Scenario } from '../../sim/model/scenario.ts';
import { threeQuickMessages } from '../messages.ts';

export const rapidBurst = {
  id: 'rapid-burst',
  kind: 'document',
  title: 'Three quick messages, one reply',
  reference: 'the flow; log 5; step 3',
  lookAt:
    'Three webhooks ask for a delivery, QStash keeps one of the three requests, and the user gets one reply to all of it, as from the single tab.',
  claims: [
    {
      says: 'Three messages within half a second reach QStash under one deduplication id, so that only the first request is kept and the batch is processed once, about 3 s later.',
      verdict: 'holds',
      because:
        'The first request is delivered at 3.2 s; the other two are accepted and dropped. One processor finds three messages, asks the model once and sends one reply at 5.2 s.',
    },
    {
      says: 'Three "Message batched" lines and a single call of the batch route are the sign that deduplication works (log 6 is said to be the sign that it does not).',
      verdict: 'holds only if',
      because:
        'Nothing else went wrong: the same lines appear when the one delivery is lost, answered by an error or sent back to wait. The log tells that messages were stored, not that anyone answers them.',
    },
  ],
  seenInTheWild: [
    {
      repository: 'NousResearch/hermes-agent',
      number: 35301,
      sentence:
        'Why anyone batches at all: without it each fragment of a burst starts a model call of its own, and the user gets as many replies.',
    },
  ],
  messages: threeQuickMessages,
  variants: [
    {
      id: 'three-in-half-a-second',
      title: 'Three messages within 500 ms',
      happens:
        'Two of the three requests for a delivery are dropped as duplicates, one is delivered, and one reply answers all three messages: what the single tab gives.',
      expected: {
        answered: 'holds',
        'answered-once': 'holds',
        'burst-whole': 'holds',
        'matches-baseline': 'holds',
        'no-silent-drop': 'holds',
      },
    },
  ],
} as const satisfies Scenario;
