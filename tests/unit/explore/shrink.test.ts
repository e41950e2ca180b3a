/** The shrinker, on failures that need no run: what comes out still fails, and nothing of it can be left out. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Case } from '../../../src/sim/explore/case.ts';
import { faultOf as fuzzed, settle } from '../../../src/sim/explore/generate/faults.ts';
import { drawnBetween, generator, survey } from '../../../src/sim/explore/generate/index.ts';
import { isSmaller, shrink, type Shrunk, type ShrinkOptions } from '../../../src/sim/explore/shrink/index.ts';
import { faults } from '../../../src/sim/faults/index.ts';
import type { FaultInput } from '../../../src/sim/model/scenario.ts';
import { planOf, subject } from '../../support/explore.ts';
import { fc } from '../../support/property.ts';

const options = {
  defaultsOf: () => ({}),
  drawnBetween: (): readonly [number, number] => [-Infinity, Infinity],
  calmValueOf: () => 0,
  settingsFor: subject.settingsFor,
};
const faultOf = (id: string) => faults.find((known) => known.id === id);
const failNoFault = (id: string): never => {
  throw new Error(`no fault ${id}`);
};
const shrinkBy = async (failing: Case, fails: (explored: Case) => boolean, mostRuns?: number): Promise<Shrunk> =>
  await shrink(failing, { ...options, fails: async (c) => fails(c), ...(mostRuns === undefined ? {} : { mostRuns }) });

let generate: (number: number) => Case;
beforeAll(async () => {
  generate = generator(await survey(subject, planOf({ users: 3 }).aim), 3);
});

function failingCases(fails: (explored: Case) => boolean, count: number): readonly Case[] {
  return Array.from({ length: 600 }, (_, i) => generate(i))
    .filter(fails)
    .slice(0, count);
}

/** Two messages with a second or more, and less than two, between them, under a clock that is off. */
function closeUnderSkew({ messages, faults }: Case): boolean {
  const close = messages.some(({ atMs }, i) => {
    const gap = (messages[i + 1]?.atMs ?? Infinity) - atMs;
    return gap >= 1_000 && gap < 2_000;
  });
  return close && faults.some(({ fault }) => fault === 'clock-offset');
}

describe('shrinking', () => {
  it('ends at the fewest messages and faults and the roundest times', async () => {
    const [failing] = failingCases(closeUnderSkew, 1);
    if (failing === undefined) throw new Error('no generated case fails');
    const { smallest, cut } = await shrinkBy(failing, closeUnderSkew);
    expect(cut).toBe(false);
    expect(smallest.messages.map(({ atMs, text }) => [atMs, text])).toEqual([
      [0, '1'],
      [1_000, '2'],
    ]);
    expect(smallest.faults).toEqual([{ fault: 'clock-offset' }]);
    expect(smallest.constants).toEqual({});
    expect(smallest).toMatchObject({ profile: 'documented', seed: 1 });
  });

  it('gives a case that still fails and is no larger, whatever fails', async () => {
    const predicates = [
      closeUnderSkew,
      ({ messages }: Case) => messages.length >= 3 && messages.some(({ text }) => text.length > 5),
      ({ seed }: Case) => seed % 7 === 3,
      ({ messages }: Case) => new Set(messages.map(({ user }) => user)).size > 1,
      ({ constants }: Case) => Object.keys(constants).length > 2,
    ];
    for (const fails of predicates) {
      for (const failing of failingCases(fails, 4)) {
        const { smallest } = await shrinkBy(failing, fails);
        expect(fails(smallest)).toBe(true);
        expect(isSmaller(failing, smallest)).toBe(false);
      }
    }
  });

  it('takes the settings of users away with their messages', async () => {
    const two = ({ messages }: Case): boolean => new Set(messages.map(({ user }) => user)).size > 1;
    const [failing] = failingCases(two, 1);
    if (failing === undefined) throw new Error('no generated case has two users');
    const { smallest } = await shrinkBy(failing, ({ messages }) => messages.length > 0);
    expect(smallest.settings).toEqual(subject.settingsFor([smallest.messages[0]?.user ?? '']));
  });

  it('leaves few messages where a burst does as well, and moves what was counted with them', async () => {
    // The sixth push of six: the first of one will do.
    const lastPush = ({ messages, faults }: Case): boolean =>
      faults.some(({ fault, nth = 1 }) => fault === 'crash' && nth === messages.length);
    const failing: Case = {
      ...generate(0),
      messages: [0, 300, 600, 900, 1_200, 1_500].map((atMs, i) => ({ atMs, text: `${i}`, user: '3282789748459241' })),
      faults: [{ fault: 'crash', nth: 6 }],
    };
    const { smallest } = await shrinkBy(failing, lastPush);
    expect(smallest.messages).toHaveLength(1);
    expect(smallest.faults).toEqual([{ fault: 'crash' }]);
  });

  it('leaves an interval a moment: one without any is refused', async () => {
    const failing: Case = { ...generate(0), faults: [{ fault: 'call-slow', count: 0, fromMs: 4_321, toMs: 4_999 }] };
    const asked: FaultInput[] = [];
    await shrinkBy(failing, ({ faults }) => {
      asked.push(...faults);
      return faults[0]?.['count'] === 0;
    });
    expect(asked.length).toBeGreaterThan(5);
    expect(asked.filter(({ fromMs = 0, toMs = Infinity }) => Number(fromMs) >= Number(toMs))).toEqual([]);
  });

  it('leaves a fault its end, where nothing else ends it', async () => {
    const failing: Case = {
      ...generate(0),
      faults: [
        { fault: 'openai-latency', latencyMs: 40_000, toMs: 61_234 },
        { fault: 'call-fails', count: 2, toMs: 5_000 },
      ],
    };
    const { smallest } = await shrinkBy(failing, ({ faults }) => faults[1]?.['count'] === 2);
    expect(smallest.faults.map(({ toMs }) => typeof toMs)).toEqual(['number', 'undefined']);
  });

  it('leaves of a fault what a campaign could have met: no rounder number, and no default, beyond what is drawn', async () => {
    const known: Pick<ShrinkOptions, 'defaultsOf' | 'drawnBetween'> = {
      defaultsOf: (id) => Object.fromEntries((faultOf(id)?.params ?? []).map((spec) => [spec.name, spec.default])),
      drawnBetween: (id, name, lastMessageMs) => drawnBetween(faultOf(id) ?? failNoFault(id), name, lastMessageMs),
    };
    const shrunk = async (fault: FaultInput, fails: (fault: FaultInput) => boolean) => {
      const failing: Case = { ...generate(0), faults: [fault] };
      const still = async ({ faults: [left] }: Case) => left !== undefined && fails(left);
      return (await shrink(failing, { ...options, ...known, fails: still })).smallest.faults;
    };
    // Of as many as 0 there would be no end.
    const often = await shrunk({ fault: 'call-fails', count: 3, toMs: 61_234 }, ({ count = 1 }) => count !== 1);
    expect(often).toEqual([{ fault: 'call-fails', count: 3 }]);
    // Drifts are drawn up to 2,000, and one that is not said is 20,000.
    const drifts = await shrunk({ fault: 'clock-drift', ppm: 1_234 }, ({ ppm = 20_000 }) => Number(ppm) >= 1_000);
    expect(drifts).toEqual([{ fault: 'clock-drift', ppm: 1_000 }]);
    const off = (ms: number): boolean => ms === -4_321 || ms < -6_000;
    const skewed = await shrunk({ fault: 'clock-offset', offsetMs: -4_321 }, ({ offsetMs }) => off(Number(offsetMs)));
    expect(skewed).toEqual([{ fault: 'clock-offset', offsetMs: -4_321 }]);
    // No status is another one because it is rounder.
    const refused = await shrunk({ fault: 'call-fails', status: 429 }, ({ status = 500 }) => Number(status) < 500);
    expect(refused).toEqual([{ fault: 'call-fails', status: 429 }]);
  });

  it('knows between which numbers faults are drawn', async () => {
    const terrain = await survey(subject, planOf().aim);
    for (const fault of terrain.faults) {
      const drawn = fuzzed(fault, terrain);
      if (drawn === undefined) continue;
      fc.assert(
        fc.property(drawn, fc.nat({ max: 100_000 }), (one, lastMessageMs) => {
          const [settled] = settle([one], [lastMessageMs]);
          for (const [name, held] of Object.entries(settled ?? {})) {
            const range = drawnBetween(fault, name, lastMessageMs);
            const isAll = name === 'count' && held === 0;
            if (range === undefined || typeof held !== 'number' || isAll) continue;
            expect(held).toBeGreaterThanOrEqual(range[0]);
            expect(held).toBeLessThanOrEqual(range[1]);
          }
        }),
        { numRuns: 40 },
      );
    }
  });

  it('stops at its bound, and says so', async () => {
    const [failing] = failingCases(closeUnderSkew, 1);
    if (failing === undefined) throw new Error('no generated case fails');
    const { runs, cut } = await shrinkBy(failing, closeUnderSkew, 5);
    expect({ runs, cut }).toEqual({ runs: 5, cut: true });
  });

  it('gives the same case each time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 400 }), async (number) => {
        const failing = generate(number);
        const fails = ({ messages }: Case): boolean => messages.length >= Math.min(2, failing.messages.length);
        expect(await shrinkBy(failing, fails)).toEqual(await shrinkBy(failing, fails));
      }),
      { numRuns: 10 },
    );
  });
});
