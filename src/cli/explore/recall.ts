/**
 * `recall`: are the failures that the scenarios show found again by exploration alone? The documented pipeline is
 * explored from several seeds, each until every known failure was met or its runs are used up. Ends with 0 where each was
 * found from each seed.
 */
import { isKnown, type KnownFailure } from '../../scenarios/index.ts';
import {
  Campaign,
  type CampaignReport,
  type Case,
  caseText,
  type Counted,
  type Pool,
  reportOf,
  type ReportedFinding,
} from '../../sim/explore/index.ts';
import { canonicalJson } from '../../sim/model/trace-file/hash.ts';
import { count } from '../../sim/model/words.ts';
import { type Bench, EXIT, type ExitCode, type Io } from '../bench.ts';
import { type CommandLine, numberOf } from '../options.ts';
import { drive, withPool } from './drive.ts';
import { planFor, seedsOf, workersOf } from './plan.ts';
import { commandOf } from './text.ts';

const POLICY = 'documented';
const DEFAULT_RUNS = 10_000;
const LARGEST = 10_000_000;

/** What came of one seed. */
export interface RecalledFrom {
  readonly seed: number;
  readonly found: boolean;
  /** How many runs it took; where it was not found, how many were made. */
  readonly runs: number;
}

export interface RecallRow {
  readonly scenario: string;
  readonly variant: string;
  /** Whether SCENARIOS marks it as found. */
  readonly kind: string;
  readonly failure: string;
  readonly check: string | null;
  readonly pattern: string | null;
  readonly seeds: readonly RecalledFrom[];
  readonly example: Case | null;
  readonly faults: readonly string[];
  readonly link: string | null;
}

interface Explored {
  readonly seed: number;
  readonly report: CampaignReport;
}

export async function recall(line: CommandLine, bench: Bench, io: Io): Promise<ExitCode> {
  const runs = numberOf(line, 'runs', 1, LARGEST) ?? DEFAULT_RUNS;
  const seeds = seedsOf(line);
  const groups = bySettings(bench.knownFailures);
  const rows = await withPool(bench, workersOf(line), async (pool) => {
    const all: RecallRow[] = [];
    for (const known of groups) {
      const explored: Explored[] = [];
      for (const seed of seeds) {
        const report = await exploredFrom(seed, seed === seeds[0], known, runs, line, bench, io, pool);
        if (report === undefined) return undefined;
        explored.push({ seed, report });
      }
      all.push(...known.map((failure) => rowOf(failure, explored, bench)));
    }
    return all;
  });
  if (rows === undefined) {
    io.err('Stopped: what was not looked for to the end may well be there.');
    return EXIT.inconclusive;
  }
  const inOrder = bench.knownFailures.flatMap(({ failure }) => rows.filter((row) => row.failure === failure));
  if (line.switches.includes('json')) io.out(JSON.stringify(inOrder, null, 2));
  else io.out(inOrder.map(rowText).join('\n\n'));
  return inOrder.every((row) => row.seeds.every(({ found }) => found)) ? EXIT.ok : EXIT.differs;
}

/** One campaign serves all failures that need the same settings. */
function bySettings(known: readonly KnownFailure[]): readonly (readonly KnownFailure[])[] {
  const groups = new Map<string, KnownFailure[]>();
  for (const failure of known) {
    const key = canonicalJson(failure.settings ?? {});
    groups.set(key, [...(groups.get(key) ?? []), failure]);
  }
  return [...groups.values()];
}

/** Undefined where the user stopped it. */
async function exploredFrom(
  seed: number,
  shrinks: boolean,
  known: readonly KnownFailure[],
  runs: number,
  line: CommandLine,
  bench: Bench,
  io: Io,
  pool: Pool,
): Promise<CampaignReport | undefined> {
  const plan = { ...planFor(POLICY, known[0]?.settings ?? {}, line, bench), seed };
  const result = await drive(pool, Campaign.begin(plan), io, {
    runs,
    timeMs: undefined,
    label: `seed ${seed}`,
    enough: (failures) => known.every((one) => failures.some((failure) => isKnown(one, failure))),
    // One example of each is enough.
    worth: (failures) => (shrinks ? known.flatMap((one) => plainest(failures, one) ?? []) : []),
  });
  return result.end === 'stop' ? undefined : reportOf(result, bench.base);
}

function plainest(failures: readonly Counted[], known: KnownFailure): Counted | undefined {
  const met = failures.filter((failure) => isKnown(known, failure));
  return met.toSorted((a, b) => a.explored.faults.length - b.explored.faults.length || a.first - b.first)[0];
}

function rowOf(known: KnownFailure, explored: readonly Explored[], { scenarios }: Bench): RecallRow {
  const met = ({ findings }: CampaignReport): readonly ReportedFinding[] =>
    findings.filter((finding) => isKnown(known, finding));
  const shown = explored.flatMap(({ report }) => met(report)).toSorted(bySize)[0];
  return {
    scenario: known.scenario,
    variant: known.variant,
    kind: scenarios.find(({ id }) => id === known.scenario)?.kind ?? '',
    failure: known.failure,
    check: shown?.check ?? null,
    pattern: shown?.pattern ?? null,
    seeds: explored.map(({ seed, report }) => {
      const findings = met(report);
      const found = findings.length > 0;
      return { seed, found, runs: found ? Math.min(...findings.map((finding) => finding.runs)) : report.runs };
    }),
    example: shown?.example ?? null,
    faults: shown?.faults ?? [],
    link: shown?.link ?? null,
  };
}

/** What was shrunk first, then that with the fewest faults, and the fewest messages. */
function bySize(one: ReportedFinding, other: ReportedFinding): number {
  return (
    Number(other.smallest) - Number(one.smallest) ||
    one.example.faults.length - other.example.faults.length ||
    one.example.messages.length - other.example.messages.length
  );
}

function rowText({ scenario, kind, failure, check, pattern, seeds, example, link }: RecallRow): string {
  const found = seeds.filter((seed) => seed.found);
  const missed = seeds.filter((seed) => !seed.found);
  const most = Math.max(0, ...found.map(({ runs }) => runs));
  return [
    `${scenario} (${kind}): ${failure}`,
    found.length === 0
      ? `  NOT FOUND in ${count(seeds[0]?.runs ?? 0, 'run')}`
      : `  ${check} by ${pattern}; found from ${found.length} of ${count(seeds.length, 'seed')}, after ${count(most, 'run')} at most`,
    ...(missed.length > 0 && found.length > 0 ? [`  not from ${missed.map(({ seed }) => seed).join(', ')}`] : []),
    ...(example === null || link === null ? [] : [`  ${caseText(example)}`, `  ${commandOf(link)}`]),
  ].join('\n');
}
