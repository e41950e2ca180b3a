/** The modes that order calls: what they draw, that it can be run, and what a campaign of them proves. */
import { beforeAll, describe, expect, it } from 'vitest';
import { Campaign, type CampaignReport, explore, reportOf } from '../../../src/sim/explore/index.ts';
import { runCase } from '../../../src/sim/explore/case.ts';
import { survey, type Terrain } from '../../../src/sim/explore/generate/index.ts';
import { exhaustive, exhaustiveBound, pct, SLOW } from '../../../src/sim/explore/modes/schedules.ts';
import { SOMETIMES } from '../../../src/sim/explore/sometimes.ts';
import { BASE, campaign, localPool, planOf, subject, UNWATCHED } from '../../support/explore.ts';

/** The calm schedule, and each of the first four calls late by each delay. */
const SLICE = 13;

let terrain: Terrain;
beforeAll(async () => {
  terrain = await survey(subject, planOf({ policy: 'hardened' }).aim);
});

const upTo = <T>(of: number, make: (number: number) => T): readonly T[] =>
  Array.from({ length: of }, (_, i) => make(i));

describe('the exhaustive mode', () => {
  it('gives every choice of at most two late requests and of their delays once', () => {
    const few = { ...terrain, calls: 4 };
    const { schedules } = exhaustiveBound(few);
    const late = upTo(schedules, exhaustive(few)).map(({ faults }) => faults);
    // None; four calls by three delays; six pairs by three delays each.
    expect(schedules).toBe(1 + 4 * 3 + 6 * 9);
    expect(new Set(late.map((faults) => JSON.stringify(faults))).size).toBe(schedules);
    expect([0, 1, 2].map((many) => late.filter(({ length }) => length === many).length)).toEqual([1, 12, 54]);
    const struck = new Set(late.flat().map(({ fault, nth, requestMs }) => `${fault} ${nth} ${requestMs}`));
    expect([...struck].toSorted()).toEqual(
      [1, 2, 3, 4].flatMap((nth) => [120, 1_600, 4_000].map((ms) => `${SLOW} ${nth} ${ms}`)).toSorted(),
    );
  });

  it('is run to the end of its bound, and no further', async () => {
    const { report, asked } = await sliceOf(SLICE, undefined);
    expect(report).toMatchObject({ end: 'covered', runs: SLICE, exhaustive: { schedules: SLICE }, cutShort: {} });
    expect(asked).toBe(SLICE);
    expect(report.findings).toEqual([]);
    expect(report.met?.map(({ id }) => id)).toContain(`fault-${SLOW}`);
  });

  it('is asked for nothing that half a second of typing cannot bring about', async () => {
    const { report } = await sliceOf(3, undefined);
    const asked = [...report.unmet, ...(report.met ?? [])].map(({ id }) => id);
    expect(asked).toContain('batch-of-several');
    expect(asked).not.toContain('came-while-at-work');
    // A random campaign is.
    const random = await campaign(planOf({ policy: 'hardened', calm: true, users: 1 }), 1);
    expect([...random.unmet, ...(random.met ?? [])].map(({ id }) => id)).toContain('came-while-at-work');
  });

  it('proves something where it is complete, and nothing where schedules are left', () => {
    expect(verdictOf(40, 40)).toBe('none found');
    expect(verdictOf(39, 40)).toBe('inconclusive');
  });
});

describe('the mode of late calls', () => {
  it('draws calm cases of which one to four calls are late, each anew for its number and the same for the same', () => {
    const [one, other] = [pct(terrain, 7), pct(terrain, 7)];
    const drawn = upTo(60, one);
    expect(upTo(60, (number) => other(59 - number)).toReversed()).toEqual(drawn);
    for (const { faults, constants, messages, profile } of drawn) {
      expect({ constants, profile }).toEqual({ constants: {}, profile: 'documented' });
      expect(faults.every(({ fault, count }) => fault === SLOW && count === 1)).toBe(true);
      expect(messages.length).toBeGreaterThan(0);
    }
    const depths = new Set(drawn.map(({ faults }) => faults.length));
    expect([...depths].toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4]);
    expect(new Set(drawn.map((explored) => JSON.stringify(explored))).size).toBe(60);
  });

  it('draws what can be run, and ends by itself', async () => {
    for (const explored of upTo(12, pct(terrain, 3))) {
      expect((await runCase(subject, explored)).end.reason).toBe('quiet');
    }
  });

  it('finds what is wrong with the documented pipeline, and needs no other fault to take effect', async () => {
    const plan = planOf({ users: 1 }, { mode: 'pct' });
    const limits = { runs: 12, worth: () => [] };
    const report = reportOf(await explore(Campaign.begin(plan), localPool(2), limits, UNWATCHED), BASE);
    expect(report.findings.map(({ pattern }) => pattern)).toContain('requeue-dropped');
    const faults = new Set(report.findings.flatMap((finding) => finding.faults));
    expect([...faults].filter((fault) => fault !== SLOW)).toEqual([]);
    const asked = [...report.unmet, ...(report.met ?? [])].map(({ id }) => id);
    expect(asked.filter((id) => id.startsWith('fault-'))).toEqual([`fault-${SLOW}`]);
  });
});

/** The first schedules of the burst as if they were all there are; how many were asked for is counted. */
async function sliceOf(schedules: number, runs: number | undefined) {
  const pool = localPool(1);
  let asked = 0;
  const plan = planOf({ policy: 'hardened', users: 1 }, { mode: 'exhaustive' });
  const explored = await explore(
    Campaign.begin(plan),
    {
      ...pool,
      open: async (opened) => {
        const ground = await pool.open(opened);
        return { ...ground, exhaustive: ground.exhaustive && { ...ground.exhaustive, schedules } };
      },
      examine: async (jobs) => {
        asked += jobs.length;
        return await pool.examine(jobs);
      },
    },
    { runs },
    UNWATCHED,
  );
  return { report: reportOf(explored, BASE), asked };
}

/** Of a campaign that found nothing, and met whatever a burst can bring about. */
function verdictOf(runs: number, schedules: number): CampaignReport['verdict'] {
  const plan = planOf({ policy: 'hardened', users: 1 }, { mode: 'exhaustive' });
  const possible = SOMETIMES.filter(({ beyondOneBurst = false }) => !beyondOneBurst);
  const reached = [...possible.map(({ id }) => `sometimes:${id}`), `fault:${SLOW}`];
  const state = { ...Campaign.begin(plan).state, merged: runs, reached, canary: { runs: 20, found: 4 } };
  const ground = {
    faults: [SLOW],
    operations: [],
    turnsMs: [],
    exhaustive: { ...exhaustiveBound(terrain), schedules },
  };
  const times = { generationMs: 0, runMs: 0, checksMs: 0, bookkeepingMs: 0 };
  return reportOf({ state, ground, findings: [], times, end: 'runs' }, BASE).verdict;
}
