/** Campaigns over the real logic: what they find, and that it does not matter who works. */
import { describe, expect, it } from 'vitest';
import { Campaign, compareCampaigns, explore, reportOf } from '../../../src/sim/explore/index.ts';
import { runCase } from '../../../src/sim/explore/case.ts';
import { featuresOf } from '../../../src/sim/explore/coverage.ts';
import { unmet } from '../../../src/sim/explore/sometimes.ts';
import { judge } from '../../../src/sim/checks/index.ts';
import type { FaultInput } from '../../../src/sim/model/scenario.ts';
import { viewRun } from '../../../src/sim/model/view/index.ts';
import { play } from '../../support/app.ts';
import { BASE, campaign, localPool, planOf, subject, UNWATCHED } from '../../support/explore.ts';

const timeless = <T extends { readonly times: unknown }>({ times: _times, ...rest }: T) => rest;

/** Explored once, looked at by several tests. */
const calm = { plan: planOf({ calm: true }), runs: 45 } as const;
const calmly = campaign(calm.plan, calm.runs);
const faulty = { plan: planOf({}, { seed: 4 }), runs: 18 } as const;
const byOne = calmly.then(() => campaign(faulty.plan, faulty.runs, 1));

describe('exploring the documented pipeline', () => {
  it('finds the dropped re-queue, the stranded second burst and the message deleted unread, each without any fault', async () => {
    const { findings, verdict, canary } = await calmly;
    const faultless = findings.filter(({ faults, smallest }) => faults.length === 0 && smallest);
    const keys = faultless.map(({ check, pattern }) => `${check}/${pattern}`);
    expect(keys).toContain('answered/requeue-dropped');
    expect(keys).toContain('answered/follow-up-dropped');
    expect(keys).toContain('messages-kept/deleted-unread');
    expect(faultless.every(({ example }) => example.messages.length <= 3)).toBe(true);
    expect(verdict).toBe('found');
    expect(canary.found).toBeGreaterThan(0);
  });

  it('gives examples that fail as reported when they are run by themselves', async () => {
    const { findings } = await byOne;
    expect(findings.length).toBeGreaterThan(0);
    for (const { example, check, verdict } of findings) {
      const judged = judge(await runCase(subject, example)).find((one) => one.check === check);
      expect(judged).toMatchObject({ verdict: 'broken', sentence: verdict });
    }
  });

  it('finds the same whatever the number of workers', async () => {
    const [one, three] = [await byOne, await campaign(faulty.plan, faulty.runs, 3)];
    expect(timeless(three)).toEqual(timeless(one));
  });

  it('finds the same whatever the number of workers when it is guided', async () => {
    // Behind the first hundred runs, from which on cases are changed ones of the corpus.
    const plan = planOf({ calm: true, users: 1 }, { mode: 'guided', seed: 2 });
    const [one, two] = [await campaign(plan, 110, 1), await campaign(plan, 110, 2)];
    expect(timeless(two)).toEqual(timeless(one));
  });
});

describe('what must be met', () => {
  const metWith = async (fault: FaultInput) => {
    const trace = await play('rapid-burst', undefined, { faults: [fault] });
    return unmet(featuresOf(viewRun(trace)), [fault.fault]).map(({ id }) => id);
  };

  it('of a fault is that it took effect, on whichever side: one that is drawn may find nothing to strike', async () => {
    expect(await metWith({ fault: 'call-slow' })).not.toContain('fault-call-slow');
    expect(await metWith({ fault: 'call-slow', nth: 10_000 })).toContain('fault-call-slow');
    expect(await metWith({ fault: 'tab-closed', atMs: 100 })).not.toContain('fault-tab-closed');
  });
});

describe('a campaign', () => {
  it('goes on from a file as if it had never stopped', async () => {
    const whole = await calmly;
    const half = await explore(Campaign.begin(calm.plan), localPool(1), { runs: 25 }, UNWATCHED);
    const state: typeof half.state = JSON.parse(JSON.stringify(half.state));
    const rest = reportOf(await explore(Campaign.resume(state), localPool(1), { runs: calm.runs }, UNWATCHED), BASE);
    expect(timeless(rest)).toEqual(timeless(whole));
  });

  it('counts outcomes in the order of their numbers, and none behind a gap', () => {
    const outcome = (number: number) => ({
      number,
      failures: [],
      features: [`f${number}`],
      explored: undefined,
      canary: undefined,
      bound: undefined,
      events: 1,
    });
    const begun = Campaign.begin(planOf());
    expect(begun.put([outcome(2), outcome(1)])).toBe(0);
    expect(begun.runs).toBe(0);
    expect(begun.put([outcome(0), outcome(4)])).toBe(3);
    expect(begun.state).toMatchObject({ merged: 3, reached: ['f0', 'f1', 'f2'], events: 3 });
  });

  it('runs the corpus first, and says of what it finds there that it took no run', async () => {
    const first = await calmly;
    const corpus = first.findings.map(({ example }) => example);
    const again = await explore(Campaign.begin(calm.plan, corpus), localPool(1), { runs: 1 }, UNWATCHED);
    const report = reportOf(again, BASE);
    expect(report.findings.length).toBeGreaterThanOrEqual(first.findings.length);
    expect(report.findings.every(({ runs }) => runs <= 1)).toBe(true);
    expect(report.findings.filter(({ runs }) => runs === 0).length).toBeGreaterThan(0);
  });
});

describe('two campaigns beside each other', () => {
  const found = (pattern: string, count: number) => ({ check: 'answered', pattern, count }) as const;

  it('tell what is new, gone, going on, and too rare to say', () => {
    const before = {
      runs: 1_000,
      findings: [found('read-nothing', 100), found('two-ids', 1), found('met-the-lock', 50)],
    };
    const now = {
      runs: 1_000,
      findings: [found('read-nothing', 90), found('push-failed', 40), found('sent-twice', 2)],
    };
    const changes = compareCampaigns(before, now).map(({ pattern, change }) => [pattern, change]);
    expect(Object.fromEntries(changes)).toEqual({
      'read-nothing': 'ongoing',
      'two-ids': 'rare',
      'met-the-lock': 'resolved',
      'push-failed': 'new',
      'sent-twice': 'rare',
    });
  });
});
