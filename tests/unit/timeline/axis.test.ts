import { describe, expect, test } from 'vitest';
import { axisOf } from '../../../src/ui/timeline/place/axis.ts';
import { badgesOf } from '../../../src/ui/timeline/place/badges.ts';

const PHONE_PX = 296;

function labels(fromMs: number, toMs: number, playheadMs: number, selectedMs: number): readonly string[] {
  const scale = { fromMs, toMs, width: PHONE_PX };
  return axisOf(scale, badgesOf(scale, playheadMs, selectedMs), null).labels.map(({ text }) => text);
}

describe('the axis on a phone', () => {
  test.each([
    [-230, 6_500, 4_100, 3_600],
    [-3_000, 89_500, 86_850, 35_100],
    [-3_000, 78_100, 75_850, 35_100],
    [0, 10_000, 5_000, 7_000],
    [61_000, 62_000, 61_300, 61_700],
  ])('keeps two numbers or more beside both badges (%i to %i ms)', (...view) => {
    expect(labels(...view).length).toBeGreaterThanOrEqual(2);
  });

  test('has no number under a badge, and none cut by an edge', () => {
    const scale = { fromMs: 0, toMs: 10_000, width: PHONE_PX };
    for (let playheadMs = 0; playheadMs <= 10_000; playheadMs += 50) {
      const badges = badgesOf(scale, playheadMs, 3_000);
      for (const { x, text } of axisOf(scale, badges, null).labels) {
        const half = text.length * 3;
        expect(x - half).toBeGreaterThanOrEqual(0);
        expect(x + half).toBeLessThanOrEqual(PHONE_PX);
        for (const badge of badges) expect(Math.abs(badge.x - x)).toBeGreaterThan(badge.half + half);
      }
    }
  });
});
