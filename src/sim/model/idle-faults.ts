/** Faults that were armed and did nothing: a number of a call that was never reached, a moment after the end. */
import type { FaultInput } from './scenario.ts';
import type { Trace } from './trace.ts';

export interface IdleFault {
  /** Its place in the inputs. */
  readonly index: number;
  readonly fault: FaultInput;
}

/** What is said of one, after its name. */
export const NEVER_TOOK_EFFECT = 'never took effect: nothing in this run was as it says';

/** What a clock's fault records that leaves the clock as it is. */
const BY_NOTHING = /^the clock (?:is|runs|is set by|is off by up to) 0 (?:ms|ppm)\b/;

/** Whatever a fault does leaves an event of its own. */
export function idleFaultsOf({ inputs, events }: Pick<Trace, 'inputs' | 'events'>): readonly IdleFault[] {
  const struck = new Set<number>();
  for (const event of events) {
    if (event.kind === 'fault' && !BY_NOTHING.test(event.effect)) struck.add(event.fault);
  }
  return inputs.faults.flatMap((fault, index) => (struck.has(index) ? [] : [{ index, fault }]));
}
