/** Faults that were armed and did nothing: a number of a call that was never reached, a moment after the end. */
import type { FaultInput } from './scenario.ts';
import type { Trace } from './trace.ts';

export interface IdleFault {
  /** Its place in the inputs. */
  readonly index: number;
  readonly fault: FaultInput;
}

/** Whatever a fault does leaves an event of its own. */
export function idleFaultsOf({ inputs, events }: Trace): readonly IdleFault[] {
  const struck = new Set(events.flatMap((event) => (event.kind === 'fault' ? [event.fault] : [])));
  return inputs.faults.flatMap((fault, index) => (struck.has(index) ? [] : [{ index, fault }]));
}
