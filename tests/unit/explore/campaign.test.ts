/** Campaigns over the real logic: what they find, and that it does not matter who works. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  askedOtherwise,
  Campaign,
  type Case,
  compareCampaigns,
  explore,
  Explorer,
  keptReport,
  keptState,
  otherwiseSentence,
  reportOf,
  type Signal,
  type Watch,
} from '../../../src/sim/explore/index.ts';
import { runCase } from '../../../src/sim/explore/case.ts';
import { ratesOf } from '../../../src/sim/explore/comparisons.ts';
import { featuresOf } from '../../../src/sim/explore/coverage.ts';
import { shareOf } from '../../../src/sim/explore/statistics.ts';
import { askedOf } from '../../../src/sim/explore/sometimes.ts';
import { judge } from '../../../src/sim/checks/index.ts';
import type { FaultInput } from '../../../src/sim/model/scenario.ts';
import { viewRun } from '../../../src/sim/model/view/index.ts';
import { play } from '../../support/app.ts';
import { BASE, campaign, localPool, planOf, subject, UNWATCHED } from '../../support/explore.ts';

const CASE: Case = {
  seed: 1,
  messages: [{ atMs: 0, text: '1', user: '1' }],
  policy: 'documented',
  settings: {},
  profile: 'documented',
  constants: {},
  faults: [],
};

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

describe('exploring until enough was met', () => {
  const until = async (hands: number) => {
    const enough = (failures: readonly unknown[]): boolean => failures.length > 0;
    const limits = { runs: calm.runs, enough, worth: () => [] };
    return reportOf(await explore(Campaign.begin(calm.plan), localPool(hands), limits, UNWATCHED), BASE);
  };

  it('counts no run behind the one that met it, whatever others had under way by then', async () => {
    const [one, three] = [await until(1), await until(3)];
    expect(timeless(three)).toEqual(timeless(one));
    expect(one.runs).toBe(one.findings[0]?.runs);
  });
});

describe('what a run reached', () => {
  it('is the same where a line of the log tells of other ids', async () => {
    const lines = async (seed: number) => {
      const again = { fault: 'webhook-again', atMs: 1_000 } as const;
      const trace = await play('rapid-burst', undefined, { policy: 'hardened', seed, faults: [again] });
      return [...featuresOf(viewRun(trace))].filter((feature) => feature.startsWith('log:')).toSorted();
    };
    const [one, other] = [await lines(1), await lines(2)];
    expect(one.some((line) => line.includes('came before'))).toBe(true);
    expect(other).toEqual(one);
  });
});

describe('what must be met', () => {
  const metWith = async (fault: FaultInput) => {
    const trace = await play('rapid-burst', undefined, { faults: [fault] });
    return askedOf(featuresOf(viewRun(trace)), [fault.fault], 'random').unmet.map(({ id }) => id);
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
      sentences: {},
      compared: {},
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

  it('says what the check says of examples that nobody made small, and that they are not', async () => {
    const limits = { runs: faulty.runs, worth: () => [] };
    const { findings } = reportOf(await explore(Campaign.begin(faulty.plan), localPool(2), limits, UNWATCHED), BASE);
    expect(findings.length).toBeGreaterThan(0);
    for (const { example, check, verdict, smallest } of findings) {
      const judged = judge(await runCase(subject, example)).find((one) => one.check === check);
      expect({ verdict, smallest }).toEqual({ verdict: judged?.sentence, smallest: false });
    }
  });

  it('says that it was stopped where its runs were made and its examples were not made small', async () => {
    let signal: Signal = 'go';
    const watch: Watch = {
      ...UNWATCHED,
      signal: () => signal,
      progress: ({ phase }) => {
        if (phase === 'shrinking') signal = 'stop';
      },
    };
    const { end } = await explore(Campaign.begin(calm.plan), localPool(1), { runs: 5 }, watch);
    expect(end).toBe('stop');
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

describe('how runs compare with the single tab', () => {
  it('is a rate and no finding: of each comparison how many of the runs that could be judged break it', async () => {
    const { comparisons, findings } = await calmly;
    expect(comparisons?.map(({ check }) => check)).toEqual(['burst-whole', 'matches-baseline']);
    expect(findings.map(({ check }) => check)).not.toContain('matches-baseline');
    const explorer = await Explorer.open(subject, calm.plan, () => 0);
    const verdicts: string[] = [];
    for (let number = 0; number < calm.runs; number += 1) {
      const judged = judge(await runCase(subject, explorer.caseOf({ number })));
      verdicts.push(judged.find(({ check }) => check === 'matches-baseline')?.verdict ?? '');
    }
    const broken = verdicts.filter((verdict) => verdict === 'broken').length;
    const judged = verdicts.filter((verdict) => verdict !== 'inconclusive').length;
    expect(broken).toBeGreaterThan(0);
    expect(comparisons?.[1]).toEqual({
      check: 'matches-baseline',
      broken,
      judged,
      ...shareOf(broken, judged),
    });
  });

  it('counts no run of the corpus, and none that could not be judged', () => {
    const outcome = (number: number, compared: Readonly<Record<string, boolean>>) => ({
      ...NOTHING,
      number,
      compared,
    });
    const begun = Campaign.begin(planOf(), [CASE]);
    begun.put([outcome(-1, { 'burst-whole': true }), outcome(0, { 'burst-whole': true }), outcome(1, {})]);
    begun.put([outcome(2, { 'burst-whole': false })]);
    expect(begun.state.comparisons).toEqual({ 'burst-whole': { judged: 2, broken: 1 } });
  });

  it('has no interval where runs are not drawn one by one, and is not told by a file that never counted it', () => {
    const tallies = { 'burst-whole': { judged: 10, broken: 5 } };
    expect(ratesOf(tallies, 'random')).toMatchObject([{ share: 0.5, interval: [0.2366, 0.7634] }]);
    expect(ratesOf(tallies, 'guided')).toMatchObject([{ share: 0.5, interval: null }]);
    const { comparisons: _none, ...old } = Campaign.begin(planOf()).state;
    const read = keptState(JSON.parse(JSON.stringify(old)));
    expect(read && Campaign.resume(read).state.comparisons).toEqual({});
  });
});

const NOTHING = {
  failures: [],
  features: [],
  explored: undefined,
  sentences: {},
  canary: undefined,
  bound: undefined,
  events: 1,
};

describe('a corpus', () => {
  const { failures, explored } = {
    failures: [{ check: 'answered', pattern: 'met-the-lock' }] as const,
    explored: CASE,
  };
  const failing = (number: number) => ({
    number,
    failures,
    features: [],
    explored,
    sentences: {},
    compared: {},
    canary: undefined,
    bound: undefined,
    events: 1,
  });

  it('adds to what was found, and not to how many of the runs showed it', () => {
    const begun = Campaign.begin(planOf(), [CASE, CASE, CASE]);
    begun.put([failing(-3), failing(-2), failing(-1)]);
    expect(begun.failures).toMatchObject([{ count: 0, first: -3 }]);
    begun.put([failing(0), { ...failing(1), failures: [] }]);
    expect(begun.runs).toBe(2);
    expect(begun.failures).toMatchObject([{ count: 1, first: -3 }]);
  });

  it('is read from a file that counted its runs as well', () => {
    const old = Campaign.begin(planOf()).state;
    const state = { ...old, merged: 2, failures: [{ ...failures[0], count: 40, first: -3, explored }] };
    const read = keptState(JSON.parse(JSON.stringify(state)));
    expect(read && Campaign.resume(read).failures).toMatchObject([{ count: 40 }]);
  });
});

describe('the report of a campaign that was kept', () => {
  it.each(['documented', 'hardened'])('opens each finding of %s on itself, whether the file says so or not', (name) => {
    const file = readFileSync(new URL(`../../../docs/campaigns/${name}.json`, import.meta.url), 'utf8');
    const findings = keptReport(JSON.parse(file))?.findings ?? [];
    expect(findings.length).toBeGreaterThan(0);
    expect(findings.map(({ link }) => new URLSearchParams(link.slice(1)).getAll('found'))).toEqual(
      findings.map(({ check, pattern }) => [`${check}/${pattern}`]),
    );
    expect(keptReport(keptReport(JSON.parse(file)))?.findings).toEqual(findings);
  });
});

describe('two campaigns beside each other', () => {
  const found = (pattern: string, count: number) => ({ check: 'answered', pattern, count }) as const;

  it('go on with what the corpus alone showed again', () => {
    const [before, now] = [100, 0].map((count) => ({ runs: 1_000, findings: [found('met-the-lock', count)] }));
    expect(before && now && compareCampaigns(before, now)).toMatchObject([{ change: 'ongoing', before: 100, now: 0 }]);
    expect(now && compareCampaigns({ runs: 1_000, findings: [] }, now)).toMatchObject([{ change: 'rare' }]);
  });

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

  it('tell what each was asked for that the other was not', () => {
    const before = planOf({ users: 3 });
    expect(askedOtherwise(before, planOf({ users: 3 }, { seed: 9 }))).toEqual([]);
    const now = planOf({ policy: 'recommended', users: 1, calm: true, settings: { lockMs: 5 } }, { mode: 'pct' });
    expect(askedOtherwise(before, now)).toEqual([
      'policy: documented, now recommended',
      'settings: as the policy has them, now lockMs = 5',
      'users: 3, now 1',
      'mode: random, now pct',
      'faults: all, now none, calm',
    ]);
    expect(otherwiseSentence(before, planOf({ users: 3 }, { seed: 9 }))).toBeNull();
    expect(otherwiseSentence(before, planOf({ users: 1 }))).toBe(
      'It was asked for something else (users: 3, now 1): what is new or resolved may come of that.',
    );
  });

  it('say nothing of what chance puts on one side of two as easily as on the other', () => {
    const changes = (before: number, now: number, [runs, more]: readonly [number, number] = [1_000, 1_000]) =>
      compareCampaigns(
        { runs, findings: before === 0 ? [] : [found('two-ids', before)] },
        { runs: more, findings: now === 0 ? [] : [found('two-ids', now)] },
      ).map(({ change }) => change);
    // All four on one side of two that are as long: 1 in 16; all five: 1 in 32.
    expect([changes(4, 0), changes(5, 0), changes(0, 4), changes(0, 5)].flat()).toEqual([
      'rare',
      'resolved',
      'rare',
      'new',
    ]);
    // Met once, and then not in three times as many runs: that happens one time in four.
    expect(changes(1, 0, [1_000, 3_000])).toEqual(['rare']);
    expect(changes(1, 0, [1_000, 19_000])).toEqual(['resolved']);
  });
});
