/** The command that proves that each mitigation is needed. */
import { describe, expect, it } from 'vitest';
import { bench as realBench } from '../../../src/cli/app.ts';
import type { Bench } from '../../../src/cli/bench.ts';
import type { Values } from '../../../src/sim/model/scenario.ts';
import { localPool, subject } from '../../support/explore.ts';
import { type } from './fake-bench.ts';

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
    expect(requeueId.link).toContain(`&found=${requeueId.check}%2Frequeue-dropped`);
    expect(historyLimit).toMatchObject({ mitigation: 'historyLimit', without: 40, needed: false, example: null });
    expect(code).toBe(1);
  });

  it('ends with 0 where each is shown to be needed', async () => {
    const { code } = await type([...words, '--policy', 'mended'], mendedBy({ requeueId: 'own' }));
    expect(code).toBe(0);
  });

  it('asks only about those that are named, and refuses a name that is none of them', async () => {
    const bench = mendedBy({ requeueId: 'own', historyLimit: 200 });
    const { out } = await type([...words, '--policy', 'mended', '--only', 'historyLimit'], bench);
    expect(JSON.parse(out)).toMatchObject([{ mitigation: 'historyLimit' }]);
    const { code, err } = await type([...words, '--policy', 'mended', '--only', 'historyLimits'], bench);
    expect([code, JSON.parse(err).error.field]).toEqual([2, '--only']);
  });

  it('refuses a policy without mitigations', async () => {
    const { code, err } = await type([...words, '--policy', 'documented'], mendedBy({}));
    expect(code).toBe(2);
    expect(JSON.parse(err).error.field).toBe('--policy');
  });
});
