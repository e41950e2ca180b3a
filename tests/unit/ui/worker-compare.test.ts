/** The comparison as the worker makes it: runs of the real logic. */
import { describe, expect, it } from 'vitest';
import { compareRuns } from '../../../src/sim/model/compare/index.ts';
import { RunStopped, runScenario } from '../../../src/ui/worker/adapter.ts';
import { compare } from '../../../src/ui/worker/compare.ts';
import type { ComparedRun } from '../../../src/ui/worker/protocol.ts';

const run = (variant: string, wanted: boolean, seed = 1): ComparedRun => ({
  kind: 'request',
  request: { scenario: 'requeue-deduplicated', variant, overrides: { seed } },
  wanted,
  side: 'pipeline',
});

describe('two runs in the worker', () => {
  it('come back compared, with the one that was wanted', async () => {
    const found = await compare(run('same-id', false), run('own-id', true), {});
    expect(found.left).toBeNull();
    expect(found.right?.marks.pipeline).toBe('holds');
    const traceOf = async (variant: string) =>
      (await runScenario({ scenario: 'requeue-deduplicated', variant, overrides: { seed: 1 } })).trace;
    const [left, right] = [await traceOf('same-id'), await traceOf('own-id')];
    expect(found.comparison).toEqual(
      compareRuns({ trace: left, side: 'pipeline' }, { trace: right, side: 'pipeline' }),
    );
  });

  it('are run once, however often they are compared', async () => {
    let asked = 0;
    const watch = {
      stopped: () => {
        asked += 1;
        return false;
      },
    };
    await compare(run('same-id', false, 5), { ...run('same-id', false, 5), side: 'baseline' }, watch);
    const once = asked;
    expect(once).toBeGreaterThan(0);
    await compare(run('same-id', true, 5), run('same-id', false, 5), watch);
    expect(asked).toBe(once);
  });

  it('are what a file holds, where it does, and not what its inputs give today', async () => {
    const { trace } = await runScenario({ scenario: 'requeue-deduplicated', variant: 'same-id', overrides: {} });
    const cut = { ...trace, events: trace.events.slice(0, 20) };
    const { comparison } = await compare({ kind: 'trace', trace: cut, side: 'pipeline' }, run('same-id', false), {});
    expect(comparison.differences.every((each) => each.kind === 'only' && each.where === 'right')).toBe(true);
    expect(comparison.differences.length).toBeGreaterThan(0);
  });

  it('stop when they are told to', async () => {
    await expect(compare(run('same-id', false, 77), run('own-id', true), { stopped: () => true })).rejects.toThrow(
      RunStopped,
    );
  });
});
