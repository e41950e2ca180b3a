/** Whether a fault that is armed did anything in the run on show. */
import { idleFaultsOf } from '../../sim/model/idle-faults.ts';
import type { Trace } from '../../sim/model/trace.ts';
import type { PageState } from './state.ts';

/** `unknown`: there is no run of it, or none yet. */
export type Effect = 'took' | 'idle' | 'unknown';

/**
 * Of the fault at this place of the list. While it is changed, the run before it is spoken of until the next is there:
 * that is the one on show.
 */
export function effectOf(
  { overrides, result, run }: Pick<PageState, 'overrides' | 'result' | 'run'>,
  index: number,
): Effect {
  if (result === null || run.kind === 'failed') return 'unknown';
  const { faults } = result.trace.inputs;
  const armed = overrides.faults ?? faults;
  if (faults[index] === undefined || faults[index].fault !== armed[index]?.fault) return 'unknown';
  return idleIn(result.trace).has(index) ? 'idle' : 'took';
}

/** Asked of one trace again and again, which may be long. */
const known = new WeakMap<Trace, ReadonlySet<number>>();

function idleIn(trace: Trace): ReadonlySet<number> {
  const idle = known.get(trace) ?? new Set(idleFaultsOf(trace).map(({ index }) => index));
  known.set(trace, idle);
  return idle;
}
