/** Cures of what follows from how the services behave. */
import type { Cure } from '../../support/cure.ts';

export const foundCures: readonly Cure[] = [
  {
    name: 'a re-queue under an id of its own is not dropped',
    scenario: 'requeue-deduplicated',
    variant: 'same-id',
    check: 'answered',
    by: { settings: { requeueId: 'own' } },
  },
  {
    name: 'without deduplication the second burst has its own trigger',
    scenario: 'second-burst-stranded',
    variant: 'silence',
    check: 'answered',
    by: { constants: { 'qstash.dedupWindowMs': 0 } },
  },
  {
    name: 'an id by time bucket lets the second burst through',
    scenario: 'second-burst-stranded',
    variant: 'silence',
    check: 'answered',
    by: { settings: { dedupBucketMs: 15_000 } },
  },
  {
    name: 'a lock that outlives the model is still its own when it is released',
    scenario: 'foreign-lock-release',
    variant: 'third-finds-work',
    check: 'one-processor',
    by: { settings: { lockMs: 60_000 } },
  },
  {
    name: 'a longest duration above the model’s lets the processor finish',
    scenario: 'function-timeout',
    variant: 'maximum-10s',
    check: 'answered',
    by: { constants: { 'platform.maxDurationMs': 60_000 } },
  },
  {
    name: 'without the copy the list is old enough',
    scenario: 'webhook-redelivered',
    variant: 'again-at-2200-ms',
    check: 'answered',
    by: { faults: [] },
  },
  {
    name: 'a list taken in one step, and an id for each of its generations: what comes meanwhile is the next batch',
    scenario: 'message-between-read-and-clear',
    variant: 'while-the-model-thinks',
    check: 'messages-kept',
    by: { settings: { take: 'atomic', triggerId: 'generation' } },
  },
  {
    name: 'clocks that agree accept the signature',
    scenario: 'signature-under-skew',
    variant: 'no-tolerance',
    check: 'answered',
    by: { faults: [] },
  },
  {
    name: 'a message whose id is remembered is not taken again',
    scenario: 'webhook-redelivered',
    variant: 'again-at-1s',
    check: 'order-kept',
    by: { settings: { seenForMs: 3_600_000 } },
  },
];
