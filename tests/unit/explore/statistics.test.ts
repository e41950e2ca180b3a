/** Shares with their intervals, quantiles, and the model of typing. */
import { describe, expect, it } from 'vitest';
import { randomStream, type Random } from '../../../src/sim/kernel/random.ts';
import { modelledGaps, measuredGaps, typedConversation } from '../../../src/sim/explore/typing.ts';
import { type Part, quantile, riseByChance, shareOf, shareOfParts } from '../../../src/sim/explore/statistics.ts';
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

describe('a share of what comes by parts', () => {
  const width = ([low, high]: readonly [number, number]): number => high - low;
  const sum = (parts: readonly Part[], figure: (part: Part) => number): number =>
    parts.reduce((all, part) => all + figure(part), 0);
  const one = (parts: readonly Part[]) =>
    shareOf(
      sum(parts, ({ count }) => count),
      sum(parts, ({ of }) => of),
    );
  /** Bursts of a conversation: each with that probability decided by the conversation, otherwise by itself. */
  const conversation = (random: Random, rate: number, alike: number): Part => {
    const of = 1 + random.below(6);
    const all = random.chance(rate);
    const hit = Array.from({ length: of }, () => (random.chance(alike) ? all : random.chance(rate)));
    return { count: hit.filter(Boolean).length, of };
  };

  it('is that of so many units where each part fares as one, and where nothing was counted; the plain one where each is single', () => {
    const halves = Array.from({ length: 10 }, (_, i) => ({ count: i % 2 === 0 ? 0 : 2, of: 2 }));
    expect(shareOfParts(halves)).toEqual(shareOf(5, 10));
    expect(shareOfParts(halves.map(({ of }) => ({ count: 0, of })))).toEqual(shareOf(0, 10));
    const single = Array.from({ length: 50 }, (_, i) => ({ count: i < 5 ? 1 : 0, of: 1 }));
    expect(shareOfParts(single)).toEqual(shareOf(5, 50));
    expect(shareOfParts([{ count: 0, of: 0 }])).toEqual(shareOf(0, 0));
  });

  it('has an interval no narrower than if each had been drawn by itself, and no wider than if each part were one', () => {
    const part = fc
      .record({ of: fc.nat({ max: 6 }), permille: fc.nat({ max: 1_000 }) })
      .map(({ of, permille }) => ({ of, count: Math.round((of * permille) / 1_000) }));
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 60 }), (parts) => {
        const [own, plain] = [shareOfParts(parts), one(parts)];
        expect(own.share).toBe(plain.share);
        expect(own.interval[0]).toBeLessThanOrEqual(own.share);
        expect(own.interval[1]).toBeGreaterThanOrEqual(own.share);
        expect(width(own.interval)).toBeGreaterThanOrEqual(width(plain.interval) - 2e-4);
        // A part weighs as much as there is in it (Kish): so many equal ones would tell as much.
        const of = sum(parts, (each) => each.of);
        if (of === 0) return;
        const units = of ** 2 / sum(parts, (each) => each.of ** 2);
        expect(width(own.interval)).toBeLessThanOrEqual(width(shareOf(own.share * units, units).interval) + 2e-4);
      }),
    );
  });

  it.each([
    { rate: 0.02, alike: 0 },
    { rate: 0.1, alike: 0.6 },
    { rate: 0.1, alike: 1 },
    { rate: 0.5, alike: 0.6 },
  ])(
    'holds the true rate $rate about 95 times of 100, however alike ($alike) those of one part are',
    ({ rate, alike }) => {
      const random = randomStream(7, `coverage/${rate}/${alike}`);
      const times = 1_000;
      let [plain, own] = [0, 0];
      for (let i = 0; i < times; i += 1) {
        const parts = Array.from({ length: 60 }, () => conversation(random, rate, alike));
        const holds = ({ interval: [low, high] }: { interval: readonly [number, number] }): boolean =>
          low <= rate && rate <= high;
        if (holds(one(parts))) plain += 1;
        if (holds(shareOfParts(parts))) own += 1;
      }
      expect(own / times).toBeGreaterThan(0.93);
      // What the plain interval holds too seldom.
      if (alike > 0) expect(plain / times).toBeLessThan(0.86);
    },
  );
});

describe('a rise', () => {
  it('is as likely by chance as Fisher says', () => {
    // By hand: 5 and 12 of 12; 17 of 24 in all, of which 12 fall to the one side in C(12, 5) / C(24, 17) of all ways.
    expect(riseByChance(5, 12, 12)).toBeCloseTo(792 / 346_104, 12);
    expect(riseByChance(0, 1, 1)).toBeCloseTo(0.5, 12);
    expect(riseByChance(3, 3, 3)).toBe(1);
    expect(riseByChance(0, 0, 5)).toBe(1);
    expect(riseByChance(9, 4, 12)).toBeGreaterThan(0.97);
    expect(riseByChance(50_000, 50_800, 100_000)).toBeCloseTo(0.00018, 5);
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
