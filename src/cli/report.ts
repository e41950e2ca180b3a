/** What a run comes to, as plain data: the shape of `run --json`, and the exit code that follows from it. */
import { type Departure, markTrace } from '../sim/model/trace-file/checkpoints.ts';
import type { LinkedFinding, OpenedRun } from '../sim/model/link/index.ts';
import { type Shows, showsOf } from '../sim/model/link/finding.ts';
import type { RunInputs, Side, Trace } from '../sim/model/trace.ts';
import type { CheckId, Outcome, Verdict } from '../sim/model/verdict.ts';
import { viewRun } from '../sim/model/view/index.ts';
import { type Bench, EXIT, type ExitCode } from './bench.ts';

export interface JudgedCheck {
  readonly check: CheckId;
  readonly verdict: Outcome;
  /** Null where the run is not the scenario's own: then nothing was promised. */
  readonly expected: Outcome | null;
  readonly eventIds: readonly number[];
}

export interface SeenReply {
  /** Virtual milliseconds from the start of the run. */
  readonly atMs: number;
  readonly text: string;
  /** Ids (`mid`) of the messages that it answers. */
  readonly messages: readonly string[];
}

export interface RunReport {
  readonly id: string;
  readonly variant: string;
  readonly seed: number;
  readonly policy: string;
  readonly profile: string;
  readonly hash: string;
  /** How it stands to the run that the link was made of; null where no link says. */
  readonly recorded: Departure | null;
  /** What a link says was found in it, and whether it shows; null where none says. */
  readonly found: (LinkedFinding & { readonly shows: Shows }) | null;
  readonly verdicts: readonly JudgedCheck[];
  readonly replies: readonly SeenReply[];
  readonly baselineReplies: readonly SeenReply[];
  readonly eventCount: number;
  /** Virtual time at the end of the run. */
  readonly virtualMs: number;
}

/** A run with its trace, for those who show more than the report. */
export interface FinishedRun {
  readonly report: RunReport;
  readonly trace: Trace;
  readonly verdicts: readonly Verdict[];
}

/** Verdicts that must be seen, or null where there are none. */
export type Expected = Readonly<Partial<Record<CheckId, Outcome>>> | null;

/** What a link says of its run beside what gives it. */
type SaidByLink = Pick<OpenedRun, 'recorded' | 'found'>;
const NOTHING_SAID: SaidByLink = { recorded: [], found: null };

export async function runAndJudge(
  bench: Bench,
  inputs: RunInputs,
  expected: Expected,
  { recorded, found }: SaidByLink = NOTHING_SAID,
): Promise<FinishedRun> {
  const trace = await bench.simulate(inputs);
  const verdicts = bench.judge(trace);
  const { hash, departure } = markTrace(trace, recorded);
  const report: RunReport = {
    id: inputs.scenario,
    variant: inputs.variant,
    seed: inputs.seed,
    policy: inputs.policy,
    profile: inputs.profile,
    hash,
    recorded: departure,
    found: found === null ? null : { ...found, shows: showsOf(found, viewRun(trace), verdicts) },
    verdicts: verdicts.map(({ check, verdict, eventIds }) => ({
      check,
      verdict,
      expected: expected === null ? null : bench.expectedOutcome(check, expected),
      eventIds,
    })),
    replies: repliesOf(trace, 'pipeline'),
    baselineReplies: repliesOf(trace, 'baseline'),
    eventCount: trace.events.length,
    virtualMs: trace.end.atMs,
  };
  return { report, trace, verdicts };
}

function repliesOf(trace: Trace, side: Side): readonly SeenReply[] {
  return trace.events.flatMap((event) =>
    event.kind === 'reply' && event.side === side
      ? [{ atMs: event.atMs, text: event.text, messages: event.messages }]
      : [],
  );
}

/** How a verdict stands to what was expected of it. */
export type Standing = 'as expected' | 'differs' | 'inconclusive' | 'nothing expected';

export function standingOf({ verdict, expected }: JudgedCheck): Standing {
  if (expected === null) return 'nothing expected';
  if (verdict === expected) return 'as expected';
  return verdict === 'inconclusive' ? 'inconclusive' : 'differs';
}

/**
 * 1 when a verdict is not as expected; else 3 when one that should have been given is inconclusive, or a run of
 * which nothing is expected was ended by a bound; else 0.
 */
export function exitCodeOf(runs: readonly Pick<FinishedRun, 'report' | 'trace'>[]): ExitCode {
  const standings = runs.flatMap(({ report }) => report.verdicts.map(standingOf));
  if (standings.includes('differs')) return EXIT.differs;
  if (standings.includes('inconclusive')) return EXIT.inconclusive;
  const cutShort = runs.some(
    ({ report, trace }) => trace.end.reason !== 'quiet' && report.verdicts.some(({ expected }) => expected === null),
  );
  return cutShort ? EXIT.inconclusive : EXIT.ok;
}
