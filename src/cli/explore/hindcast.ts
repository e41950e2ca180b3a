/**
 * `hindcast`: each version of the pipeline's public history is explored with no hint, and what is found is laid beside
 * what its authors reported next, and what nobody ever reported. Ends with 0 where every finding of the history is made.
 */
import {
  Campaign,
  type CampaignReport,
  type CampaignState,
  type Case,
  type Counted,
  type Failure,
  reportOf,
  type ReportedFinding,
} from '../../sim/explore/index.ts';
import type { HistoryFinding, HistoryVersion } from '../../scenarios/index.ts';
import { count } from '../../sim/model/words.ts';
import { type Bench, EXIT, type ExitCode, type Io, type Pool } from '../bench.ts';
import { type CommandLine, numberOf, valueOf } from '../options.ts';
import { drive, withPool } from './drive.ts';
import { findPolicy, planFor, workersOf } from './plan.ts';
import { caseText, commandOf } from './text.ts';

/** Findings that need no fault are made within so many runs; for the others the campaign goes on. */
const RUNS = 2_000;
const MOST_RUNS = 20_000;
const LARGEST = 10_000_000;

/** One finding of one version. */
export interface HindcastRow {
  readonly policy: string;
  readonly reported: boolean;
  readonly finding: string;
  readonly found: boolean;
  /** How many runs it took; where it was not found, how many were made. */
  readonly runs: number;
  readonly example: Case | null;
  readonly check: string;
  readonly pattern: string;
  /** Faults that the example needs; where the history does not name the finding, those of the plainest case. */
  readonly faults: readonly string[];
  readonly link: string | null;
  /** Whether the history names it; the rest was found beside. */
  readonly history: boolean;
}

interface Told {
  readonly version: HistoryVersion;
  readonly runs: number;
  readonly rows: readonly HindcastRow[];
}

export async function hindcast(line: CommandLine, bench: Bench, io: Io): Promise<ExitCode> {
  const only = valueOf(line, 'policy');
  if (only !== undefined) findPolicy(only, bench);
  const versions = bench.hindcastVersions.filter(({ policy }) => only === undefined || policy === only);
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
  // What the history names is made as small as it gets; the rest is shown by the plainest case that was met.
  const worth = (failures: readonly Counted[]): readonly Counted[] =>
    failures.filter((failure) => version.findings.some((finding) => matches(finding, failure)));
  let campaign = Campaign.begin(plan);
  let result = await drive(pool, campaign, io, { runs: runs ?? RUNS, timeMs: undefined, label, worth });
  if (runs === undefined && result.end === 'runs' && !allMet(version, result.state)) {
    campaign = Campaign.resume(result.state);
    result = await drive(pool, campaign, io, { runs: MOST_RUNS, timeMs: undefined, label, worth });
  }
  const report = reportOf(result, bench.base);
  return { told: { version, runs: report.runs, rows: rowsOf(version, report) }, stopped: result.end === 'stop' };
}

function allMet({ findings }: HistoryVersion, { failures }: CampaignState): boolean {
  return findings.every((finding) => failures.some((failure) => matches(finding, failure)));
}

function matches(
  { checks, patterns }: HistoryFinding,
  { check, pattern }: Pick<Failure, 'check'> & { pattern: string },
): boolean {
  // A lock that lapsed between the two is the same finding, met with it.
  return checks.includes(check) && patterns.includes(pattern.split('+')[0] ?? '');
}

function rowsOf({ policy, findings }: HistoryVersion, report: CampaignReport): readonly HindcastRow[] {
  const named = findings.map((finding): HindcastRow => {
    const made = report.findings.filter((one) => matches(finding, one));
    const [example] = made.toSorted((a, b) => a.faults.length - b.faults.length || a.runs - b.runs);
    const enough = example !== undefined && !(finding.faultless && example.faults.length > 0);
    return {
      policy,
      reported: finding.reported,
      finding: finding.finding,
      found: enough,
      runs: example === undefined ? report.runs : Math.min(...made.map(({ runs }) => runs)),
      example: example?.example ?? null,
      check: example?.check ?? finding.checks.join(' or '),
      pattern: example?.pattern ?? finding.patterns.join(' or '),
      faults: example?.faults ?? [],
      link: example?.link ?? null,
      history: true,
    };
  });
  return [...named, ...beside(policy, findings, report)];
}

/** What was found and stands in no commit message: each cause once, by the first of its checks. */
function beside(policy: string, findings: readonly HistoryFinding[], report: CampaignReport): readonly HindcastRow[] {
  const known = new Set(findings.flatMap(({ patterns }) => patterns));
  const causes = new Map<string, ReportedFinding>();
  for (const finding of report.findings) {
    const before = causes.get(finding.pattern);
    if (known.has(finding.pattern.split('+')[0] ?? '')) continue;
    if (before === undefined || finding.faults.length < before.faults.length) causes.set(finding.pattern, finding);
  }
  return [...causes.values()].map((finding) => ({
    policy,
    reported: false,
    finding: finding.cause,
    found: true,
    runs: finding.runs,
    example: finding.example,
    check: finding.check,
    pattern: finding.pattern,
    faults: finding.faults,
    link: finding.link,
    history: false,
  }));
}

function storyOf({ version, runs, rows }: Told): string {
  const { policy, commit, date, next, settings } = version;
  const apart = Object.entries(settings ?? {}).map(([name, value]) => ` with ${name} = ${value}`);
  const named = rows.filter(({ history }) => history);
  const others = rows.filter(({ history }) => !history);
  const faultless = others.filter(({ faults }) => faults.length === 0);
  return [
    `${policy}${apart.join(',')} (${commit}, ${date}): reported next: ${next}`,
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

function rowText({ found, finding, reported, runs, check, pattern, faults, example, link }: HindcastRow): string {
  const known = reported ? 'reported later' : 'never reported';
  if (!found) return `  NOT FOUND in ${count(runs, 'run')} (${known}): ${finding}`;
  return [
    `  found after ${count(runs, 'run')} (${known}): ${finding}`,
    `    ${check} by ${pattern}${needs(faults)}`,
    ...(example === null || link === null ? [] : [`    ${caseText(example)}`, `    ${commandOf(link)}`]),
  ].join('\n');
}
