/** Two runs beside each other: what is the same, where they part, what it costs. */
import { describe, expect, it } from 'vitest';
import { compareRuns, type RunComparison } from '../../../src/sim/model/compare/index.ts';
import type { Side, Trace } from '../../../src/sim/model/trace.ts';
import { play } from '../../support/app.ts';

const SCENARIO = 'requeue-deduplicated';

function beside(left: Trace, right: Trace, sides: readonly [Side, Side] = ['pipeline', 'pipeline']): RunComparison {
  return compareRuns({ trace: left, side: sides[0] }, { trace: right, side: sides[1] });
}

describe('two runs', () => {
  it('of the same inputs do not part, and every event has its like', async () => {
    const trace = await play(SCENARIO);
    const { differences, rightOf } = beside(trace, trace);
    expect(differences).toEqual([]);
    for (const [left, right] of rightOf) expect(left).toBe(right);
    expect(rightOf.size).toBeGreaterThan(50);
  });

  it('of two seeds are the same story: placement and ids say nothing', async () => {
    const { differences } = beside(await play(SCENARIO), await play(SCENARIO, undefined, { seed: 5 }));
    expect(differences.filter(({ kind }) => kind !== 'only')).toEqual([]);
  });

  it('before and after a fix part where the fix takes effect, and all that follows hangs on it', async () => {
    const [before, after] = [await play(SCENARIO, 'same-id'), await play(SCENARIO, 'own-id')];
    const { differences, replies } = beside(before, after);
    const [first] = differences;
    expect(first).toMatchObject({ kind: 'outcome', outcomes: ['deduplicated', ''] });
    const publish = first?.kind === 'outcome' ? after.events[first.right] : undefined;
    expect(publish).toMatchObject({ kind: 'arrival', operation: 'publish', node: 'qstash', atMs: 3_600 });
    const delivery = differences.find((difference) => difference.kind === 'only' && difference.where === 'right');
    expect(delivery).toMatchObject({ kind: 'only' });
    expect(delivery?.kind === 'only' ? delivery.consequences : 0).toBeGreaterThan(10);
    expect(replies.map(({ leftMs }) => leftMs)).toEqual([null, null, null]);
    for (const { rightMs } of replies) expect(rightMs).toBeGreaterThan(0);
  });

  it('say what a delay costs where it arises, and not again where it only goes on', async () => {
    const slow = { faults: [{ fault: 'openai-latency', latencyMs: 4_500 }] };
    const { differences } = beside(await play('rapid-burst'), await play('rapid-burst', undefined, slow));
    const delays = differences.filter((difference) => difference.kind === 'delay');
    expect(delays.map(({ byMs }) => byMs)).toEqual([3_000]);
  });
});

describe('the two sides of one run', () => {
  it('are compared by what the user sees', async () => {
    const trace = await play(SCENARIO);
    const { differences, replies, rightOf } = beside(trace, trace, ['pipeline', 'baseline']);
    expect(differences).toEqual([expect.objectContaining({ kind: 'only', where: 'right', atMs: 5_800 })]);
    expect(rightOf.size).toBe(3);
    expect(replies.map(({ leftMs, rightMs }) => [leftMs, rightMs])).toEqual([
      [null, 5_800],
      [null, 4_700],
      [null, 3_600],
    ]);
  });
});
