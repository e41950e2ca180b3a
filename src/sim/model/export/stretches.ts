/**
 * What of a run lasts: requests being handled, and calls from their request to their answer. Viewers of traces
 * (Perfetto, OpenTelemetry) draw such stretches; both exports are made from these.
 */
import type { Trace, TraceEvent } from '../trace.ts';

export interface Stretch {
  /** The event that it began with: for a handled request its arrival, for a call its request. */
  readonly id: number;
  readonly kind: 'handling' | 'call';
  readonly node: string;
  readonly name: string;
  readonly fromMs: number;
  readonly toMs: number;
  /** For a call: the handling that made it. For a handling: the call that asked for it. */
  readonly parent: number | null;
  readonly messages: readonly string[];
  /** `200`, or how it ended otherwise. */
  readonly outcome: string;
  readonly failed: boolean;
  /** For a call: whom it was to. */
  readonly to: string | null;
}

type Ending = Pick<Stretch, 'toMs' | 'outcome' | 'failed'>;

const FIRST_ERROR_STATUS = 400;

export function stretchesOf(trace: Trace): readonly Stretch[] {
  const { events, end } = trace;
  const open: Ending = { toMs: end.atMs, outcome: 'never ended', failed: true };
  const handled = endingsOfHandlings(events);
  const returned = endingsOfCalls(events);
  return events.flatMap((event): readonly Stretch[] => {
    if (event.kind === 'arrival' && event.invocation === event.id) {
      const { id, node, operation: name, atMs: fromMs, messages, request: parent } = event;
      return [{ id, kind: 'handling', node, name, fromMs, parent, messages, to: null, ...(handled.get(id) ?? open) }];
    }
    if (event.kind === 'request') {
      const { id, node, operation: name, atMs: fromMs, messages, to, invocation: parent = null } = event;
      return [{ id, kind: 'call', node, name, fromMs, parent, messages, to, ...(returned.get(id) ?? open) }];
    }
    return [];
  });
}

/** By the arrival that began it. What an instance died of ends all that it was handling. */
function endingsOfHandlings(events: readonly TraceEvent[]): ReadonlyMap<number, Ending> {
  const endings = new Map<number, Ending>();
  const under = new Map<string, Set<number>>();
  for (const event of events) {
    const { id, node, atMs: toMs, invocation } = event;
    const here = under.get(node) ?? new Set();
    under.set(node, here);
    if (event.kind === 'arrival' && invocation === id) here.add(id);
    else if (event.kind === 'answer' && invocation !== undefined && here.delete(invocation)) {
      endings.set(invocation, { toMs, outcome: String(event.status), failed: event.status >= FIRST_ERROR_STATUS });
    } else if (event.kind === 'lifecycle' && ['crash', 'timeout', 'stop'].includes(event.change)) {
      for (const handling of here) endings.set(handling, { toMs, outcome: event.change, failed: true });
      here.clear();
    }
  }
  return endings;
}

/** By the request that began it. */
function endingsOfCalls(events: readonly TraceEvent[]): ReadonlyMap<number, Ending> {
  const endings = new Map<number, Ending>();
  for (const event of events) {
    if (event.kind === 'return') {
      const { atMs: toMs, status } = event;
      endings.set(event.request, { toMs, outcome: String(status), failed: status >= FIRST_ERROR_STATUS });
    } else if (event.kind === 'failure') {
      endings.set(event.request, { toMs: event.atMs, outcome: event.error, failed: true });
    }
  }
  return endings;
}
