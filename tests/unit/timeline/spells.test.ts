import { describe, expect, it } from 'vitest';
import type { FaultInput } from '../../../src/sim/model/scenario.ts';
import type { Trace } from '../../../src/sim/model/trace.ts';
import { play } from '../../support/app.ts';
import { layoutOf } from '../../../src/ui/timeline/layout/index.ts';

function traceWith(faults: readonly FaultInput[]): Promise<Trace> {
  return play('rapid-burst', undefined, { faults });
}

/** `fault Redis 1000-3000`, one for each. */
function drawn(trace: Trace): readonly string[] {
  const { lanes, sections } = layoutOf(trace);
  return sections.flatMap(({ side, spells }) =>
    spells.map(({ kind, lane, fromMs, toMs }) => {
      const name = lanes[lane]?.name ?? '';
      return `${kind} ${side === 'baseline' ? 'baseline ' : ''}${name} ${fromMs}-${toMs}`;
    }),
  );
}

describe('how long a fault lasts', () => {
  it('is drawn on the lane of whom it hits: who is called, else who calls', async () => {
    const trace = await traceWith([
      { fault: 'call-slow', to: 'redis', from: 'webhook', fromMs: 1_000, toMs: 3_000, count: 0 },
      { fault: 'call-hangs', from: 'webhook', fromMs: 200, toMs: 900, count: 0 },
    ]);
    // Messenger sends again what hangs: so many instances share a lane.
    expect(drawn(trace)).toEqual(['fault Redis 1000-3000', 'fault webhook 200-900']);
  });

  it('is drawn on both sides where both have the slow model', async () => {
    const trace = await traceWith([{ fault: 'openai-latency', latencyMs: 2_000, fromMs: 500, toMs: 9_000 }]);
    const endMs = layoutOf(trace).endMs;
    expect(drawn(trace)).toEqual([
      `fault OpenAI 500-${Math.min(9_000, endMs)}`,
      `fault baseline tab 500-${Math.min(9_000, endMs)}`,
    ]);
  });

  it('is not drawn where it is how things are from the start, or strikes a few calls', async () => {
    expect(
      drawn(
        await traceWith([
          { fault: 'openai-latency', latencyMs: 2_000 },
          { fault: 'call-slow', to: 'redis', fromMs: 500 },
          { fault: 'call-slow', fromMs: 500, toMs: 600, count: 0 },
        ]),
      ),
    ).toEqual([]);
  });

  it('is drawn on the instance that stands still, from the freeze to the thaw', async () => {
    const trace = await traceWith([{ fault: 'freeze', atMs: 3_700, forMs: 900 }]);
    expect(drawn(trace)).toEqual(['frozen processor #1 3700-4600']);
  });
});
