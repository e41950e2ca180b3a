/** The campaigns of one command each: its JSON is kept, and what a person reads of it beside it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { taken } from './options.mjs';
import { isSound } from './outcome.mjs';
import { at, bundled, told } from './program.mjs';

/**
 * @typedef {import('./program.mjs').Report} Report
 * @typedef {import('./program.mjs').RecallRow} RecallRow
 * @typedef {import('./program.mjs').HindcastRow} HindcastRow
 * @typedef {import('./program.mjs').AblatedRow} AblatedRow
 */

const DEFAULT_POLICIES = ['documented', 'recommended'];
const DEFAULT_RUNS = '10000';

/**
 * @param {string} name
 * @param {unknown} value
 */
export function keepJson(name, value) {
  writeFileSync(at(`docs/campaigns/${name}.json`), `${JSON.stringify(value, null, 1)}\n`);
}

/**
 * @param {string} name
 * @param {readonly string[]} lines
 */
export function keepText(name, lines) {
  writeFileSync(at(`docs/campaigns/${name}.md`), `${lines.join('\n')}\n`);
}

/** @param {readonly (readonly unknown[])[]} rows */
export function table([head = [], ...rows]) {
  const line = (/** @type {readonly unknown[]} */ cells) =>
    `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)];
}

/** @param {readonly string[]} faults */
export const needs = (faults) => (faults.length === 0 ? 'none' : faults.join(', '));

/** @param {string[]} words */
export async function explore(words) {
  const program = await bundled();
  const rest = [...words];
  const policies = taken(rest, '--policy');
  if (!rest.includes('--runs') && !rest.includes('--time')) rest.push('--runs', DEFAULT_RUNS);
  let sound = true;
  for (const policy of policies.length > 0 ? policies : DEFAULT_POLICIES) {
    const begun = Date.now();
    /** @type {Report | undefined} */
    const result = await told(program, ['explore', '--policy', policy, ...rest]);
    sound &&= result !== undefined && isSound(result);
    if (result === undefined) continue;
    const { times, ...report } = result;
    keepJson(policy, report);
    const shares = Object.entries(times).map(([part, ms]) => `${part} ${Math.round(Number(ms))}`);
    const seconds = ((Date.now() - begun) / 1000).toFixed(0);
    const excepted = report.findings.filter((finding) => finding.excepted).length;
    console.log(
      `${policy}: ${report.runs} runs in ${seconds} s, ${report.findings.length} findings, ${excepted} of them excepted by the contract, ${report.verdict} (${shares.join(', ')})`,
    );
  }
  return sound;
}

/** @param {readonly { seed: number, found: boolean, runs: number }[]} seeds */
function fromSeeds(seeds) {
  const found = seeds.filter((one) => one.found);
  const most = Math.max(0, ...found.map(({ runs }) => runs));
  const missed = seeds.filter((one) => !one.found);
  return [
    `${found.length} of ${seeds.length}`,
    found.length === 0 ? '–' : most,
    missed.length === 0 ? '–' : missed.map(({ seed, runs }) => `${seed} (${runs} runs)`).join(', '),
  ];
}

/** @param {string[]} words */
export async function recall(words) {
  /** @type {readonly RecallRow[] | undefined} */
  const rows = await told(await bundled(), ['recall', ...words]);
  if (rows === undefined) return false;
  keepJson('recall', rows);
  keepText('recall', [
    '# Recall',
    '',
    `\`npm run campaign -- ${['--recall', ...words].join(' ')}\`: the failures that the scenarios show, found again by exploring the documented`,
    'pipeline with no hint of any scenario. Each seed is explored until all are met, or its runs are used up.',
    '',
    ...table([
      [
        'scenario',
        'marked',
        'failure',
        'check, cause',
        'found from',
        'runs at most',
        'not from seed',
        'example: messages',
        'faults',
      ],
      ...rows.map((row) => [
        `\`${row.scenario}\``,
        row.kind,
        row.failure,
        row.check === null ? '–' : `\`${row.check}\`, ${row.pattern}`,
        ...fromSeeds(row.seeds),
        row.example?.messages.length ?? '–',
        row.example === null ? '–' : needs(row.faults),
      ]),
    ]),
  ]);
  return rows.every((row) => row.seeds.every((one) => one.found));
}

/** @param {string[]} words */
export async function hindcast(words) {
  /** @type {readonly HindcastRow[] | undefined} */
  const rows = await told(await bundled(), ['hindcast', ...words]);
  if (rows === undefined) return false;
  const named = rows.filter((row) => row.history);
  const beside = rows.filter((row) => !row.history);
  // What was found beside is nobody's finding to make small: the plainest cases met are long, and there are hundreds.
  keepJson(
    'hindcast',
    rows.map((row) => (row.history ? row : { ...row, example: null, link: null })),
  );
  keepText('hindcast', [
    '# Hindcast',
    '',
    `\`npm run campaign -- ${['--hindcast', ...words].join(' ')}\`: each version of the pipeline's public history explored with no hint, by up to three`,
    'users at once. A row is one finding of the history, or one that is known and was never reported. From the first seed on',
    'each is made small; the others are asked only whether they find it too.',
    '',
    ...table([
      [
        'version',
        'finding',
        'reported',
        'check, cause',
        'faults needed',
        'found from',
        'runs at most',
        'not from seed',
      ],
      ...named.map((row) => [
        `\`${row.policy}\``,
        row.finding,
        row.reported ? 'later' : 'never',
        `\`${row.check}\`, ${row.pattern}`,
        row.example === null ? '–' : needs(row.faults),
        ...fromSeeds(row.seeds),
      ]),
    ]),
    '',
    '## Found beside it, and in no commit message',
    '',
    ...table([
      ['cause', 'checks', 'in versions', 'seen with at least'],
      ...[...new Set(beside.map(({ finding }) => finding))].map((cause) => {
        const all = beside.filter(({ finding }) => finding === cause);
        return [
          cause,
          [...new Set(all.map(({ check }) => `\`${check}\``))].join(', '),
          new Set(all.map(({ policy }) => policy)).size,
          needs(all.toSorted((a, b) => a.faults.length - b.faults.length)[0]?.faults ?? []),
        ];
      }),
    ]),
  ]);
  return named.every((row) => row.found);
}

/**
 * Rows that were not asked for (`--only`) stay.
 *
 * @param {string[]} words
 */
export async function ablate(words) {
  /** @type {readonly AblatedRow[] | undefined} */
  const asked = await told(await bundled(), ['ablate', ...words]);
  if (asked === undefined) return false;
  // The head of the table names the command for all rows.
  const all = [...words];
  const rows = taken(all, '--only').length > 0 ? joined(asked) : asked;
  keepJson('ablation', rows);
  keepText('ablation', [
    '# Ablation',
    '',
    `\`npm run campaign -- ${['--ablate', ...all].join(' ')}\`: the policy explored with one mitigation put back or one part taken away, until`,
    'something breaks that holds with it.',
    '',
    ...table([
      ['mitigation', 'with', 'without', 'needed', 'runs', 'check, cause', 'faults'],
      ...rows.map((row) => [
        `\`${row.mitigation}\``,
        row.value,
        row.without,
        row.needed ? 'yes' : 'not shown',
        row.runs,
        row.needed ? `\`${row.check}\`, ${row.pattern}` : '–',
        row.needed ? needs(row.faults) : '–',
      ]),
    ]),
  ]);
  return rows.every((row) => row.needed);
}

/**
 * @param {readonly AblatedRow[]} asked
 * @returns {readonly AblatedRow[]}
 */
function joined(asked) {
  /** @type {readonly AblatedRow[]} */
  const kept = JSON.parse(readFileSync(at('docs/campaigns/ablation.json'), 'utf8'));
  const byName = new Map([...kept, ...asked].map((row) => [row.mitigation, row]));
  return [...byName.values()];
}
