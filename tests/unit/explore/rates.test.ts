/** Sweeps and curves over figures that are made up: what is told apart, and what chance alone tells apart. */
import { beforeAll, describe, expect, it } from 'vitest';
import { drawCurve, drawSweep, type Measured, modelledGaps } from '../../../src/sim/explore/index.ts';
import type { MeasuredRun, Measurer } from '../../../src/sim/explore/rates/measuring.ts';
import { shareOf as drawnShare } from '../../../src/sim/kernel/random.ts';
import type { Trace } from '../../../src/sim/model/trace.ts';
import { play } from '../../support/app.ts';
import { BASE } from '../../support/explore.ts';

const NOTHING: Measured = {
  messages: 6,
  bursts: 4,
  split: 0,
  stranded: 0,
  twice: 0,
  wrong: 0,
  replyMs: [],
  cost: { modelCalls: 0, queueMessages: 0, redisCommands: 0 },
  verdicts: {},
};
const WATCH = { progress: () => undefined, stopped: new Promise<void>(() => undefined) };
const measurer = (measure: (run: MeasuredRun) => Partial<Measured>, hands = 1): Measurer => ({
  hands,
  measure: async (runs) => runs.map((run) => ({ ...NOTHING, ...measure(run) })),
});

describe('a sweep', () => {
  const swept = async (of: (quietMs: number, i: number) => Partial<Measured>, hands = 1) =>
    await drawSweep(
      {
        grid: [{ quietMs: 500 }, { quietMs: 1_000 }, { quietMs: 2_000 }],
        runs: 40,
        seed: 1,
        policy: 'documented',
        profile: 'documented',
        settings: {},
        constants: {},
        gaps: modelledGaps,
        base: BASE,
      },
      measurer(({ overrides }) => of(Number(overrides.settings?.['quietMs']), (overrides.seed ?? 0) - 1), hands),
      WATCH,
    );
  const splitOf = (few: number, more: number) => (quietMs: number, i: number) => ({
    // Four bursts of one conversation fare alike.
    split: i < ({ 500: few, 1_000: more, 2_000: 2 }[quietMs] ?? 0) ? 4 : 0,
    replyMs: [quietMs],
  });

  it('reckons with bursts of one conversation faring alike, whoever works', async () => {
    const rows = await swept(splitOf(20, 18));
    // As of 40 that were drawn one by one, and not of 160.
    expect(rows?.[0]?.split).toEqual({ share: 0.5, interval: [0.352, 0.648] });
    expect(rows?.[0]?.bursts).toBe(160);
    expect(await swept(splitOf(20, 18), 3)).toEqual(rows);
  });

  it('says of a line on the front where only chance tells it from one that is no slower', async () => {
    const rows = await swept(splitOf(20, 18));
    expect(rows?.map(({ front, withinChance }) => [front, withinChance])).toEqual([
      [true, false],
      [true, true],
      [true, false],
    ]);
  });
});

describe('a curve', () => {
  let trace: Trace;
  beforeAll(async () => {
    trace = await play('requeue-deduplicated');
  });
  /** Each future fails with a probability that goes by the moment from which on it is another one. */
  const drawn = async (name: string, rateAt: (fromMs: number) => number, futures = 24) =>
    await drawCurve(
      {
        linked: { ...BASE, overrides: {} },
        trace,
        check: 'answered',
        points: 16,
        futures,
      },
      measurer(({ future }) => {
        const fromMs = future?.fromMs ?? 0;
        const fails = drawnShare(future?.seed ?? 0, `${name}/${fromMs}`) < rateAt(fromMs);
        return { verdicts: { answered: fails ? 'broken' : 'holds' } };
      }),
      WATCH,
    );

  it('has no jump where it rises by chance alone', async () => {
    const flat = await Promise.all(Array.from({ length: 60 }, (_, i) => drawn(`flat ${i}`, () => 0.5)));
    // One of twenty may; each of them rises somewhere, mostly by a third and more.
    expect(flat.filter((curve) => curve?.jump !== null).length).toBeLessThanOrEqual(4);
    expect(flat.every((curve) => (curve?.points.length ?? 0) > 8)).toBe(true);
  });

  it('jumps where something decided it, and nowhere where it grew little by little', async () => {
    const decidedMs = trace.events.find(({ atMs }) => atMs > 2_500)?.atMs ?? 0;
    const decided = await drawn('decided', (fromMs) => (fromMs > decidedMs ? 0.95 : 0.1));
    const { jump } = decided ?? {};
    expect(jump?.fromMs).toBeLessThanOrEqual(decidedMs);
    expect(jump?.toMs).toBeGreaterThan(decidedMs);
    expect(jump?.events.map(({ atMs }) => atMs)).toContain(decidedMs);
    const lastMs = decided?.points.at(-1)?.atMs ?? 1;
    const grown = await drawn('grown', (fromMs) => fromMs / lastMs, 6);
    expect(grown?.jump).toBe(null);
    expect(grown?.points.at(-1)?.broken).toBeGreaterThan(4);
  });
});
