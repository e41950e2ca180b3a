/**
 * The scenario files of what exploration found are ready to commit: of every finding that is kept in docs/campaigns one
 * is written, and the compiler, the formatter and its own expectations are asked.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checks, judge } from '../../src/sim/checks/index.ts';
import { type Case, inputsOf as caseInputs, runCase } from '../../src/sim/explore/case.ts';
import { exampleFiles, planUnder, type ReportedFinding } from '../../src/sim/explore/index.ts';
import type { ExampleFile } from '../../src/sim/explore/scenario-file.ts';
import { run } from '../../src/sim/index.ts';
import { sentenceOf } from '../../src/sim/model/cause/index.ts';
import { expectedOutcome } from '../../src/sim/model/expected.ts';
import type { Scenario } from '../../src/sim/model/scenario.ts';
import type { CheckId } from '../../src/sim/model/verdict.ts';
import { inputsOf, optionsFor } from '../support/app.ts';
import { subject } from '../support/explore.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

interface Row {
  readonly check: CheckId | null;
  readonly pattern: string | null;
  readonly example: Case | null;
}

function kept<T>(name: string): T {
  return JSON.parse(readFileSync(join(ROOT, 'docs/campaigns', name), 'utf8'));
}

/** As the campaign that is kept reported it. */
const reported = ['documented.json', 'hardened.json'].flatMap((name) =>
  exampleFiles(kept<Parameters<typeof exampleFiles>[0]>(name)),
);
/** The others keep no verdicts: these are made anew. What is wrong with a mutant is not wrong without its bug. */
const rows = ['hindcast.json', 'recall.json', 'ablation.json', 'beyond.json'].flatMap((name) =>
  kept<readonly Row[]>(name),
);

async function judgedAnew({ check, pattern, example }: Row): Promise<readonly ExampleFile[]> {
  if (check === null || pattern === null || example === null) return [];
  const verdicts = judge(await runCase(subject, example));
  const finding: ReportedFinding = {
    check,
    pattern,
    cause: sentenceOf(pattern),
    verdict: verdicts.find((verdict) => verdict.check === check)?.sentence ?? '',
    verdicts: Object.fromEntries(verdicts.map((verdict) => [verdict.check, verdict.verdict])),
    count: 1,
    runs: 1,
    faults: [],
    excepted: false,
    example,
    smallest: true,
    link: '',
  };
  const { policy, settings } = example;
  return exampleFiles({ findings: [finding], plan: planUnder({ policy, settings, users: 1 }, 'random', 1) });
}

let folder = '';
const files: ExampleFile[] = [...reported];

beforeAll(async () => {
  for (const row of rows) files.push(...(await judgedAnew(row)));
  folder = mkdtempSync(join(tmpdir(), 'examples-'));
  mkdirSync(join(folder, 'src/scenarios/explored'), { recursive: true });
  symlinkSync(join(ROOT, 'src/sim'), join(folder, 'src/sim'));
  for (const name of ['.oxfmtrc.json', 'tsconfig.base.json']) copyFileSync(join(ROOT, name), join(folder, name));
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      extends: './tsconfig.base.json',
      compilerOptions: { noEmit: true, composite: false },
      include: ['src/scenarios'],
    }),
  );
  files.forEach(({ text }, i) => writeFileSync(pathOf(i), text));
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Files of two campaigns may have one name. */
function pathOf(i: number): string {
  return join(folder, `src/scenarios/explored/${i}-${files[i]?.name}`);
}

/** What a program of the repository says of the files; of one that ends in failure, too. */
function toldBy(program: string, ...words: readonly string[]): string {
  const options = { cwd: folder, encoding: 'utf8' } as const;
  const { stdout, stderr } = spawnSync(join(ROOT, 'node_modules/.bin', program), words, options);
  return `${stdout}${stderr}`;
}

async function scenarioIn(i: number): Promise<Scenario> {
  const [scenario] = Object.values<Scenario>(await import(/* @vite-ignore */ pathToFileURL(pathOf(i)).href));
  if (scenario === undefined) throw new Error(`no scenario in ${files[i]?.name}`);
  return scenario;
}

describe('the scenario files of kept campaigns', () => {
  it('are there', () => {
    expect(reported.length).toBeGreaterThan(40);
    expect(files.length).toBeGreaterThan(100);
  });

  it('are formatted as the repository is', () => {
    const told = toldBy('oxfmt', '--check', 'src/scenarios');
    expect(told).toContain('All matched files use the correct format');
    expect(told).toContain(`on ${files.length} files`);
  });

  it('are scenarios to the compiler', { timeout: 60_000 }, () => {
    expect(toldBy('tsc', '-p', '.')).toBe('');
  });

  it('run what the campaigns ran', async () => {
    for (const [i, { findings }] of files.entries()) {
      const scenario = await scenarioIn(i);
      const [finding] = findings;
      if (finding === undefined) throw new Error('a file without a finding');
      const names = { scenario: scenario.id, variant: 'default' };
      expect(inputsOf(scenario), scenario.id).toEqual({ ...caseInputs(subject, finding.example), ...names });
    }
  });

  it.each(reported.map(({ name }, i) => [name, i] as const))('%s shows what it says', async (_, i) => {
    const scenario = await scenarioIn(i);
    const verdicts = judge(await run(optionsFor(inputsOf(scenario))));
    const { expected } = scenario.variants[0];
    expect(Object.fromEntries(verdicts.map(({ check, verdict }) => [check, verdict]))).toEqual(
      Object.fromEntries(checks.map(({ id, unlessListed }) => [id, expectedOutcome(expected, id, unlessListed)])),
    );
  });
});
