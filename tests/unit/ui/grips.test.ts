import { describe, expect, it } from 'vitest';
import { faults } from '../../../src/sim/faults/index.ts';
import type { FaultInput } from '../../../src/sim/model/scenario.ts';
import { gripsOf, indexOf, nearestMessage } from '../../../src/ui/bench/grips.ts';
import { keyStepMs, pointerStepMs, snapped } from '../../../src/ui/timeline/grips/grip.ts';
import { play } from '../../support/app.ts';

const catalogue = faults.map(({ begins, ...fault }) => ({ ...fault, begins: begins ?? null }));

/** `Crash, processor @ 3300`, with its end, what it may do, and how often it struck. */
async function marks(list: readonly FaultInput[]): Promise<readonly string[]> {
  const trace = await play('rapid-burst', undefined, { faults: list });
  return gripsOf(trace, trace.inputs.faults, trace.inputs.messages, catalogue).map(
    ({ name, atMs, endMs, moves, ends, strikes }) =>
      [
        `${name} @ ${atMs}${endMs === null ? '' : `-${endMs}`}`,
        ...(moves ? ['moves'] : []),
        ...(ends ? ['ends'] : []),
        ...(strikes.length > 0 ? [`struck ${strikes.length}`] : []),
      ].join(', '),
  );
}

describe('the marks of a run’s conditions', () => {
  it('stand where a fault is aimed, or where it struck what it counts from the start', async () => {
    const [kill, crash, aimed, slow, offset] = await marks([
      { fault: 'kill', atMs: 1_000 },
      { fault: 'crash', to: 'openai' },
      { fault: 'call-slow', to: 'firestore', answerMs: 10, fromMs: 100 },
      { fault: 'call-slow', to: 'redis', answerMs: 10, fromMs: 3_000, toMs: 4_000, count: 0 },
      { fault: 'clock-offset', role: 'messenger' },
    ]);
    expect(kill).toBe('Kill at a moment, processor @ 1000, moves, struck 1');
    expect(crash).toMatch(/^Crash, processor, openai @ 3\d\d\d, moves, struck 1$/);
    expect(aimed).toBe('Slow call, firestore @ 100, moves, struck 1');
    expect(slow).toMatch(/^Slow call, redis @ 3000-4000, moves, ends, struck \d+$/);
    expect(offset).toMatch(/^Clock offset, messenger @ 0, struck 1$/);
  });

  it('say that nothing came which a fault could have struck', async () => {
    const [never] = await marks([{ fault: 'crash', to: 'redis-replica' }]);
    expect(never).toBe('Crash, processor, redis-replica @ 0, moves');
  });

  it('are one for each message, wherever it stands in the list of inputs', async () => {
    const messages = [
      { atMs: 900, text: 'late' },
      { atMs: 0, text: 'same' },
      { atMs: 0, text: 'same' },
    ];
    const trace = await play('rapid-burst', undefined, { messages });
    const grips = gripsOf(trace, [], messages, catalogue);
    expect(grips.map(({ name, id, atMs }) => `${name} ${indexOf(id).index} ${atMs}`)).toEqual([
      'Message 1: same 1 0',
      'Message 2: same 2 0',
      'Message 3: late 0 900',
    ]);
    expect(nearestMessage(trace, 800)).toBe(3);
    expect(nearestMessage(trace, -50)).toBe(1);
  });

  it('count nothing of a fault that the run on show has not had', async () => {
    const trace = await play('rapid-burst', undefined, { faults: [{ fault: 'kill', atMs: 1_000 }] });
    const [moved] = gripsOf(trace, [{ fault: 'kill', atMs: 2_000 }], [], catalogue);
    expect(moved?.strikes).toEqual([]);
  });
});

describe('how far a mark moves', () => {
  it.each([
    [0.004, 1, 1, 10],
    [1, 1, 5, 50],
    [7, 5, 20, 200],
    [40, 20, 200, 2_000],
    [3_600, 2_000, 10_000, 100_000],
  ])('at %d ms a pixel: %d by pointer, %d by an arrow, %d with Shift', (msPerPixel, pointer, fine, coarse) => {
    const scale = { fromMs: 0, toMs: msPerPixel * 1_000, width: 1_000 };
    expect([pointerStepMs(scale), keyStepMs(scale, false), keyStepMs(scale, true)]).toEqual([pointer, fine, coarse]);
  });

  it('ends at the start of the run', () => {
    expect(snapped(-30, 20)).toBe(0);
    expect(snapped(4_183.7, 20)).toBe(4_180);
  });
});
