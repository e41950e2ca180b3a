/**
 * Each planted bug is explored until it is caught. The table keeps after how many runs, by which check and cause, and the
 * smallest example; what is not caught is listed with the reason. Rows of mutants that were not asked for stay.
 */
import { existsSync, readFileSync } from 'node:fs';
import { MUTANTS } from '../mutants/list.mjs';
import { keepJson, keepText, needs, table } from './campaigns.mjs';
import { taken } from './options.mjs';
import { at, bundled, told } from './program.mjs';

const DEFAULT_RUNS = '20000';
const KEPT = 'docs/campaigns/mutants.json';

/**
 * @typedef {object} Row
 * @property {string} id
 * @property {string} bug
 * @property {boolean} caught
 * @property {number} runs
 * @property {string | null} check
 * @property {string | null} pattern
 * @property {unknown} example
 * @property {readonly string[]} faults
 * @property {string | null} link
 * @property {string | null} uncaught Why not, where it was not.
 */

/** @param {string[]} words */
export async function mutants(words) {
  const rest = [...words];
  const only = taken(rest, '--only');
  const runs = taken(rest, '--runs');
  const wanted = MUTANTS.filter(({ id }) => only.length === 0 || only.includes(id));
  /** @type {Map<string, Row>} */
  const rows = new Map(kept().map((row) => [row.id, row]));
  for (const mutant of wanted) {
    const options = ['--policy', 'hardened', '--until-found', '--runs', runs[0] ?? DEFAULT_RUNS, ...rest];
    /** @type {import('./program.mjs').Report | undefined} */
    const report = await told(await bundled(mutant), ['explore', ...options]);
    if (report === undefined) return false;
    const row = rowOf(mutant, report);
    rows.set(mutant.id, row);
    console.log(
      `${mutant.id}: ${row.caught ? `${row.check} by ${row.pattern} after ${row.runs} runs` : `not caught in ${row.runs} runs`}`,
    );
    keep(MUTANTS.flatMap(({ id }) => rows.get(id) ?? []));
  }
  keep(MUTANTS.flatMap(({ id }) => rows.get(id) ?? []));
  return MUTANTS.every(({ id, uncaught }) => rows.get(id)?.caught === true || uncaught !== undefined);
}

/** @returns {readonly Row[]} */
function kept() {
  if (!existsSync(at(KEPT))) return [];
  /** @type {readonly Row[]} */
  const rows = JSON.parse(readFileSync(at(KEPT), 'utf8'));
  return rows;
}

/**
 * @param {import('../mutants/list.mjs').Mutant} mutant
 * @param {import('./program.mjs').Report} report
 * @returns {Row}
 */
function rowOf({ id, bug, uncaught }, report) {
  const met = report.findings.filter((finding) => !finding.excepted);
  const shown = met.find((finding) => finding.smallest) ?? met[0];
  return {
    id,
    bug,
    caught: shown !== undefined,
    runs: shown === undefined ? report.runs : Math.min(...met.map((finding) => finding.runs)),
    check: shown?.check ?? null,
    pattern: shown?.pattern ?? null,
    example: shown?.example ?? null,
    faults: shown?.faults ?? [],
    link: shown?.link ?? null,
    uncaught: shown === undefined ? (uncaught ?? 'not known') : null,
  };
}

/** @param {readonly Row[]} rows */
function keep(rows) {
  const caught = rows.filter((row) => row.caught);
  const missed = rows.filter((row) => !row.caught);
  const open = MUTANTS.filter(({ id }) => !rows.some((row) => row.id === id));
  keepJson('mutants', rows);
  keepText('mutants', [
    '# Planted bugs',
    '',
    `\`npm run campaign -- --mutants\`: small changes of the logic that policy \`hardened\` runs (\`scripts/mutants/list.mjs\`), each explored`,
    `until a check breaks that the contract does not except. ${caught.length} of ${rows.length} are caught, after ${Math.max(0, ...caught.map(({ runs }) => runs))} runs at most.`,
    'A test replays each example, with the bug and without it.',
    '',
    ...table([
      ['mutant', 'what is wrong', 'runs', 'check, cause', 'faults'],
      ...caught.map(({ id, bug, runs, check, pattern, faults }) => [
        `\`${id}\``,
        bug,
        runs,
        `\`${check}\`, ${pattern}`,
        needs(faults),
      ]),
    ]),
    '',
    ...(missed.length === 0
      ? []
      : [
          '## Not caught',
          '',
          ...table([
            ['mutant', 'what is wrong', 'runs', 'why no check breaks'],
            ...missed.map(({ id, bug, runs, uncaught }) => [`\`${id}\``, bug, runs, uncaught]),
          ]),
          '',
        ]),
    ...(open.length === 0
      ? []
      : [
          '## Not explored yet',
          '',
          ...table([
            ['mutant', 'what is wrong', 'where no check is thought to break: why'],
            ...open.map(({ id, bug, uncaught }) => [`\`${id}\``, bug, uncaught ?? '–']),
          ]),
        ]),
  ]);
}
