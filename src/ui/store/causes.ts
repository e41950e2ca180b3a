/**
 * The chain of causes of an event: what it follows from, back to the user's message, and what it led to. A chain
 * tells a story, so events that only carry it on (the arrival of an answer, a timer being set) are left out unless
 * they are all there is.
 */
import type { Trace, TraceEvent } from '../../sim/model/trace.ts';

export interface Link {
  readonly event: TraceEvent;
  readonly part: 'before' | 'selected' | 'after';
}

const CARRIERS: readonly TraceEvent['kind'][] = ['answer', 'return', 'timer-set', 'timer-cleared', 'request'];
const LONGEST_BEFORE = 9;
const LONGEST_AFTER = 4;
/** How many events are walked over at most, in either direction. */
const WALKED = 5_000;

/** The causes, in the order in which they happened, then the event itself, then what came of it. */
export function chainOf(trace: Trace, selectedId: number): readonly Link[] {
  const selected = trace.events[selectedId];
  if (selected === undefined) return [];
  const before = ancestors(trace, selected).filter(tells).slice(-LONGEST_BEFORE);
  const after = descendants(trace, selected).filter(tells).slice(0, LONGEST_AFTER);
  return [
    ...before.map((event) => ({ event, part: 'before' }) as const),
    { event: selected, part: 'selected' },
    ...after.map((event) => ({ event, part: 'after' }) as const),
  ];
}

function tells(event: TraceEvent): boolean {
  return !CARRIERS.includes(event.kind);
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
