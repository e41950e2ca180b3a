/**
 * `hindcast`: each version of the pipeline's public history is explored with no hint, and what is found is laid beside
 * what its authors reported next, and what nobody ever reported. Ends with 0 where every finding of the history is made.
 */
import {
  allMet,
  Campaign,
  caseText,
  FAULTLESS_WITHIN,
  type Found,
  foundIn,
  type HindcastRow,
  hindcastRows,
  madeAfter,
  namedBy,
  type Pool,
  reportOf,
  WITHIN,
  withinOf,
} from '../../sim/explore/index.ts';
import { notAmong } from '../../sim/model/expected-among.ts';
import type { HistoryVersion } from '../../sim/model/history.ts';
import { count } from '../../sim/model/words.ts';
import { type Bench, EXIT, type ExitCode, type Io } from '../bench.ts';
import { type CommandLine, numberOf, valueOf } from '../options.ts';
import { drive, withPool } from './drive.ts';
import { planFor, seedsOf, workersOf } from './plan.ts';
import { commandOf } from './text.ts';

const LARGEST = 10_000_000;

/** What came of one seed. */
interface FoundFrom {
  readonly seed: number;
  readonly found: boolean;
  readonly runs: number;
}

interface ToldRow extends HindcastRow {
  /** Of what was found beside the history there are none: the first seed alone is asked for it. */
  readonly seeds: readonly FoundFrom[];
}

interface Told {
  readonly version: HistoryVersion;
  readonly runs: number;
  readonly rows: readonly ToldRow[];
}

export async function hindcast(line: CommandLine, bench: Bench, io: Io): Promise<ExitCode> {
  const only = valueOf(line, 'policy');
  const versions = bench.hindcastVersions.filter(({ policy }) => only === undefined || policy === only);
  if (versions.length === 0) {
    const known = bench.hindcastVersions.map(({ policy }) => policy);
    throw notAmong('--policy', only, [...new Set(known)]);
  }
  const runs = numberOf(line, 'runs', 1, LARGEST);
  const told = await withPool(bench, workersOf(line), async (pool) => {
    const all: Told[] = [];
    for (const version of versions) {
      const one = await explored(version, runs, line, bench, io, pool);
      all.push(one.told);
      if (one.stopped) break;
    }
    return all;
  });
  const rows = told.flatMap((one) => one.rows);
  if (line.switches.includes('json')) io.out(JSON.stringify(rows, null, 2));
  else io.out(told.map(storyOf).join('\n\n'));
  const complete = told.length === versions.length && rows.every(({ history, found }) => !history || found);
  return complete ? EXIT.ok : EXIT.differs;
}

/** First as many runs as suffice where no fault is needed; on, where something is missing. */
async function explored(
  version: HistoryVersion,
  runs: number | undefined,
  line: CommandLine,
  bench: Bench,
  io: Io,
  pool: Pool,
): Promise<{ readonly told: Told; readonly stopped: boolean }> {
  const plan = planFor(version.policy, version.settings ?? {}, line, bench);
  const label = version.policy;
  const worth = namedBy(version);
  let campaign = Campaign.begin(plan);
  let result = await drive(pool, campaign, io, { runs: runs ?? FAULTLESS_WITHIN, timeMs: undefined, label, worth });
  if (runs === undefined && result.end === 'runs' && !allMet(version, result.state)) {
    campaign = Campaign.resume(result.state);
    result = await drive(pool, campaign, io, { runs: WITHIN, timeMs: undefined, label, worth });
  }
  const report = reportOf(result, bench.base);
  const [first = 1, ...others] = seedsOf(line);
  const from: From[] = [{ seed: first, found: report.findings, runs: report.runs }];
  let stopped = result.end === 'stop';
  for (const seed of stopped ? [] : others) {
    const again = await exploredFrom(seed, version, runs, line, bench, io, pool);
    from.push(again.from);
    stopped = again.stopped;
    if (stopped) break;
  }
  const rows = hindcastRows(version, report).map((row) => withSeeds(row, version, from));
  return { told: { version, runs: report.runs, rows }, stopped };
}

interface From {
  readonly seed: number;
  readonly found: readonly Found[];
  readonly runs: number;
}

/** What further seeds are asked is only whether they find it too: nothing is shrunk, and none goes on when all is met. */
async function exploredFrom(
  seed: number,
  version: HistoryVersion,
  runs: number | undefined,
  line: CommandLine,
  bench: Bench,
  io: Io,
  pool: Pool,
): Promise<{ readonly from: From; readonly stopped: boolean }> {
  const { findings, policy, settings } = version;
  const plan = { ...planFor(policy, settings ?? {}, line, bench), seed };
  const result = await drive(pool, Campaign.begin(plan), io, {
    runs: runs ?? (findings.every(({ faultless }) => faultless) ? FAULTLESS_WITHIN : WITHIN),
    timeMs: undefined,
    label: `${policy}, seed ${seed}`,
    worth: () => [],
    enough: (failures) => {
      const found = foundIn({ failures });
      return findings.every((finding) => madeAfter(finding, found) !== undefined);
    },
  });
  const from = { seed, found: foundIn(result.state), runs: Math.max(0, result.state.merged) };
  return { from, stopped: result.end === 'stop' };
}

/** Found where it is from every seed; after as many runs as the seed took that took most. */
function withSeeds(row: HindcastRow, { findings }: HistoryVersion, from: readonly From[]): ToldRow {
  const finding = findings.find((known) => row.history && known.finding === row.finding);
  if (finding === undefined) return { ...row, seeds: [] };
  const seeds = from.map(({ seed, found, runs }): FoundFrom => {
    const after = madeAfter(finding, found);
    return { seed, found: after !== undefined && after <= withinOf(finding), runs: after ?? runs };
  });
  return { ...row, found: seeds.every((one) => one.found), runs: Math.max(...seeds.map((one) => one.runs)), seeds };
}

function storyOf({ version, runs, rows }: Told): string {
  const { policy, commit, date, next, settings } = version;
  const apart = Object.entries(settings ?? {}).map(([name, value]) => ` with ${name} = ${value}`);
  const named = rows.filter(({ history }) => history);
  const others = rows.filter(({ history }) => !history);
  const faultless = others.filter(({ faults }) => faults.length === 0);
  return [
    `${policy}${apart.join(',')} (${date === null ? commit : `${commit}, ${date}`}): reported next: ${next}`,
    ...named.map(rowText),
    `  beside it, in ${count(runs, 'run')}, ${count(others.length, 'cause')} that no commit message names, ${faultless.length} of them without any fault:`,
    ...others.map(({ finding, check, faults }) => `    ${check}: ${finding}${seenWith(faults)}`),
  ].join('\n');
}

function needs(faults: readonly string[]): string {
  return faults.length === 0 ? ' (no fault)' : ` (needs ${faults.join(', ')})`;
}

function seenWith(faults: readonly string[]): string {
  return faults.length === 0 ? ' (no fault)' : ` (seen with ${faults.join(', ')})`;
}

function rowText({
  found,
  finding,
  reported,
  runs,
  check,
  pattern,
  faults,
  example,
  link,
  seeds,
  within,
}: ToldRow): string {
  const known = reported ? 'reported later' : 'never reported';
  if (!found && example !== null && within !== undefined && runs > within)
    return `  FOUND TOO LATE, after ${count(runs, 'run')} (within ${within} it should be; ${known}): ${finding}`;
  if (!found) return `  NOT FOUND in ${count(runs, 'run')} (${known}): ${finding}`;
  return [
    `  found after ${count(runs, 'run')}${seeds.length > 1 ? ` at most, from each of ${seeds.length} seeds` : ''} (${known}): ${finding}`,
    `    ${check} by ${pattern}${needs(faults)}`,
    ...(example === null || link === null ? [] : [`    ${caseText(example)}`, `    ${commandOf(link)}`]),
  ].join('\n');
}
