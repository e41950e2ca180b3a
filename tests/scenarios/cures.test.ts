/**
 * No outcome is scripted: take the scenario's fault away, or switch the mitigation on, and the failure goes; the
 * check that it broke holds again.
 */
import { describe, expect, it } from 'vitest';
import { judge } from '../../src/sim/checks/index.ts';
import type { Overrides } from '../../src/sim/index.ts';
import type { CheckId } from '../../src/sim/model/verdict.ts';
import { play } from '../support/app.ts';

interface Cure {
  readonly name: string;
  readonly scenario: string;
  readonly variant: string;
  readonly check: CheckId;
  readonly by: Overrides;
}

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

async function verdictOf({ scenario, variant, check }: Cure, by: Overrides): Promise<string> {
  const verdict = judge(await play(scenario, variant, by)).find((judged) => judged.check === check);
  return verdict === undefined ? 'no such check' : verdict.verdict;
}

/** Where nothing is wrong, what it takes to go wrong: a scenario that holds is no more scripted than one that breaks. */
const BREAKS: readonly Cure[] = [
  {
    name: 'a third message that is too young at the first look is waited for, and nobody comes back',
    scenario: 'rapid-burst',
    variant: 'three-in-half-a-second',
    check: 'answered',
    by: {
      messages: [
        { atMs: 0, text: 'გამარჯობა' },
        { atMs: 250, text: 'რა ქუდები გაქვთ?' },
        { atMs: 1_901, text: 'ფოტო გაქვს?' },
      ],
    },
  },
  {
    name: 'a processor that is killed in time loses even a single message',
    scenario: 'single-message',
    variant: 'batched',
    check: 'answered',
    by: { constants: { 'platform.maxDurationMs': 1_000 } },
  },
  {
    name: 'without a lock the second copy answers as well',
    scenario: 'qstash-delivers-twice',
    variant: 'at-once',
    check: 'answered-once',
    by: { settings: { lockMs: 0 } },
  },
];

describe.each(BREAKS)('$scenario: $name', (way) => {
  it(`keeps ${way.check} as it is, and breaks it so`, async () => {
    expect(await verdictOf(way, {})).toBe('holds');
    expect(await verdictOf(way, way.by)).toBe('broken');
  });
});

describe.each(CURES)('$scenario: $name', (cure) => {
  it(`breaks ${cure.check} as it is, and keeps it when cured`, async () => {
    expect(await verdictOf(cure, {})).toBe('broken');
    expect(await verdictOf(cure, cure.by)).toBe('holds');
  });
});
