/**
 * The chain of causes of an event: what it follows from, back to the user's message, and what it led to. A chain
 * tells a story, so events that only carry it on (the arrival of an answer, a timer being set) are left out unless
 * they are all there is.
 */
import { isRest } from '../../sim/model/rest.ts';
import type { Trace, TraceEvent } from '../../sim/model/trace.ts';

export interface Link {
  readonly event: TraceEvent;
  readonly part: 'before' | 'selected' | 'after';
}

const CARRIERS: readonly TraceEvent['kind'][] = ['answer', 'return', 'timer-set', 'timer-cleared', 'request'];
/** As many as the inspector shows at once. */
const LONGEST_BEFORE = 5;
const LONGEST_AFTER = 3;
/** How many events are walked over at most, in either direction. */
const WALKED = 5_000;

/** The causes, in the order in which they happened, then the event itself, then what came of it. */
export function chainOf(trace: Trace, selectedId: number): readonly Link[] {
  const selected = trace.events[selectedId];
  if (selected === undefined) return [];
  const before = shortened(ancestors(trace, selected).filter(tells), LONGEST_BEFORE);
  const after = shortened(descendants(trace, selected).filter(tells), LONGEST_AFTER);
  return [
    ...before.map((event) => ({ event, part: 'before' }) as const),
    { event: selected, part: 'selected' },
    ...after.map((event) => ({ event, part: 'after' }) as const),
  ];
}

function tells(event: TraceEvent): boolean {
  return !CARRIERS.includes(event.kind) && !isRest(event);
}

/**
 * Leaves out what says least: first what is routine (a command to a store, a line of a log), then what lies in the
 * middle, so that where it began and where it ended stay.
 */
function shortened(events: readonly TraceEvent[], most: number): readonly TraceEvent[] {
  const surplus = events.length - most;
  if (surplus <= 0) return events;
  const routine = events.filter((event) => !turns(event)).slice(-surplus);
  const rest = events.filter((event) => !routine.includes(event));
  if (rest.length <= most) return rest;
  return [...rest.slice(0, 1), ...rest.slice(rest.length - most + 1)];
}

/** Whether the story turns here: somebody speaks, somebody is called, something is published, asked or broken. */
function turns(event: TraceEvent): boolean {
  switch (event.kind) {
    case 'message':
    case 'reply':
    case 'failure':
    case 'fault':
    case 'service':
      return true;
    case 'lifecycle':
      return event.change === 'crash' || event.change === 'timeout';
    case 'arrival':
      return event.invocation === event.id || event.operation === 'publish' || event.operation === 'chat';
    default:
      return false;
  }
}

function ancestors(trace: Trace, selected: TraceEvent): readonly TraceEvent[] {
  const found = new Map<number, TraceEvent>();
  const open = [...selected.causes];
  while (open.length > 0 && found.size < WALKED) {
    const id = open.pop() ?? 0;
    const event = trace.events[id];
    if (event === undefined || found.has(id)) continue;
    found.set(id, event);
    open.push(...event.causes);
  }
  return [...found.values()].toSorted((a, b) => a.id - b.id);
}

function descendants(trace: Trace, selected: TraceEvent): readonly TraceEvent[] {
  const reached = new Set([selected.id]);
  const found: TraceEvent[] = [];
  for (const event of trace.events.slice(selected.id + 1, selected.id + WALKED)) {
    if (!event.causes.some((id) => reached.has(id))) continue;
    reached.add(event.id);
    found.push(event);
  }
  return found;
}
