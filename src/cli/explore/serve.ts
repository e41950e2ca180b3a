/** Answers the requests of a pool, one after the other: runs share the globals of their thread. */
import { Explorer, measure, type Measured, type MeasuredRun, type Subject } from '../../sim/explore/index.ts';
import { InputError } from '../../sim/model/errors.ts';
import type { Trace } from '../../sim/model/trace.ts';
import type { PoolRequest, PoolResponse } from './protocol.ts';

export function serve(
  subject: Subject,
  simulate: (run: MeasuredRun) => Promise<Trace>,
  respond: (response: PoolResponse) => void,
): (request: PoolRequest) => void {
  // Taken before any run: during one `performance` is the instance's own.
  const clock = performance;
  const now = clock.now.bind(clock);
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
