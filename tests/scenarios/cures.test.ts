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
];

async function verdictOf({ scenario, variant, check }: Cure, by: Overrides): Promise<string> {
  const verdict = judge(await play(scenario, variant, by)).find((judged) => judged.check === check);
  return verdict === undefined ? 'no such check' : verdict.verdict;
}

describe.each(CURES)('$scenario: $name', (cure) => {
  it(`breaks ${cure.check} as it is, and keeps it when cured`, async () => {
    expect(await verdictOf(cure, {})).toBe('broken');
    expect(await verdictOf(cure, cure.by)).toBe('holds');
  });
});
