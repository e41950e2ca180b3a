/** What a run with faults did, told in lines: `3.300 processor-1 → redis SET NX: 200 at 3.400`. */
import type { Overrides } from '../../../src/sim/index.ts';
import type { FaultInput } from '../../../src/sim/model/scenario.ts';
import type { Side, Trace, TraceEvent } from '../../../src/sim/model/trace.ts';
import { play } from '../../support/app.ts';

/** Three quick messages under the documented policy, with these faults. */
export function burst(faults: readonly FaultInput[], over: Overrides = {}): Promise<Trace> {
  return play('rapid-burst', undefined, { faults, ...over });
}

export function one(faults: readonly FaultInput[], over: Overrides = {}): Promise<Trace> {
  return burst(faults, { messages: [{ atMs: 0, text: 'გამარჯობა' }], ...over });
}

function seconds(atMs: number): string {
  return (atMs / 1_000).toFixed(3);
}

/** All that its caller heard of the call: once at most. */
function heardOf({ events }: Trace, request: TraceEvent): string {
  const heard = events.flatMap((event) => {
    if (event.kind === 'return' && event.request === request.id) return [`${event.status} at ${seconds(event.atMs)}`];
    return event.kind === 'failure' && event.request === request.id ? [`${event.error} at ${seconds(event.atMs)}`] : [];
  });
  return heard.length === 0 ? 'nothing' : heard.join(', ');
}

/** Every call whose operation holds that text, and how it ended for who made it. */
export function calls(trace: Trace, operation: string, side: Side = 'pipeline'): readonly string[] {
  return trace.events.flatMap((event) =>
    event.kind === 'request' && event.side === side && event.operation.includes(operation)
      ? [`${seconds(event.atMs)} ${event.node} → ${event.to} ${event.operation}: ${heardOf(trace, event)}`]
      : [],
  );
}

/** When requests with that operation were served, and where. */
export function arrivals({ events }: Trace, operation: string): readonly string[] {
  return events.flatMap((event) =>
    event.kind === 'arrival' && event.side === 'pipeline' && event.operation.includes(operation)
      ? [`${seconds(event.atMs)} ${event.node}`]
      : [],
  );
}

/** What the faults did, and where. */
export function effects({ events }: Trace): readonly string[] {
  return events.flatMap((event) =>
    event.kind === 'fault' ? [`${seconds(event.atMs)} ${event.node}: ${event.effect}`] : [],
  );
}

/** When the user saw a reply, and to how many messages. */
export function replies({ events }: Trace, side: Side = 'pipeline'): readonly string[] {
  return events.flatMap((event) =>
    event.kind === 'reply' && event.side === side ? [`${seconds(event.atMs)} to ${event.messages.length}`] : [],
  );
}

export function lives({ events }: Trace, ...changes: readonly string[]): readonly string[] {
  return events.flatMap((event) =>
    event.kind === 'lifecycle' && changes.includes(event.change)
      ? [`${seconds(event.atMs)} ${event.node} ${event.change}`]
      : [],
  );
}
