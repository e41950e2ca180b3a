/** The commands that prove: ablate (each mitigation is needed) and audit (what the document says, and what happens). */
import { describe, expect, it, vi } from 'vitest';
import { bench as realBench } from '../../../src/cli/app.ts';
import type { Bench } from '../../../src/cli/bench.ts';
import type { Values } from '../../../src/sim/model/scenario.ts';
import { localPool, subject } from '../../support/explore.ts';
import { type } from './fake-bench.ts';

// Whole campaigns: on a busy machine they take their time.
vi.setConfig({ testTimeout: 240_000 });

/** A bench with one more policy: the documented pipeline with these settings. */
function mendedBy(settings: Values): Bench {
  const policy = { id: 'mended', title: 'Mended', sentence: 'With a cure.', settings };
  const app = { ...realBench.app, policies: [...realBench.app.policies, policy] };
  return { ...realBench, app, openPool: (hands) => localPool(hands, { ...subject, app }) };
}

const words = ['ablate', '--calm', '--users', '1', '--workers', '1', '--json', '--runs', '25'] as const;

describe('ablate', () => {
  it('shows by a counterexample which mitigation is needed, and which was not shown to be', async () => {
    // Re-queues that arrive are a cure; a longer history is none.
    const bench = mendedBy({ requeueId: 'own', historyLimit: 200 });
    const { code, out } = await type([...words, '--policy', 'mended'], bench);
    const [requeueId, historyLimit] = JSON.parse(out);
    expect(requeueId).toMatchObject({ mitigation: 'requeueId', value: 'own', without: 'same', needed: true });
    expect(requeueId).toMatchObject({ pattern: 'requeue-dropped', faults: [] });
    expect(requeueId.example.settings).toMatchObject({ requeueId: 'same' });
    expect(requeueId.link).toContain('requeueId');
    expect(historyLimit).toMatchObject({ mitigation: 'historyLimit', without: 40, needed: false, example: null });
    expect(code).toBe(1);
  });

  it('ends with 0 where each is shown to be needed', async () => {
    const { code } = await type([...words, '--policy', 'mended'], mendedBy({ requeueId: 'own' }));
    expect(code).toBe(0);
  });

  it('refuses a policy without mitigations', async () => {
    const { code, err } = await type([...words, '--policy', 'documented'], mendedBy({}));
    expect(code).toBe(2);
    expect(JSON.parse(err).error.field).toBe('--policy');
  });
});

describe('audit', () => {
  it('gives each claim with its scenario, its verdict and the events that prove it', async () => {
    const { code, out } = await type(['audit', '--json'], realBench);
    const audited: readonly { scenario: string; verdict: string; events: readonly { verdict: string }[] }[] =
      JSON.parse(out);
    expect(code).toBe(0);
    expect(audited.length).toBe(realBench.scenarios.flatMap(({ claims }) => claims).length);
    const refuted = audited.filter(({ verdict }) => verdict === 'does not hold');
    expect(refuted.length).toBeGreaterThan(0);
    expect(audited.some(({ events }) => events.some(({ verdict }) => verdict === 'broken'))).toBe(true);
    expect(
      audited.filter(({ verdict }) => verdict === 'rests on no data').every(({ events }) => events.length === 0),
    ).toBe(true);
  });

  it('confirms nothing by a scenario that shows something else than it must, and ends with 1', async () => {
    const [scenario] = realBench.scenarios.filter(({ id }) => id === 'requeue-deduplicated' || id === 'clock-skew');
    if (scenario === undefined) throw new Error('there is a scenario clock-skew');
    const [first] = scenario.variants;
    const wrong = { ...scenario, variants: [{ ...first, expected: {} }] as const };
    const { code, out } = await type(['audit', '--json'], { ...realBench, scenarios: [wrong] });
    expect(code).toBe(1);
    expect(JSON.parse(out).some(({ verdict }: { verdict: string }) => verdict === 'unconfirmed')).toBe(true);
  });
});
