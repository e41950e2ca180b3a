/** The commands that ask for rates: hindcast, sweep, matrix; over the real logic, in the test's own thread. */
import { describe, expect, it } from 'vitest';
import { bench as realBench } from '../../../src/cli/app.ts';
import type { Bench } from '../../../src/cli/bench.ts';
import { hindcastVersions } from '../../../src/scenarios/index.ts';
import { PATTERNS } from '../../../src/sim/model/cause/names.ts';
import { localPool } from '../../support/explore.ts';
import { type } from './fake-bench.ts';

const bench: Bench = { ...realBench, openPool: localPool };
const ONE = ['--workers', '1', '--json'] as const;

describe('hindcast', () => {
  it('makes every finding of a version by itself, and says which were never reported', async () => {
    const { code, out } = await type(['hindcast', '--policy', 'fall-through', '--runs', '6', ...ONE], bench);
    const rows = JSON.parse(out);
    expect(rows[0]).toMatchObject({
      policy: 'fall-through',
      reported: true,
      found: true,
      check: 'answered-once',
      pattern: 'normal-flow-too',
      faults: [],
      history: true,
    });
    expect(rows[0].example.messages.length).toBe(1);
    expect(rows.filter(({ history }: { history: boolean }) => !history).length).toBeGreaterThan(0);
    expect(code).toBe(0);
  });

  it('ends with 1 where a finding of the history is not made', async () => {
    const { code, out } = await type(['hindcast', '--policy', 'fall-back-after-push', '--runs', '1', ...ONE], bench);
    expect(JSON.parse(out)[0]).toMatchObject({ found: false, runs: 1, example: null });
    expect(code).toBe(1);
  });

  it('knows only policies, checks and patterns that there are', () => {
    const policies = realBench.app.policies.map(({ id }) => id);
    for (const { policy, findings } of hindcastVersions) {
      expect(policies).toContain(policy);
      for (const { patterns } of findings) expect(Object.keys(PATTERNS)).toEqual(expect.arrayContaining([...patterns]));
    }
  });
});

describe('sweep', () => {
  const sweep = async (...words: readonly string[]) => {
    const { code, out, err } = await type(['sweep', ...words, ...ONE], bench, new Map([['gaps.txt', '1000\n1000\n']]));
    return { code, rows: code === 0 ? JSON.parse(out) : JSON.parse(err) };
  };

  it('gives a row for each combination, with shares in their intervals and times of replies', async () => {
    const { code, rows } = await sweep(
      '--vary',
      'quietMs=500..1500:1000',
      '--vary',
      'delayMs=1000..3000:2000',
      '--runs',
      '6',
    );
    expect(code).toBe(0);
    expect(rows.map(({ parameters }: { parameters: unknown }) => parameters)).toEqual([
      { quietMs: 500, delayMs: 1_000 },
      { quietMs: 500, delayMs: 3_000 },
      { quietMs: 1_500, delayMs: 1_000 },
      { quietMs: 1_500, delayMs: 3_000 },
    ]);
    for (const { runs, split, stranded, twice, replyMs } of rows) {
      expect(runs).toBe(6);
      for (const { share, interval } of [split, stranded, twice]) {
        expect(interval[0]).toBeLessThanOrEqual(share);
        expect(interval[1]).toBeGreaterThanOrEqual(share);
      }
      expect(replyMs.p95).toBeGreaterThanOrEqual(replyMs.median);
    }
    expect(rows.some(({ front }: { front: boolean }) => front)).toBe(true);
  });

  it('shows that a larger bucket splits less', async () => {
    const { rows } = await sweep(
      '--policy',
      'bucket-2500',
      '--vary',
      'dedupBucketMs=2500..15000:12500',
      '--runs',
      '25',
    );
    const [small, large] = rows;
    expect(small.split.share).toBeGreaterThan(large.split.share + 0.1);
  });

  it('says in words what its intervals reckon with, and which lines only chance keeps on the front', async () => {
    const { out } = await type(['sweep', '--vary', 'quietMs=500..600:100', '--runs', '2', '--workers', '1'], bench);
    expect(out).toContain('bursts of one conversation tell less than as many of several');
    expect(out).toContain('only chance tells them apart');
  });

  it('takes gaps from a file in the place of its model', async () => {
    // One burst of six messages, a second apart, in each run.
    const { rows } = await sweep('--vary', 'quietMs=1500..1500:1', '--typing', 'gaps.txt', '--runs', '3');
    expect(rows[0].bursts).toBe(3);
    expect(rows[0].stranded.share).toBe(1);
  });

  it.each([
    [[], '--vary'],
    [['--vary', 'quietMs'], '--vary'],
    [['--vary', 'quietMs=3..1:1'], '--vary'],
    [['--vary', 'quietMs=1..3:0'], '--vary'],
    [['--vary', 'luckMs=1..3:1'], '--vary'],
    [['--vary', 'quietMs=1..3:1', '--policy', 'nobody'], '--policy'],
    [['--vary', 'quietMs=1..3:1', '--typing', 'nowhere'], '--typing'],
  ] as const)('refuses %j with 2, and names the field', async (words, field) => {
    const { code, rows } = await sweep(...words);
    expect(code).toBe(2);
    expect(rows.error.field).toBe(field);
  });

  it.each([
    [['quietMs=1..100000:1'], '100000'],
    [['quietMs=1..100000:1', 'delayMs=0..1000:100'], '1100000'],
  ] as const)('says how many combinations %j would be', async (ranges, found) => {
    const { code, rows } = await sweep(...ranges.flatMap((range) => ['--vary', range]));
    expect(code).toBe(2);
    expect(rows.error).toMatchObject({ field: '--vary', found });
  });
});

describe('matrix', () => {
  it('lays scenarios beside policies, and what each costs', async () => {
    const few: Bench = {
      ...bench,
      scenarios: bench.scenarios.filter(({ id }) => id === 'requeue-deduplicated'),
      app: {
        ...bench.app,
        policies: bench.app.policies.filter(({ id }) => ['documented', 'bucket-2500'].includes(id)),
        mitigations: { flowControl: 'user' },
      },
    };
    const { code, out } = await type(['matrix', '--runs', '3', ...ONE], few);
    const { cells, costs } = JSON.parse(out);
    const broken = (policy: string, variant: string): readonly string[] =>
      cells.find((cell: { policy: string; variant: string }) => cell.policy === policy && cell.variant === variant)
        .broken;
    expect(code).toBe(0);
    expect(broken('documented', 'same-id')).toContain('answered');
    expect(broken('documented', 'own-id')).toEqual([]);
    expect(
      costs.map(({ policy, mitigation }: { policy: string; mitigation: string | null }) => mitigation ?? policy),
    ).toEqual(['documented', 'bucket-2500', 'flowControl']);
    // Without a lock and with an id every 2.5 s there are more deliveries for the same messages.
    expect(costs[1].queueMessages).toBeGreaterThan(costs[0].queueMessages);
    expect(costs[0].messages).toBe(costs[1].messages);
    for (const { replyMs } of costs) expect([replyMs.median, replyMs.p95].every(Number.isInteger)).toBe(true);
  });
});
