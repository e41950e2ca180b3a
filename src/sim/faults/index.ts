/** The catalogue of faults, in the order in which they are shown. */
import { InputError } from '../model/errors.ts';
import type { FaultInput } from '../model/scenario.ts';
import { clockOffset } from './clock-offset.ts';
import { environment } from './environment.ts';
import type { Fault } from './fault.ts';
import { openaiLatency } from './openai-latency.ts';
import { qstashDeliversAgain } from './qstash-delivers-again.ts';

export type { Fault, FaultWorld, FaultyInstance } from './fault.ts';

export const faults: readonly Fault[] = [openaiLatency, qstashDeliversAgain, clockOffset, environment];

/** The fault of that name, with its parameters apart from it. Throws InputError for a name that does not exist. */
export function findFault(
  input: FaultInput,
  where: string,
): { readonly fault: Fault; readonly params: Readonly<Record<string, unknown>> } {
  const fault = faults.find(({ id }) => id === input.fault);
  if (fault === undefined)
    throw new InputError(`${where}.fault`, input.fault, `one of ${faults.map(({ id }) => id).join(', ')}`);
  const params = Object.fromEntries(Object.entries(input).filter(([name]) => name !== 'fault'));
  return { fault, params };
}
