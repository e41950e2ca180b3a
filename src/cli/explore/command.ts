/**
 * `explore`: many runs of one policy with generated conversations, conditions and faults. Ends with 0 where nothing was
 * found, 1 where something was, 3 where the campaign proves nothing: a bound ended a run, the canary was missed, what must
 * be met sometimes never was, or of an exhaustive one schedules are left.
 */
import {
  askedOtherwise,
  Campaign,
  type CampaignReport,
  type CampaignState,
  type Case,
  compareCampaigns,
  type Counted,
  keptCases,
  keptReport,
  keptState,
  type Plan,
  plainnessOf,
  reportOf,
} from '../../sim/explore/index.ts';
import { InputError } from '../../sim/model/errors.ts';
import { canonicalJson } from '../../sim/model/trace-file/hash.ts';
import { type Bench, EXIT, type ExitCode, type Io } from '../bench.ts';
import { type CommandLine, numberOf, valueOf } from '../options.ts';
import { drive, type DriveLimits, withPool } from './drive.ts';
import { checkOutputs, keeper, keepOutputs } from './outputs.ts';
import { planOf, workersOf } from './plan.ts';
import { comparisonText, reportText } from './text.ts';

const DEFAULT_RUNS = 1_000;
const MOST_RUNS = 100_000_000;
const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;

export async function exploreCommand(line: CommandLine, bench: Bench, io: Io): Promise<ExitCode> {
  const plan = planOf(line, bench);
  const timeMs = timeOf(line);
  // An exhaustive campaign has an end of its own.
  const usual = timeMs === undefined && plan.mode !== 'exhaustive' ? DEFAULT_RUNS : undefined;
  const runs = numberOf(line, 'runs', 1, MOST_RUNS) ?? usual;
  const workers = workersOf(line);
  const before = reportIn(valueOf(line, 'compare'), io);
  const campaign = campaignOf(line, plan, io);
  checkOutputs(line, io);
  const kept = valueOf(line, 'resume');
  // A slip in the name of a file is told before it has cost a campaign.
  if (kept !== undefined && !io.fileExists(kept)) io.err(`There is no ${kept} yet: a new campaign begins, kept in it.`);
  const startedMs = io.nowMs();
  const explored = await withPool(bench, workers, (pool) =>
    drive(pool, campaign, io, {
      runs,
      timeMs,
      keep: keeper(line, () => campaign.state, io),
      ...(line.switches.includes('until-found') ? untilFound(plan) : {}),
    }),
  );
  const tookMs = io.nowMs() - startedMs;
  const report = reportOf(explored, bench.base);
  if (line.switches.includes('json')) {
    const compared = before === undefined ? [] : compareCampaigns(before, report);
    const otherwise = before === undefined ? [] : askedOtherwise(before.plan, report.plan);
    io.out(JSON.stringify({ ...report, compared, askedOtherwise: otherwise }, null, 2));
  } else {
    const beside = before === undefined ? [] : comparisonText(before, report);
    io.out([reportText(report, { tookMs, workers }), ...beside].join('\n'));
  }
  keepOutputs(line, report, explored.state, io);
  return exitOf(report);
}

/** The first failure that the contract does not except is all that is looked for. */
function untilFound({ excepted }: Plan): Pick<DriveLimits, 'enough' | 'worth'> {
  const counts = ({ check, pattern }: Counted): boolean => !excepted.includes(`${check}/${pattern}`);
  return {
    enough: (failures) => failures.some(counts),
    worth: (failures) => {
      const [plainest] = failures.filter(counts).toSorted((a, b) => plainnessOf(a.explored) - plainnessOf(b.explored));
      return plainest === undefined ? [] : [plainest];
    },
  };
}

function exitOf({ verdict }: Pick<CampaignReport, 'verdict'>): ExitCode {
  switch (verdict) {
    case 'found':
      return EXIT.differs;
    case 'none found':
      return EXIT.ok;
    case 'inconclusive':
      return EXIT.inconclusive;
  }
}

/** `60s`, `5m`, or a bare number of seconds. */
function timeOf(line: CommandLine): number | undefined {
  const text = valueOf(line, 'time');
  if (text === undefined) return undefined;
  const [, figure, unit] = /^(\d{1,6})(s|m|)$/.exec(text) ?? [];
  if (figure === undefined || Number(figure) === 0)
    throw new InputError('--time', text, 'a time as 60s or 5m, or seconds');
  return Number(figure) * (unit === 'm' ? MINUTE_MS : SECOND_MS);
}

/** A file from which a campaign goes on belongs to that very campaign. */
function campaignOf(line: CommandLine, plan: Plan, io: Io): Campaign {
  const file = valueOf(line, 'resume');
  if (file !== undefined && io.fileExists(file)) {
    const state = stateIn(file, io);
    if (canonicalJson(state.plan) !== canonicalJson(plan)) {
      throw new InputError('--resume', file, 'a file of the same policy, settings, seed, mode and users');
    }
    return Campaign.resume(state);
  }
  const corpus = valueOf(line, 'corpus');
  return Campaign.begin(plan, corpus !== undefined && io.fileExists(corpus) ? casesIn(corpus, io) : []);
}

function parsed(file: string, option: string, io: Io): unknown {
  const text = io.readFile(file, option);
  try {
    return JSON.parse(text);
  } catch {
    throw new InputError(option, file, 'a file of JSON');
  }
}

/** Our own file: what it holds besides is held to `resolveInputs` when it runs. */
function stateIn(file: string, io: Io): CampaignState {
  const state = keptState(parsed(file, '--resume', io));
  if (state === undefined) throw new InputError('--resume', file, 'a file that explore --resume or the page wrote');
  return state;
}

function casesIn(file: string, io: Io): readonly Case[] {
  const cases = keptCases(parsed(file, '--corpus', io));
  if (cases === undefined) throw new InputError('--corpus', file, 'a file that explore --corpus wrote');
  return cases;
}

function reportIn(file: string | undefined, io: Io): CampaignReport | undefined {
  if (file === undefined) return undefined;
  const report = keptReport(parsed(file, '--compare', io));
  if (report === undefined) throw new InputError('--compare', file, 'a file that explore --json or the page wrote');
  return report;
}
