/**
 * The planted bugs (`scripts/mutants`) still apply to the code as it is, and what each was caught by is the bug's doing: the
 * kept example does not show it where the bug is not planted.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mutated } from '../../scripts/mutants/apply.mjs';
import { MUTANTS } from '../../scripts/mutants/list.mjs';
import type { Case } from '../../src/sim/explore/case.ts';
import { examine, noTimes } from '../../src/sim/explore/examine.ts';
import { type Failure, keyOf } from '../../src/sim/model/cause/index.ts';
import { subject } from '../support/explore.ts';

interface Kept extends Failure {
  readonly id: string;
  readonly caught: boolean;
  readonly example: Case;
}

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const kept = JSON.parse(read('docs/campaigns/mutants.json')) as readonly Kept[];

describe('a planted bug', () => {
  it.each(MUTANTS.map((mutant) => [mutant.id, mutant] as const))('applies to one place: %s', (_, mutant) => {
    const code = read(`src/batching/${mutant.file}`);
    expect(mutated(code, mutant)).not.toBe(code);
  });

  it('has a name of its own, and is one of the list where an example of it is kept', () => {
    const ids = MUTANTS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(kept.filter(({ id }) => !ids.includes(id))).toEqual([]);
  });

  it('that does not apply is refused', () => {
    const [mutant] = MUTANTS;
    if (mutant === undefined) throw new Error('no planted bugs');
    expect(() => mutated('nothing of it', mutant)).toThrow(`${mutant.id}: what it changes stands 0 times`);
    expect(() => mutated(mutant.was.repeat(2), mutant)).toThrow('stands 2 times');
  });
});

describe('without the bug', () => {
  const caught = kept.filter((row) => row.caught);

  it.each(caught.map((row) => [row.id, row] as const))('the example of %s shows nothing of it', async (_, row) => {
    const { failures } = await examine(subject, row.example, () => 0, noTimes());
    expect(failures.map(keyOf)).not.toContain(keyOf(row));
  });

  it('there are examples', () => {
    expect(caught.length).toBeGreaterThan(20);
  });
});
