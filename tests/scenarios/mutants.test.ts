/**
 * The planted bugs that the campaign caught (docs/campaigns/mutants.json): each kept example breaks with the bug in the
 * code and holds without it, and each mutant still applies to the code as it stands.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';
import { describe, expect, it } from 'vitest';
import { planting } from '../../scripts/mutants/apply.mjs';
import { MUTANTS, type Mutant } from '../../scripts/mutants/list.mjs';
import type { create } from '../../src/batching/index.ts';
import type { Case, Subject } from '../../src/sim/explore/case.ts';
import { examine, noTimes } from '../../src/sim/explore/examine.ts';
import { subject } from '../support/explore.ts';

interface Row {
  readonly id: string;
  readonly caught: boolean;
  readonly runs: number;
  readonly check: string | null;
  readonly pattern: string | null;
  readonly example: Case | null;
  readonly uncaught: string | null;
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Below the project, so that its libraries are found. */
const FOLDER = `${ROOT}/node_modules/.cache/mutants-under-test`;
const rows: readonly Row[] = JSON.parse(readFileSync(`${ROOT}/docs/campaigns/mutants.json`, 'utf8'));

/** The code under test with the bug in it. */
async function planted(mutant: Mutant): Promise<Subject['create']> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    root: ROOT,
    plugins: [planting(mutant)],
    build: {
      ssr: `${ROOT}/src/batching/index.ts`,
      write: false,
      copyPublicDir: false,
      minify: false,
      target: 'node20',
    },
  });
  const [file] = 'output' in built ? built.output : [];
  if (file?.type !== 'chunk') throw new Error('one chunk was expected');
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(`${FOLDER}/${mutant.id}.mjs`, file.code);
  const module: { readonly create: typeof create } = await import(pathToFileURL(`${FOLDER}/${mutant.id}.mjs`).href);
  return module.create;
}

async function failuresWith(made: Subject['create'], example: Case): Promise<readonly string[]> {
  const { failures } = await examine({ ...subject, create: made }, example, () => 0, noTimes());
  return failures.map(({ check, pattern }) => `${check} by ${pattern}`);
}

const caught = rows.flatMap(({ caught: isCaught, example, ...row }) => {
  const mutant = MUTANTS.find(({ id }) => id === row.id);
  return isCaught && example !== null && mutant !== undefined ? [{ ...row, example, mutant, bug: mutant.bug }] : [];
});

describe.each(caught)('the planted bug $id: $bug', ({ mutant, check, pattern, example }) => {
  it('is caught by its kept example, which holds without it', async () => {
    const failure = `${check} by ${pattern}`;
    expect(await failuresWith(await planted(mutant), example)).toContain(failure);
    expect(await failuresWith(subject.create, example)).not.toContain(failure);
  });
});

describe('the planted bugs', () => {
  it('apply to the code as it stands, each to one place, and have names of their own', () => {
    for (const mutant of MUTANTS) expect(transformed(mutant)).not.toBe(sourceOf(mutant));
    expect(new Set(MUTANTS.map(({ id }) => id)).size).toBe(MUTANTS.length);
  });

  it('are caught within 20,000 runs; where one is not, it is said why no check breaks', () => {
    expect(caught.length).toBeGreaterThanOrEqual(30);
    for (const { runs } of caught) expect(runs).toBeLessThanOrEqual(20_000);
    for (const { caught: isCaught, uncaught } of rows) expect(isCaught || uncaught !== null).toBe(true);
  });

  it('fail to be planted where the code does not hold what they change', () => {
    const stale = { id: 'stale', file: 'history.ts', was: 'no such line', becomes: '', bug: '' };
    expect(() => transformed(stale)).toThrow('what it changes stands 0 times in src/batching/history.ts');
  });
});

function sourceOf({ file }: Pick<Mutant, 'file'>): string {
  return readFileSync(`${ROOT}/src/batching/${file}`, 'utf8');
}

function transformed(mutant: Mutant): unknown {
  const { transform } = planting(mutant);
  if (typeof transform !== 'function') throw new Error('a function was expected');
  const changed: unknown = Reflect.apply(transform, undefined, [sourceOf(mutant), `/x/src/batching/${mutant.file}`]);
  return changed;
}
