/** Shares with their intervals, quantiles, and the model of typing. */
import { describe, expect, it } from 'vitest';
import { modelledGaps, measuredGaps, typedConversation } from '../../../src/sim/explore/typing.ts';
import { quantile, shareOf } from '../../../src/sim/explore/statistics.ts';
import { fc } from '../../support/property.ts';

describe('a share', () => {
  it('has the interval that Wilson gives', () => {
    // By hand: p = 0.1, n = 50, z = 1.96.
    expect(shareOf(5, 50)).toEqual({ share: 0.1, interval: [0.0435, 0.2136] });
    expect(shareOf(0, 10)).toEqual({ share: 0, interval: [0, 0.2775] });
    expect(shareOf(0, 0)).toEqual({ share: 0, interval: [0, 1] });
  });

  it('lies in its interval, which narrows with more runs', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.nat({ max: 1_000 }), (of, permille) => {
        const count = Math.round((of * permille) / 1_000);
        const [few, many] = [shareOf(count, of), shareOf(count * 10, of * 10)];
        expect(few.interval[0]).toBeLessThanOrEqual(few.share);
        expect(few.interval[1]).toBeGreaterThanOrEqual(few.share);
        expect(many.interval[1] - many.interval[0]).toBeLessThan(few.interval[1] - few.interval[0]);
      }),
    );
  });
});

describe('a quantile', () => {
  it('is one of the values, and none where there is none', () => {
    expect(quantile([3, 1, 2], 0.5)).toBe(2);
    expect(quantile([5, 1], 0.95)).toBe(5);
    expect(quantile([], 0.5)).toBe(null);
  });
});

describe('the model of typing', () => {
  it('has the gaps that it states', () => {
    expect([0, 0.25, 0.5, 0.75, 1].map(modelledGaps)).toEqual([150, 700, 1_400, 2_600, 120_000]);
    expect(modelledGaps(0.375)).toBe(1_050);
  });

  it('gives one conversation for a seed and a number, in order', () => {
    const typed = typedConversation(modelledGaps, '3282789748459241', 3, 7);
    expect(typedConversation(modelledGaps, '3282789748459241', 3, 7)).toEqual(typed);
    expect(typed.map(({ atMs }) => atMs)).toEqual(typed.map(({ atMs }) => atMs).toSorted((a, b) => a - b));
    const even = typedConversation(measuredGaps([400]), '1', 3, 7).map(({ atMs }) => atMs);
    expect(even.slice(1).map((atMs, i) => atMs - (even[i] ?? 0))).toEqual([400, 400, 400, 400, 400]);
  });
});
