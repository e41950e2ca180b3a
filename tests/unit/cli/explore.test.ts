/** The command `explore` over the real bench, in the test's own thread: exit codes, files, and what it refuses. */
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bench as realBench } from '../../../src/cli/app.ts';
import type { Bench } from '../../../src/cli/bench.ts';
import type { Outcome } from '../../../src/sim/explore/explorer.ts';
import type { CampaignReport, Case, Pool } from '../../../src/sim/explore/index.ts';
import { SOMETIMES } from '../../../src/sim/explore/sometimes.ts';
import type { Failure } from '../../../src/sim/model/cause/index.ts';
import { localPool } from '../../support/explore.ts';
import { type } from './fake-bench.ts';

const bench: Bench = { ...realBench, openPool: localPool };
const CALM = ['explore', '--calm', '--users', '1', '--workers', '1'] as const;

/** Workers that report what they are told to, and run nothing. */
function saying(features: readonly string[], canary: boolean, bound?: string): Bench {
  const pool: Pool = {
    ...localPool(1),
    open: async () => ({ faults: [], operations: [], turnsMs: [], exhaustive: undefined }),
    examine: async (jobs) => ({
      outcomes: jobs.map(({ number }) => ({
        number,
        failures: [],
        features,
        explored: undefined,
        sentences: {},
        compared: {},
        canary,
        bound,
        events: 1,
      })),
      times: { generationMs: 0, runMs: 0, checksMs: 0, bookkeepingMs: 0 },
    }),
  };
  return { ...realBench, openPool: () => pool };
}

/** The same, of an exhaustive campaign with so many schedules. */
function bounded(of: Bench, schedules: number): Bench {
  const pool = of.openPool(1);
  const exhaustive = { messages: 3, calls: 2, mostLate: 2, delaysMs: [120], schedules };
  return { ...of, openPool: () => ({ ...pool, open: async (plan) => ({ ...(await pool.open(plan)), exhaustive }) }) };
}

/** The names of the test cases that failed. */
function failedIn(junit = ''): readonly string[] {
  return [...junit.matchAll(/<testcase name="([^"]+)"[^>]*>\s*<failure/g)].map(([, name = '']) => name);
}

/** Workers whose every run shows these failures, by a case that gets no smaller. */
function finding(...failures: readonly Failure[]): Bench {
  const pool = saying(everything, true).openPool(1);
  const explored: Case = { seed: 1, messages: [], policy: 'hardened', settings: {}, ...BARE };
  const shown = (outcome: Outcome): Outcome => ({ ...outcome, failures, explored });
  return {
    ...realBench,
    openPool: () => ({
      ...pool,
      examine: async (jobs) => {
        const { outcomes, times } = await pool.examine(jobs);
        return { outcomes: outcomes.map(shown), times };
      },
      shrink: async () => ({ smallest: explored, runs: 1, cut: false, failures, verdicts: [] }),
    }),
  };
}

const BARE = { profile: 'documented', constants: {}, faults: [] } as const;
const everything = SOMETIMES.map(({ id }) => `sometimes:${id}`);

describe('explore', () => {
  it('ends with 1 where something was found, and tells the cause, the smallest case and the command that shows it', async () => {
    const { code, out } = await type([...CALM, '--runs', '20'], bench);
    expect(code).toBe(1);
    expect(out).toContain('requeue-dropped');
    expect(out).toContain('no fault needed');
    expect(out).toMatch(
      /Beside the single tab: rates with 95 % intervals, no findings\n.*\n  matches-baseline  broken in \d+ of 20  [\d.]+ % \([\d.]+-[\d.]+\)/,
    );
    const link = /--link '([^']+)'/.exec(out)?.[1] ?? '';
    // The page opens such a link on what was found.
    expect(new URLSearchParams(link).get('found')).toMatch(/^[a-z-]+\/[a-z+-]+$/);
    expect(out).toContain('opens the example in the page');
    const shown = await type(['run', '--link', link, '--json'], bench);
    expect(shown.code).toBe(0);
    const { verdicts } = JSON.parse(shown.out);
    expect(verdicts.some(({ verdict }: { verdict: string }) => verdict === 'broken')).toBe(true);
  });

  it('gives each finding of its JSON the link that opens the page on that finding', async () => {
    const files = new Map<string, string>();
    const { out } = await type([...CALM, '--runs', '20', '--json', '--examples', 'found'], bench, files);
    const { findings }: CampaignReport = JSON.parse(out);
    expect(findings.length).toBeGreaterThan(1);
    const leadTo = findings.map(({ link }) => new URLSearchParams(link.slice(1)).getAll('found'));
    expect(leadTo).toEqual(findings.map(({ check, pattern }) => [`${check}/${pattern}`]));
    // Those that share an example still share its file.
    const examples = new Set(findings.map(({ example }) => JSON.stringify(example)));
    expect([...files.keys()].filter((name) => name.startsWith('found/'))).toHaveLength(examples.size);
    expect(examples.size).toBeLessThan(findings.length);
  });

  it('ends with 0 where nothing was found and everything was met that must be', async () => {
    const { code, out } = await type([...CALM, '--runs', '3'], saying(everything, true));
    expect({ code, verdict: /Verdict: (.*)/.exec(out)?.[1] }).toEqual({ code: 0, verdict: 'none found' });
  });

  it('says how seldom the rest may fail where nothing was found, and only where runs were drawn one by one and proved something', async () => {
    const said = async (of: Bench, ...words: readonly string[]) =>
      /fewer than one in (\d+) fail/.exec((await type([...CALM, ...words], of)).out)?.[1];
    const clean = saying(everything, true);
    expect(await said(clean, '--runs', '301')).toBe('100');
    expect(await said(clean, '--runs', '301', '--mode', 'guided')).toBe(undefined);
    expect(await said(clean, '--runs', '3')).toBe(undefined);
    expect(await said(saying(everything, false), '--runs', '301')).toBe(undefined);
  });

  it.each([
    ['what must be met sometimes never was', [], true, undefined],
    ['the canary was missed', everything, false, undefined],
    ['a bound ended a run', everything, true, 'maxEvents'],
  ] as const)(
    'ends with 3 where nothing was found and %s, and no build is green',
    async (_why, features, canary, bound) => {
      const files = new Map<string, string>();
      const words = [...CALM, '--runs', '3', '--junit', 'j.xml'];
      const { code } = await type(words, saying(features, canary, bound), files);
      expect(code).toBe(3);
      expect(failedIn(files.get('j.xml'))).not.toEqual([]);
    },
  );

  it('lists in JUnit what keeps it from proving anything as failed, and what was met as passed', async () => {
    const files = new Map<string, string>();
    const junit = async (of: Bench, ...words: readonly string[]) => {
      await type(['explore', '--runs', '3', '--junit', 'j.xml', ...words], of, files);
      return files.get('j.xml') ?? '';
    };
    const whole = await junit(saying(everything, true), '--calm', '--users', '1');
    expect(failedIn(whole)).toEqual([]);
    expect(whole).toMatch(/<testcase name="sometimes put-off" [^>]*\/>/);
    expect(whole).toContain('failures="0"');
    const poor = await junit(saying(everything.slice(1), false, 'maxEvents'), '--calm', '--users', '1');
    expect(failedIn(poor)).toEqual(['canary', 'judged to the end', 'sometimes batch-of-several']);
    expect(poor).toContain('failures="3"');
    expect(poor).toContain('3 of 3 runs hit maxEvents');
    const partial = await junit(bounded(saying([...everything, 'fault:call-slow'], true), 7), '--mode', 'exhaustive');
    expect(failedIn(partial)).toEqual(['every schedule']);
    expect(partial).toContain('3 of 7 are');
  });

  it('covers every schedule of an exhaustive campaign where no number of runs is said, and says how many are left else', async () => {
    const of = bounded(saying([...everything, 'fault:call-slow'], true), 7);
    const words = ['explore', '--mode', 'exhaustive'];
    const whole = await type(words, of);
    expect([whole.code, /(\d+ of \d+) schedules covered/.exec(whole.out)?.[1]]).toEqual([0, '7 of 7']);
    const partial = await type([...words, '--runs', '5'], of);
    expect([partial.code, /(\d+ of \d+) schedules covered/.exec(partial.out)?.[1]]).toEqual([3, '5 of 7']);
    expect(partial.out).toContain('Not so: every schedule within the bound is covered (5 of 7 are).');
  });

  it.each([
    [['--policy', 'nobody'], '--policy'],
    [['--seed', 'x'], '--seed'],
    [['--runs', '0'], '--runs'],
    [['--users', '9'], '--users'],
    [['--time', 'soon'], '--time'],
    [['--calm', '--fault', 'crash'], '--fault'],
    [['--mode', 'exhaustive', '--users', '2'], '--users'],
    [['--mode', 'pct', '--calm'], '--mode'],
    [['--mode', 'pct', '--fault', 'call-slow', '--fault', 'crash'], '--fault'],
    [['--mode', 'wild'], '--mode'],
    [['--fault', 'meteor'], '--fault'],
    [['--mitigations', 'luck'], '--mitigations'],
    [['--set', 'qstash.retries=1'], '--set'],
    [['--compare', 'nowhere.json'], '--compare'],
  ] as const)('refuses %j with 2, and names the field', async (words, field) => {
    const { code, err } = await type(['explore', '--json', ...words], bench);
    expect(code).toBe(2);
    expect(JSON.parse(err)).toMatchObject({ error: { field } });
  });

  it('takes a mitigation that no policy of ours has, as one that mitigates', async () => {
    const words = ['--mitigations', 'flowControl,triggerId', '--runs', '1', '--json'];
    const { out } = await type([...CALM, ...words], bench);
    expect(JSON.parse(out).plan.aim.settings).toEqual({ flowControl: 'user', triggerId: 'generation' });
  });

  it('goes on from the file that it left, and refuses that of another campaign', async () => {
    const files = new Map<string, string>();
    const whole = await type([...CALM, '--runs', '20', '--json'], bench);
    const half = await type([...CALM, '--runs', '8', '--resume', 'half.json'], bench, files);
    expect(half.err).toBe('There is no half.json yet: a new campaign begins, kept in it.');
    const rest = await type([...CALM, '--runs', '20', '--json', '--resume', 'half.json'], bench, files);
    expect(rest.err).toBe('');
    const timeless = ({ out }: { readonly out: string }) => ({ ...JSON.parse(out), times: undefined });
    expect(timeless(rest)).toEqual(timeless(whole));
    const other = await type([...CALM, '--seed', '2', '--resume', 'half.json'], bench, files);
    expect(other.code).toBe(2);
  });

  it.each([
    ['--corpus', [{ messages: [], faults: [] }]],
    ['--corpus', { messages: [] }],
    [
      '--resume',
      { plan: {}, merged: 0, failures: [{}], reached: [], corpus: [], prelude: [], canary: {}, cutShort: {} },
    ],
    [
      '--resume',
      { plan: {}, merged: 0, failures: [], reached: [], corpus: [1], prelude: [], canary: {}, cutShort: {} },
    ],
    ['--compare', []],
  ])('refuses as %s a file that holds something else', async (option, held) => {
    const files = new Map([['odd.json', JSON.stringify(held)]]);
    const { code, err } = await type([...CALM, '--runs', '1', option, 'odd.json', '--json'], bench, files);
    expect(code).toBe(2);
    expect(JSON.parse(err)).toMatchObject({ error: { field: option, found: 'odd.json' } });
  });

  it('writes JUnit, a corpus that the next campaign runs first, and scenario files', async () => {
    const files = new Map<string, string>();
    await type(
      [...CALM, '--runs', '12', '--junit', 'j.xml', '--corpus', 'c.json', '--examples', 'found'],
      bench,
      files,
    );
    expect(files.get('j.xml')).toContain('<testcase name="answered"');
    expect(files.get('j.xml')).toContain('<failure message="requeue-dropped');
    const scenario = files.get('found/documented-requeue-dropped.ts') ?? '';
    expect(scenario).toContain('as const satisfies Scenario');
    const [, imported = ''] = /from '([^']+)'/.exec(scenario) ?? [];
    expect(existsSync(new URL(imported, new URL('../../../src/scenarios/explored/', import.meta.url)))).toBe(true);
    expect(scenario).toContain("answered: 'broken'");
    const again = await type([...CALM, '--runs', '1', '--corpus', 'c.json', '--json'], bench, files);
    const { findings } = JSON.parse(again.out);
    expect(findings.length).toBeGreaterThan(1);
  });

  it.each(['--junit', '--corpus', '--resume', '--examples'])(
    'refuses %s that cannot be written before anything runs',
    async (option) => {
      const never = { ...realBench, openPool: () => expect.unreachable('nothing is to run') };
      const { code, out, err } = await type([...CALM, '--runs', '3', option, 'locked/x', '--json'], never);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(JSON.parse(err)).toMatchObject({ error: { field: option, found: 'locked/x' } });
    },
  );

  it('prints its report and leaves the other files where one turns out not to be writable', async () => {
    const words = ['--runs', '12', '--resume', 'full/r.json', '--junit', 'full/j.xml', '--corpus', 'c.json'];
    const { code, out, err, files } = await type([...CALM, ...words, '--examples', 'found'], bench);
    expect(code).toBe(2);
    expect(out).toContain('Verdict: found');
    expect(err).toMatch(/\n--junit: found "full\/j.xml", expected .*\n--resume: found "full\/r.json", expected /);
    expect([...files.keys()]).toEqual(expect.arrayContaining(['c.json', expect.stringMatching(/^found\/.*\.ts$/)]));
  });

  it('says beside another campaign what goes on', async () => {
    const files = new Map<string, string>();
    files.set('before.json', (await type([...CALM, '--runs', '12', '--json'], bench)).out);
    const { out } = await type([...CALM, '--runs', '12', '--compare', 'before.json'], bench, files);
    expect(out).toMatch(/ongoing\s+answered\s+requeue-dropped\s+(\d+) of 12 → \1 of 12\n/);
    expect(out).not.toMatch(/^(new|resolved) /m);
    expect(out).not.toContain('asked for something else');
    const other = await type(
      [...CALM, '--runs', '3', '--policy', 'recommended', '--compare', 'before.json'],
      bench,
      files,
    );
    expect(other.out).toContain('asked for something else (policy: documented, now recommended)');
    const plain = await type(
      [...CALM, '--runs', '1', '--mode', 'guided', '--compare', 'before.json', '--json'],
      bench,
      files,
    );
    expect(JSON.parse(plain.out).askedOtherwise).toEqual(['mode: random, now guided']);
  });

  it('says what of that which it found the contract excepts, and that such does not count', async () => {
    const excepted = { check: 'answered-once', pattern: 'send-unclear' } as const;
    const hardened = ['explore', '--policy', 'hardened', '--runs', '3', '--workers', '1'];
    const { code, out } = await type(hardened, finding(excepted));
    expect(code).toBe(0);
    expect(out).toContain('Found 1 cause, all excepted by the contract, by which 1 check breaks:');
    expect(out).toContain('Verdict: none found that the contract does not except');
    const both = await type(hardened, finding(excepted, { check: 'answered', pattern: 'met-the-lock' }));
    expect(both.code).toBe(1);
    expect(both.out).toContain('Found 2 causes, 1 of them excepted by the contract, by which 2 checks break:');
    expect(both.out).toMatch(/^Verdict: found$/m);
  });

  it('makes nothing small that it does not look for until it is found, and says what its check says and that it is large', async () => {
    const files = new Map<string, string>();
    const words = ['--runs', '60', '--until-found', '--junit', 'j.xml', '--json'];
    const { findings } = JSON.parse((await type([...CALM, ...words], bench, files)).out);
    const large = findings.filter(({ smallest }: { smallest: boolean }) => !smallest);
    expect(large.length).toBeGreaterThan(0);
    for (const { verdict } of large) expect(verdict).toMatch(/^\S.*\.$/);
    expect(files.get('j.xml')).toMatch(/">\S.*\. \(in 1 run; the example is not made as small as it gets\)\n/);
  });
});
