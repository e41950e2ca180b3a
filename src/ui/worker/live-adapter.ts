/** The live run of this worker: where the page's requests meet a session of the simulator. */
import { create, createBaseline, describe } from '../../batching/index.ts';
import { judge } from '../../sim/checks/index.ts';
import { resolveInputs, type Session, startRun } from '../../sim/index.ts';
import { hashTrace } from '../../sim/model/trace-file/hash.ts';
import { asScenario, type OwnScenario, OWN_VARIANT } from '../../sim/model/own-scenario.ts';
import type { Trace } from '../../sim/model/trace.ts';
import type { LiveInput, LiveNews } from './live-protocol.ts';
import { problemOf } from './problem.ts';
import type { Problem, RunResult } from './protocol.ts';

let session: Session | undefined;
/** How many events the page has. */
let told = 0;

/** Throws InputError for what the scenario names in vain. */
export async function startLive(own: OwnScenario, toMs: number): Promise<LiveNews> {
  stopLive();
  const { inputs } = resolveInputs(asScenario(own), OWN_VARIANT, {}, describe());
  const { settings } = inputs;
  const started = startRun({ app: create(settings), baseline: createBaseline(settings), inputs });
  session = started;
  await started.advanceTo(toMs);
  return newsOf(started, { judged: true });
}

export async function stepLive(inputs: readonly LiveInput[], toMs: number, judged: boolean): Promise<LiveNews> {
  const live = current();
  const problems: Problem[] = [];
  for (const input of inputs) {
    try {
      live.inject(input);
    } catch (error) {
      problems.push(problemOf(error));
    }
  }
  await live.advanceTo(toMs);
  return newsOf(live, { judged, problems });
}

export async function finishLive(): Promise<LiveNews> {
  const live = current();
  await live.advanceTo(Number.POSITIVE_INFINITY);
  const news = newsOf(live, { judged: true, finished: true });
  stopLive();
  return news;
}

function stopLive(): void {
  session?.stop();
  session = undefined;
  told = 0;
}

function current(): Session {
  if (session === undefined) throw new Error('There is no live run: start one first.');
  return session;
}

interface Asked {
  readonly judged: boolean;
  readonly finished?: boolean;
  readonly problems?: readonly Problem[];
}

function newsOf(live: Session, { judged, finished = false, problems = [] }: Asked): LiveNews {
  const trace = live.trace();
  const fromEvent = told;
  told = trace.events.length;
  const { nodes, inputs, constants, end } = trace;
  return {
    fromEvent,
    events: trace.events.slice(fromEvent),
    nodes,
    inputs,
    constants,
    end,
    reachedMs: live.reachedMs,
    verdicts: judged ? verdictsOf(trace) : null,
    hash: finished ? hashTrace(trace) : null,
    problems,
  };
}

/** Nothing is expected of a run that goes on. */
function verdictsOf(trace: Trace): RunResult['verdicts'] {
  const of = (side: 'pipeline' | 'baseline') => judge(trace, side).map((verdict) => ({ ...verdict, expected: null }));
  return { pipeline: of('pipeline'), baseline: of('baseline') };
}
