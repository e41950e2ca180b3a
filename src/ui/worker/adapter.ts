/**
 * Where the rooms meet for the page: the code under test, the simulator, the scenarios and the checks. It turns a
 * request of the page into a run and its verdicts; nothing else of the page may import these.
 */
import { create, createBaseline, describe } from '../../batching/index.ts';
import { scenarios } from '../../scenarios/index.ts';
import { judge } from '../../sim/checks/index.ts';
import { constants, faults, type Resolved, resolveInputs, run } from '../../sim/index.ts';
import type { AppDescription } from '../../sim/model/app.ts';
import { InputError } from '../../sim/model/errors.ts';
import type { Side, Trace } from '../../sim/model/trace.ts';
import { traceHash } from '../../sim/model/hash.ts';
import { type CheckId, expectedOutcome, type Outcome, type Verdict } from '../../sim/model/verdict.ts';
import type { Description, JudgedVerdict, RunRequest, RunResult, RunSummary } from './protocol.ts';

const app: AppDescription = describe();

export function describePage(): Description {
  return {
    app,
    // Only what is data: a fault's code cannot be sent to the page.
    faults: faults.map(({ id, title, sentence, params }) => ({ id, title, sentence, params })),
    constants,
  };
}
