/** Answers the requests of a pool, one after the other: runs share the globals of their thread. */
import { judge } from '../../checks/index.ts';
import { look, type Prediction, type Seen } from '../../model/claim.ts';
import { InputError } from '../../model/errors.ts';
import type { Trace } from '../../model/trace.ts';
import type { Subject } from '../case.ts';
import type { Stopwatch } from '../examine.ts';
import { Explorer } from '../explorer.ts';
import { measure, type Measured } from '../measure.ts';
import type { MeasuredRun } from '../rates/measuring.ts';
import type { PoolRequest, PoolResponse } from './protocol.ts';

/** `now`: real milliseconds, taken before any run: during one the thread's clocks are the instance's own. */
export function serve(
  subject: Subject,
  simulate: (run: MeasuredRun) => Promise<Trace>,
  now: Stopwatch,
  respond: (response: PoolResponse) => void,
): (request: PoolRequest) => void {
  let explorer: Explorer | undefined;
  const opened = (): Explorer => {
    if (explorer === undefined) throw new Error('Assertion failed: a plan comes before cases');
    return explorer;
  };
  const answer = async (request: PoolRequest): Promise<PoolResponse> => {
    const { id } = request;
    try {
      switch (request.kind) {
        case 'open':
          explorer = await Explorer.open(subject, request.plan, now);
          return { id, kind: 'opened', ground: explorer.ground };
        case 'examine':
          return { id, kind: 'examined', ...(await opened().examine(request.jobs)) };
        case 'measure': {
          const measured: Measured[] = [];
          for (const run of request.runs) measured.push(measure(await simulate(run)));
          return { id, kind: 'measured', measured };
        }
        case 'look':
          return { id, kind: 'looked', seen: await lookAt(request.predictions, simulate) };
        case 'shrink':
          return { id, kind: 'shrunk', shrunk: await opened().shrink(request.failure, request.failing) };
      }
    } catch (error) {
      if (error instanceof InputError) {
        return { id, kind: 'refused', field: error.field, found: error.found, expected: error.expected };
      }
      return { id, kind: 'failed', stack: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    }
  };
  let before: Promise<void> = Promise.resolve();
  return (request) => {
    before = before.then(async () => respond(await answer(request)));
  };
}

async function lookAt(
  predictions: readonly Prediction[],
  simulate: (run: MeasuredRun) => Promise<Trace>,
): Promise<readonly Seen[]> {
  const [first] = predictions;
  if (first === undefined) return [];
  const { scenario, variant } = first;
  const trace = await simulate({ scenario, variant, overrides: {} });
  const run = { trace, verdicts: { pipeline: judge(trace), baseline: judge(trace, 'baseline') } };
  return predictions.map((prediction) => look(prediction, run));
}
