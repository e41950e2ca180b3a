/**
 * Where the rooms meet for the page: the code under test, the simulator, the scenarios and the checks. It turns a
 * request of the page into a run and its verdicts; nothing else of the page may import these.
 */
import { create, createBaseline, describe } from '../../batching/index.ts';
import { scenarios } from '../../scenarios/index.ts';
import { checks, judgeView } from '../../sim/checks/index.ts';
import { constants, faults, type Resolved, resolveInputs, run, type Watch } from '../../sim/index.ts';
import { accountOfViews } from '../../sim/model/account/index.ts';
import type { AppDescription } from '../../sim/model/app.ts';
import { markTrace } from '../../sim/model/trace-file/checkpoints.ts';
import { notAmong } from '../../sim/model/expected-among.ts';
import { expectedOutcome } from '../../sim/model/expected.ts';
import { pastOf } from '../../sim/model/trace-file/hash.ts';
import { showsOf } from '../../sim/model/link/finding.ts';
import { asScenario } from '../../sim/model/own-scenario.ts';
import type { Side, Trace } from '../../sim/model/trace.ts';
import type { Verdict } from '../../sim/model/verdict.ts';
import { type RunView, viewRun } from '../../sim/model/view/index.ts';
import { markOf } from './marks.ts';
import type { Description, JudgedVerdict, Progress, RunRequest, RunResult, RunSummary, Wrong } from './protocol.ts';

export const app: AppDescription = describe();

/** Only what is data: a fault's code, and a check's, cannot be sent to the page. */
export function describePage(): Description {
  return {
    scenarios,
    app,
    faults: faults.map(({ id, title, sentence, params, begins = null }) => ({ id, title, sentence, params, begins })),
    constants,
    checks: checks.map(({ id, kind, title, sentence }) => ({ id, kind, title, sentence })),
  };
}

export interface Judged {
  /** What the page is told. */
  readonly told: Pick<RunResult, 'trace' | 'verdicts' | 'marks'>;
  /** The indexes of the trace by which it was judged; they stay here. */
  readonly views: Readonly<Record<Side, RunView>>;
}

/** Thrown where whoever watches a run has stopped it. */
export class RunStopped extends Error {
  override readonly name = 'RunStopped';
  readonly progress: Progress;

  constructor(progress: Progress) {
    super(`stopped after ${progress.events} events`);
    this.progress = progress;
  }
}

export function resolve({ scenario: id, variant, overrides, own }: RunRequest): Resolved {
  if (own !== undefined) return { ...resolveInputs(asScenario(own), variant, overrides, app), own: false };
  const scenario = scenarios.find((known) => known.id === id);
  if (scenario === undefined)
    throw notAmong(
      'scenario',
      id,
      scenarios.map((known) => known.id),
    );
  return resolveInputs(scenario, variant, overrides, app);
}

async function runAndJudge(request: RunRequest, watch?: Watch): Promise<Judged> {
  const resolved = resolve(request);
  const { settings } = resolved.inputs;
  const options = { app: create(settings), baseline: createBaseline(settings), inputs: resolved.inputs };
  const trace = await run(options, watch);
  if (trace.end.reason === 'stopped') throw new RunStopped({ events: trace.events.length, atMs: trace.end.atMs });
  return judged(trace, resolved);
}

/** What the checks say of a trace; beside what is expected, where it is the scenario's own. */
export function judged(trace: Trace, resolved: Resolved | null): Judged {
  const views = { pipeline: viewRun(trace), baseline: viewRun(trace, 'baseline') };
  const verdicts = {
    pipeline: judgeView(views.pipeline).map((verdict) => beside(verdict, resolved)),
    // What a scenario expects is said of production; the single tab is what it is measured by.
    baseline: judgeView(views.baseline).map((verdict) => ({ ...verdict, expected: null })),
  };
  const marks = { pipeline: markOf(verdicts.pipeline), baseline: markOf(verdicts.baseline) };
  return { told: { trace, verdicts, marks }, views };
}

/** A verdict beside what the variant expects of it; a run under other conditions has no expectations. */
function beside(verdict: Verdict, resolved: Resolved | null): JudgedVerdict {
  if (resolved?.own !== true) return { ...verdict, expected: null };
  const check = checks.find(({ id }) => id === verdict.check);
  const expected =
    check === undefined ? null : expectedOutcome(resolved.variant.expected, check.id, check.unlessListed);
  return { ...verdict, expected };
}

/** The list of scenarios needs no more than verdicts: what is shown is told of as well. */
export function wrongIn({ told: { verdicts }, views }: Judged): Wrong | null {
  if (!verdicts.pipeline.some(({ verdict }) => verdict === 'broken')) return null;
  const { text, eventIds } = accountOfViews(views.pipeline, views.baseline, verdicts.pipeline).first;
  return { text, eventId: eventIds[0] ?? null };
}

/** Throws InputError for what the request names in vain, RunStopped where the watch has stopped it. */
export async function runScenario(request: RunRequest, watch?: Watch): Promise<RunResult> {
  const startedMs = performance.now();
  const ran = await runAndJudge(request, watch);
  const { trace, verdicts } = ran.told;
  const { found } = request;
  const shows = found === undefined ? {} : { shows: showsOf(found, ran.views.pipeline, verdicts.pipeline) };
  const past = request.pastMs === undefined ? null : pastOf(trace, request.pastMs);
  const marked = markTrace(trace, request.recorded);
  const wrong = wrongIn(ran);
  return { request, ...ran.told, wrong, ...marked, ...shows, past, tookMs: performance.now() - startedMs };
}

export async function summarise(request: RunRequest): Promise<RunSummary> {
  const { verdicts, marks } = (await runAndJudge(request)).told;
  return {
    scenario: request.scenario,
    variant: request.variant,
    marks,
    asExpected: verdicts.pipeline.every(({ verdict, expected }) => expected === null || verdict === expected),
    broken: verdicts.pipeline.flatMap(({ check, verdict }) => (verdict === 'broken' ? [check] : [])),
  };
}
