import { describe, expect, test } from 'vitest';
import { msAt, pan, tickLabel, ticksOf, xOf, zoomAt } from '../../../src/ui/timeline/place/scales.ts';

const SCALE = { fromMs: 0, toMs: 10_000, width: 1_000 };

describe('a scale', () => {
  test('turns time into pixels and back', () => {
    expect(xOf(SCALE, 2_500)).toBe(250);
    expect(msAt(SCALE, xOf(SCALE, 3_333))).toBeCloseTo(3_333);
  });
  test('keeps the moment under the pointer when it is zoomed', () => {
    const view = zoomAt(SCALE, 0.25, 300);
    expect(view.toMs - view.fromMs).toBe(2_500);
    expect(xOf({ ...view, width: 1_000 }, 3_000)).toBeCloseTo(300);
  });
  test('moves by as much time as the pixels are worth', () => {
    expect(pan(SCALE, 100)).toEqual({ fromMs: 1_000, toMs: 11_000 });
  });
});

describe('ticks', () => {
  test('stand at steps that people count in, with room for their labels', () => {
    const labels = ticksOf(SCALE).filter(({ label }) => label !== '');
    expect(labels.map(({ label }) => label)).toEqual([
      '0 s',
      '1 s',
      '2 s',
      '3 s',
      '4 s',
      '5 s',
      '6 s',
      '7 s',
      '8 s',
      '9 s',
      '10 s',
    ]);
  });
  test('begin at the start of the run, not before', () => {
    expect(ticksOf({ ...SCALE, fromMs: -500 })[0]?.atMs).toBe(0);
  });
  test.each([
    [4_950, 50, '4.95 s'],
    [400, 100, '0.4 s'],
    [3_001, 1, '3.001 s'],
    [90_000, 30_000, '1:30'],
    [7_500_000, 600_000, '2:05:00'],
  ])('say %i ms in steps of %i ms as %s', (ms, step, label) => {
    expect(tickLabel(ms, step)).toBe(label);
  });
  test('are bounded, however long the stretch', () => {
    expect(ticksOf({ fromMs: 0, toMs: 1e12, width: 900 }).length).toBeLessThan(200);
  });
});
