/** Conversations drawn for the tests of the checks. */
import { judge } from '../../../src/sim/checks/index.ts';
import type { Side, Trace } from '../../../src/sim/model/trace.ts';
import type { CheckId, Verdict } from '../../../src/sim/model/verdict.ts';
import { TraceBuilder } from '../../support/trace-builder.ts';

export function verdictOf(trace: Trace, check: CheckId, side: Side = 'pipeline'): Verdict {
  const verdict = judge(trace, side).find((candidate) => candidate.check === check);
  if (verdict === undefined) throw new Error(`no verdict of ${check}`);
  return verdict;
}

/** Two messages, accepted: one trigger for both, the second publish dropped as its duplicate. */
export function typedAndAccepted(run = new TraceBuilder()): TraceBuilder {
  run.typed(0, 'm_1', 'hello').typed(250, 'm_2', 'any hats?');
  run.webhook(0, ['m_1']).push(50, 'm_1').publish(150, { id: 'q1', dueAtMs: 3_200, retries: 0 }).answer(250);
  run.webhook(250, ['m_2']).push(300, 'm_2').publish(400, { id: 'q1', deduplicated: true }).answer(500);
  return run;
}

/** As it should go: one batch, one reply, the history saved, the same from the tab. */
export function goodRun(run = new TraceBuilder()): TraceBuilder {
  typedAndAccepted(run);
  run
    .deliver(3_200, 'q1')
    .lock(3_250)
    .read(3_350, ['m_1', 'm_2'])
    .ask(3_550, ['m_1', 'm_2'])
    .send(5_150, ['m_1', 'm_2'], 'Yes')
    .save(5_250, ['hello. any hats?', 'Yes'], ['m_1', 'm_2'])
    .clear(5_350)
    .unlock(5_450)
    .answer(5_550);
  run.tabReply(3_900, ['m_1', 'm_2']);
  return run;
}

/** The re-queue is dropped as a duplicate: silence. */
export function silentRun(run = new TraceBuilder()): TraceBuilder {
  typedAndAccepted(run);
  run
    .deliver(3_200, 'q1')
    .lock(3_250)
    .read(3_350, ['m_1', 'm_2'])
    .unlock(3_450)
    .publish(3_550, { id: 'q1', deduplicated: true })
    .answer(3_650);
  run.tabReply(3_900, ['m_1', 'm_2']);
  return run;
}
