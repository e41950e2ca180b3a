/** The catalogue of faults, in the order in which they are shown. */
import { notAmong } from '../model/expected-among.ts';
import type { FaultInput } from '../model/scenario.ts';
import { callBreaks } from './call-breaks.ts';
import { callFails } from './call-fails.ts';
import { callHangs } from './call-hangs.ts';
import { callSlow } from './call-slow.ts';
import { callStalls } from './call-stalls.ts';
import { callTwice } from './call-twice.ts';
import { clockDrift } from './clock-drift.ts';
import { clockJitter } from './clock-jitter.ts';
import { clockOffset } from './clock-offset.ts';
import { clockStep } from './clock-step.ts';
import { crash } from './crash.ts';
import { environmentChange } from './environment-change.ts';
import { environment } from './environment.ts';
import type { Fault } from './fault.ts';
import { freeze } from './freeze.ts';
import { heavyTail } from './heavy-tail.ts';
import { kill } from './kill.ts';
import { openaiLatency } from './openai-latency.ts';
import { otherDeployment } from './other-deployment.ts';
import { parameter } from './parameter.ts';
import { qstashDeliversAgain } from './qstash-delivers-again.ts';
import { qstashLate } from './qstash-late.ts';
import { replicaLag } from './replica-lag.ts';
import { tabClosed } from './tab-closed.ts';
import { webhookAgain } from './webhook-again.ts';
import { webhookLate } from './webhook-late.ts';

export type { Fault, FaultWorld, FaultyInstance } from './fault.ts';

/** First what people reach for first: the model, the queue, the crash; then single calls, then what surrounds them. */
export const faults: readonly Fault[] = [
  openaiLatency,
  qstashDeliversAgain,
  clockOffset,
  crash,
  kill,
  freeze,
  callFails,
  callHangs,
  callSlow,
  callBreaks,
  callStalls,
  callTwice,
  heavyTail,
  webhookAgain,
  webhookLate,
  qstashLate,
  replicaLag,
  clockDrift,
  clockStep,
  clockJitter,
  environment,
  environmentChange,
  otherDeployment,
  tabClosed,
  parameter,
];

/** The fault of that name, with its parameters apart from it. Throws InputError for a name that does not exist. */
export function findFault(
  input: FaultInput,
  where: string,
): { readonly fault: Fault; readonly params: Readonly<Record<string, unknown>> } {
  const fault = faults.find(({ id }) => id === input.fault);
  if (fault === undefined)
    throw notAmong(
      `${where}.fault`,
      input.fault,
      faults.map(({ id }) => id),
    );
  const params = Object.fromEntries(Object.entries(input).filter(([name]) => name !== 'fault'));
  return { fault, params };
}
