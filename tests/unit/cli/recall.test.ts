/** The command that looks for what is known, with no hint; over the real logic, in the test's own thread. */
import { describe, expect, it } from 'vitest';
import { bench as realBench } from '../../../src/cli/app.ts';
import type { Bench } from '../../../src/cli/bench.ts';
import { type KnownFailure, knownFailures } from '../../../src/scenarios/index.ts';
import { localPool } from '../../support/explore.ts';
import { type } from './fake-bench.ts';

const bench = (known: readonly KnownFailure[]): Bench => ({ ...realBench, knownFailures: known, openPool: localPool });
const named = (...scenarios: readonly string[]): readonly KnownFailure[] =>
  knownFailures.filter(({ scenario }) => scenarios.includes(scenario));
const words = (...more: readonly string[]): readonly string[] => ['recall', '--workers', '1', '--json', ...more];

describe('recall', () => {
  it('tells for each failure and seed whether it was found and after how many runs, and stops where all are', async () => {
    const known = named('requeue-deduplicated', 'message-between-read-and-clear');
    const { code, out } = await type(words('--seed', '3', '--seeds', '2', '--runs', '400'), bench(known));
    const rows = JSON.parse(out);
    expect(rows.map(({ scenario }: { scenario: string }) => scenario)).toEqual(known.map(({ scenario }) => scenario));
    for (const { seeds, example, kind, check, pattern } of rows) {
      expect(kind).toBe('found');
      expect(seeds.map(({ seed, found }: { seed: number; found: boolean }) => [seed, found])).toEqual([
        [3, true],
        [4, true],
      ]);
      expect(Math.max(...seeds.map(({ runs }: { runs: number }) => runs))).toBeLessThan(100);
      expect(example.messages.length).toBeLessThanOrEqual(3);
      expect(example.faults).toEqual([]);
      expect([check, pattern]).not.toContain(null);
    }
    expect(code).toBe(0);
  });

  it('explores with the settings that a failure takes', async () => {
    const { out } = await type(words('--runs', '3'), bench(named('signature-under-skew')));
    expect(JSON.parse(out)[0].seeds[0]).toMatchObject({ seed: 1, runs: 3 });
  });

  it('ends with 1 where one was not found, and says in how many runs', async () => {
    const { code, out } = await type(words('--runs', '1'), bench(named('foreign-lock-release')));
    expect(JSON.parse(out)[0]).toMatchObject({ example: null, seeds: [{ seed: 1, found: false, runs: 1 }] });
    expect(code).toBe(1);
  });
});
