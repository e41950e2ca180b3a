/**
 * `ablate`: is each mitigation of a policy needed? The policy is explored as it is, and then once for every setting in
 * which it differs from the defaults, with that setting put back, and for every part that stands at its default, with the
 * part taken away: until something breaks that did not before. That shows that the mitigation is needed; one that nothing
 * shows is a candidate for removal. Ends with 0 where all are shown to be needed.
 */
import {
  Campaign,
  type CampaignReport,
  type Case,
  caseText,
  type Counted,
  compareCampaigns,
  type Pool,
  reportOf,
  type ReportedFinding,
} from '../../sim/explore/index.ts';
import type { PolicyDescription } from '../../sim/model/app.ts';
import { InputError } from '../../sim/model/errors.ts';
import { notAmong } from '../../sim/model/expected-among.ts';
import type { Scalar } from '../../sim/model/json.ts';
import { count } from '../../sim/model/words.ts';
import { type Bench, EXIT, type ExitCode, type Io } from '../bench.ts';
import { type CommandLine, numberOf, valueOf, valuesOf } from '../options.ts';
import { drive, withPool } from './drive.ts';
import { findPolicy, planFor, workersOf } from './plan.ts';
import { commandOf } from './text.ts';

const DEFAULT_RUNS = 2_000;
const MOST_RUNS = 10_000_000;

export interface AblatedRow {
  readonly mitigation: string;
  readonly value: Scalar;
  /** What it is put back to. */
  readonly without: Scalar;
  readonly needed: boolean;
  readonly runs: number;
  /** How many of the runs showed it. */
  readonly count: number;
  readonly check: string | null;
  readonly pattern: string | null;
  readonly faults: readonly string[];
  readonly example: Case | null;
  readonly link: string | null;
}

export async function ablate(line: CommandLine, bench: Bench, io: Io): Promise<ExitCode> {
  const policy = findPolicy(valueOf(line, 'policy') ?? 'hardened', bench);
  const runs = numberOf(line, 'runs', 1, MOST_RUNS) ?? DEFAULT_RUNS;
  const defaults = new Map(bench.app.settings.map((spec) => [spec.name, spec.default]));
  const all = mitigationsIn(policy, defaults);
  if (all.length === 0) throw new InputError('--policy', policy.id, 'a policy that differs from the defaults');
  const mitigations = onlyThose(valuesOf(line, 'only'), all);
  const done = await withPool(bench, workersOf(line), async (pool) => {
    const explore = (settings: Readonly<Record<string, Scalar>>, label: string, before?: CampaignReport) =>
      explored(pool, policy.id, settings, runs, label, line, bench, io, before);
    const whole = await explore({}, policy.id);
    const rows: AblatedRow[] = [];
    for (const { name, value, without } of mitigations) {
      if (whole === undefined) return undefined;
      const report = await explore({ [name]: without }, `without ${name}`, whole);
      if (report === undefined) return undefined;
      rows.push(rowOf(name, value, without, whole, report));
    }
    return { whole, rows };
  });
  if (done?.whole === undefined) {
    io.err('Stopped: an ablation that is not complete shows nothing.');
    return EXIT.inconclusive;
  }
  const { whole, rows } = done;
  if (line.switches.includes('json')) io.out(JSON.stringify(rows, null, 2));
  else io.out(ablatedText(policy.id, whole, rows));
  return rows.every(({ needed }) => needed) ? EXIT.ok : EXIT.differs;
}

interface Mitigation {
  readonly name: string;
  readonly value: Scalar;
  readonly without: Scalar;
}

function mitigationsIn(
  { settings, parts = {} }: PolicyDescription,
  defaults: ReadonlyMap<string, Scalar>,
): readonly Mitigation[] {
  const apart = Object.entries(settings).flatMap(([name, value]) => {
    const without = defaults.get(name);
    return without === undefined || without === value ? [] : [{ name, value, without }];
  });
  const within = Object.entries(parts).flatMap(([name, without]) => {
    const value = settings[name] ?? defaults.get(name);
    return value === undefined ? [] : [{ name, value, without }];
  });
  return [...apart, ...within];
}

/** All where none is named. Throws InputError. */
function onlyThose(named: readonly string[], all: readonly Mitigation[]): readonly Mitigation[] {
  const names = all.map(({ name }) => name);
  const unknown = named.find((name) => !names.includes(name));
  if (unknown !== undefined) throw notAmong('--only', unknown, names);
  return named.length === 0 ? all : all.filter(({ name }) => named.includes(name));
}

/** Undefined where the user stopped it. Only what was not met `before` is shrunk. */
async function explored(
  pool: Pool,
  policy: string,
  settings: Readonly<Record<string, Scalar>>,
  runs: number,
  label: string,
  line: CommandLine,
  bench: Bench,
  io: Io,
  before: CampaignReport | undefined,
): Promise<CampaignReport | undefined> {
  const plan = planFor(policy, settings, line, bench);
  const known = new Set([
    ...plan.excepted,
    ...(before?.findings ?? []).map(({ check, pattern }) => `${check}/${pattern}`),
  ]);
  const isFresh = ({ check, pattern }: Counted): boolean => !known.has(`${check}/${pattern}`);
  const campaign = Campaign.begin(plan);
  const result = await drive(pool, campaign, io, {
    runs,
    timeMs: undefined,
    label,
    enough: (failures) => before !== undefined && failures.some(isFresh),
    worth: (failures) => {
      const [plainest] = failures
        .filter(isFresh)
        .toSorted((a, b) => a.explored.faults.length - b.explored.faults.length || b.count - a.count);
      return before === undefined || plainest === undefined ? [] : [plainest];
    },
  });
  return result.end === 'stop' ? undefined : reportOf(result, bench.base);
}

function rowOf(
  mitigation: string,
  value: Scalar,
  without: Scalar,
  whole: CampaignReport,
  report: CampaignReport,
): AblatedRow {
  const compared = compareCampaigns(whole, report);
  const fresh = report.findings.filter(
    ({ check, pattern, excepted }) =>
      !excepted &&
      compared.some(
        (one) => one.check === check && one.pattern === pattern && one.change !== 'ongoing' && one.before === 0,
      ),
  );
  const shown: ReportedFinding | undefined = fresh.find(({ smallest }) => smallest) ?? fresh[0];
  return {
    mitigation,
    value,
    without,
    needed: shown !== undefined,
    runs: report.runs,
    count: shown?.count ?? 0,
    check: shown?.check ?? null,
    pattern: shown?.pattern ?? null,
    faults: shown?.faults ?? [],
    example: shown?.example ?? null,
    link: shown?.link ?? null,
  };
}

function ablatedText(policy: string, whole: CampaignReport, rows: readonly AblatedRow[]): string {
  const own = whole.findings.filter(({ excepted }) => !excepted);
  return [
    own.length === 0
      ? `${policy} as it is: nothing found in ${count(whole.runs, 'run')}`
      : `${policy} as it is breaks already, in ${count(whole.runs, 'run')}: ${own.map(({ check, pattern }) => `${check} by ${pattern}`).join(', ')}`,
    ...rows.map(rowText),
  ].join('\n\n');
}

function rowText({
  mitigation,
  value,
  without,
  needed,
  runs,
  count: times,
  check,
  pattern,
  faults,
  example,
  link,
}: AblatedRow): string {
  const head = `${mitigation} = ${String(value)}, put back to ${JSON.stringify(without)}`;
  if (!needed || example === null || link === null) return `${head}: not shown to be needed in ${count(runs, 'run')}`;
  return [
    `${head}: needed; ${check} by ${pattern} in ${times} of ${count(runs, 'run')}, ${faults.length === 0 ? 'without any fault' : `with ${faults.join(', ')}`}`,
    `  ${caseText(example)}`,
    `  ${commandOf(link)}`,
  ].join('\n');
}
