/**
 * No outcome is scripted: take the scenario's fault away, or switch the mitigation on, and the failure goes; the
 * check that it broke holds again.
 */
import { describe, expect, it } from 'vitest';
import { type Cure, verdictOf } from '../support/cure.ts';

const CURES: readonly Cure[] = [
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
    name: 'a quick model answers once',
    scenario: 'lock-expires-early',
    variant: 'model-40s-delivered-again',
    check: 'answered-once',
    by: { faults: [{ fault: 'qstash-delivers-again', atMs: 35_000 }] },
  },
  {
    name: 'a lock that outlives the model keeps the second processor out',
    scenario: 'lock-expires-early',
    variant: 'model-40s-delivered-again',
    check: 'one-processor',
    by: { settings: { lockMs: 60_000 } },
  },
  {
    name: 'one delivery makes one processor, however slow the model',
    scenario: 'lock-expires-early',
    variant: 'model-40s-delivered-again',
    check: 'answered-once',
    by: { faults: [{ fault: 'openai-latency', latencyMs: 40_000 }] },
  },
  {
    name: 'clocks that agree see a quiet user',
    scenario: 'clock-skew',
    variant: '2s-behind',
    check: 'answered',
    by: { faults: [] },
  },
  {
    name: 'the right value switches batching on',
    scenario: 'env-spaces',
    variant: 'without-trim',
    check: 'burst-whole',
    by: { faults: [] },
  },
  {
    name: 'trimming the value switches batching on',
    scenario: 'env-spaces',
    variant: 'without-trim',
    check: 'burst-whole',
    by: { settings: { trimFlag: true } },
  },
  {
    name: 'a window that is over lets the second message through',
    scenario: 'dedup-window-expiry',
    variant: 'window-10min',
    check: 'answered',
    by: { constants: { 'qstash.dedupWindowMs': 90_000 } },
  },
  {
    name: 'a request under an id of its own comes back until the user stops',
    scenario: 'endless-requeue',
    variant: 'one-minute',
    check: 'answered',
    by: { settings: { requeueId: 'own' } },
  },
  {
    name: 'the right name switches batching on',
    scenario: 'env-typo',
    variant: 'misspelt',
    check: 'burst-whole',
    by: { faults: [] },
  },
  {
    name: 'the list with the id as it comes switches batching on for that user',
    scenario: 'user-id-mismatch',
    variant: 'zero-in-front',
    check: 'burst-whole',
    by: { settings: { testUsers: '03282789748459241' } },
  },
  {
    name: 'with a token somebody is called',
    scenario: 'qstash-token-missing',
    variant: 'missing',
    check: 'answered',
    by: { faults: [] },
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
];

describe.each(CURES)('$scenario: $name', (cure) => {
  it(`breaks ${cure.check} as it is, and keeps it when cured`, async () => {
    expect(await verdictOf(cure, {})).toBe('broken');
    expect(await verdictOf(cure, cure.by)).toBe('holds');
  });
});
