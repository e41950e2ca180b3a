/** A live run as the panes take it: a result like any other, of a run that goes on. */
import { OWN_VARIANT } from '../../../sim/model/own-scenario.ts';
import { TRACE_FORMAT, type TraceEvent } from '../../../sim/model/trace.ts';
import type { LiveNews } from '../../worker/live-protocol.ts';
import { markOf } from '../../worker/marks.ts';
import type { RunResult } from '../../worker/protocol.ts';
import type { Replay } from './state.ts';
import { problemOf } from '../problem-of.ts';

const NOT_JUDGED: RunResult['verdicts'] = { pipeline: [], baseline: [] };

/** Verdicts that nobody asked for anew are those of before. */
export function resultOf(news: LiveNews, events: readonly TraceEvent[], before: RunResult | null): RunResult {
  const { nodes, inputs, constants, hash } = news;
  const verdicts = news.verdicts ?? before?.verdicts ?? NOT_JUDGED;
  const marks = { pipeline: markOf(verdicts.pipeline), baseline: markOf(verdicts.baseline) };
  // Of a run that goes on, what is open reaches to the present.
  const over = news.end.reason === 'bound' || hash !== null;
  const end = over ? news.end : ({ reason: 'stopped', atMs: news.reachedMs } as const);
  const trace = { format: TRACE_FORMAT, inputs, constants, nodes, events, end } as const;
  const request = { scenario: inputs.scenario, variant: OWN_VARIANT, overrides: {} };
  const unmarked = { checkpoints: [], departure: null, past: null, asRecorded: true } as const;
  // What went wrong first is not settled while the run goes on; it is told when the recording is opened.
  return { request, trace, verdicts, marks, wrong: null, hash: hash ?? '', ...unmarked, tookMs: 0 };
}

/** Whether what was recorded, run from the start, is the run of that hash. */
export async function replayOf(rerun: () => Promise<RunResult>, hash: string): Promise<Replay> {
  try {
    const { hash: again } = await rerun();
    return again === hash ? { kind: 'same' } : { kind: 'differs', hash: again };
  } catch (error) {
    return { kind: 'failed', problem: problemOf(error, 'live') };
  }
}
