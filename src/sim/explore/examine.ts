/**
 * One case from start to end: run, judged once, its failures and what it reached. This is what a worker does; it keeps
 * account of where the time goes, by a clock of the host that it is handed.
 */
import { judgeView } from '../checks/index.ts';
import type { Trace } from '../model/trace.ts';
import type { Verdict } from '../model/verdict.ts';
import { type RunView, viewRun } from '../model/view/index.ts';
import { type Case, runCase, type Subject, type Wrap } from './case.ts';
import { type Feature, featuresOf } from './coverage.ts';
import { type Failure, failuresOf } from '../model/cause/index.ts';
import { sometimesIn } from './sometimes.ts';

export interface Examined {
  readonly failures: readonly Failure[];
  readonly features: ReadonlySet<Feature>;
  /** The bound that ended the run; undefined where it ended by itself. */
  readonly bound: string | undefined;
  readonly events: number;
  readonly trace: Trace;
  readonly view: RunView;
  readonly verdicts: readonly Verdict[];
}

/** Real milliseconds spent on each part. */
export interface Times {
  generationMs: number;
  runMs: number;
  checksMs: number;
  bookkeepingMs: number;
}

export function totalMs({ generationMs, runMs, checksMs, bookkeepingMs }: Times): number {
  return generationMs + runMs + checksMs + bookkeepingMs;
}

export function noTimes(): Times {
  return { generationMs: 0, runMs: 0, checksMs: 0, bookkeepingMs: 0 };
}

/** Milliseconds of real time, for figures only: nothing that a run shows depends on it. */
export type Stopwatch = () => number;

export async function examine(
  subject: Subject,
  explored: Case,
  stopwatch: Stopwatch,
  times: Times,
  wrap?: Wrap,
): Promise<Examined> {
  const started = stopwatch();
  const trace = await runCase(subject, explored, wrap);
  const ran = stopwatch();
  const view = viewRun(trace);
  const verdicts = judgeView(view);
  const judged = stopwatch();
  const failures = failuresOf(view, verdicts);
  const features = new Set(featuresOf(view));
  for (const feature of sometimesIn(view)) features.add(feature);
  const done = stopwatch();
  times.runMs += ran - started;
  times.checksMs += judged - ran;
  times.bookkeepingMs += done - judged;
  const bound = trace.end.reason === 'bound' ? trace.end.bound : undefined;
  return { failures, features, bound, events: trace.events.length, trace, view, verdicts };
}
