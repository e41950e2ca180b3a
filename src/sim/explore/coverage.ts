/**
 * What a run reached, as a set of short names: log lines, operations and how they ended, which call followed which in
 * a handler, what became of triggers, locks and instances, which faults took effect. A campaign is guided by what is
 * new, and judged by what it never met.
 */
import type { TraceEvent } from '../model/trace.ts';
import type { InvocationView, RunView } from '../model/view/index.ts';

export type Feature = string;

/** Lines of a log differ in numbers and ids, which are words with a digit in them; the others tell which line it is. */
const NUMBERED = /\S*[\d_]\S*/g;
const LONGEST_LINE = 48;
/** Counts are told apart like this: 1, 2, 3 to 4, 5 to 8, ... */
const COUNTED = [1, 2, 4, 8, 16, 32] as const;

export function featuresOf(view: RunView): ReadonlySet<Feature> {
  const features = new Set<Feature>();
  const { faults } = view.trace.inputs;
  for (const event of view.trace.events) {
    if (event.kind === 'fault') features.add(tookEffect(faults[event.fault]?.fault ?? ''));
    else if (event.side === 'pipeline') ofEvent(event, features);
  }
  const perRoute = new Map<string, number>();
  for (const invocation of view.invocations) {
    perRoute.set(invocation.route, (perRoute.get(invocation.route) ?? 0) + 1);
    ofInvocation(invocation, features);
  }
  for (const [route, times] of perRoute) features.add(`times:${route}:${bucket(times)}`);
  for (const { end, deliveries } of view.queue) features.add(`queue:${end.kind}:${bucket(deliveries.length)}`);
  for (const { end } of view.locks) features.add(`lock:${end}`);
  return features;
}

/** A fault that did something, on either side: one that was drawn may have found nothing to strike. */
export function tookEffect(fault: string): Feature {
  return `fault:${fault}`;
}

function ofEvent(event: TraceEvent, features: Set<Feature>): void {
  switch (event.kind) {
    case 'log':
      features.add(`log:${event.text.replaceAll(NUMBERED, '#').slice(0, LONGEST_LINE)}`);
      return;
    case 'lifecycle':
      features.add(`life:${event.change}`);
      return;
    case 'service':
      features.add(`service:${event.operation}`);
      return;
    default:
      return;
  }
}

function ofInvocation({ route, end, calls }: InvocationView, features: Set<Feature>): void {
  features.add(`end:${route}:${end.kind === 'answered' ? String(end.status) : end.kind}`);
  let before = 'start';
  for (const call of calls) {
    const name = `${call.to} ${call.operation}`;
    const outcome = call.end.kind === 'returned' ? String(call.end.status) : call.end.kind;
    features.add(`call:${name}:${outcome}:${bucket(call.arrivals.length)}`);
    features.add(`next:${route}:${before}:${name}`);
    before = name;
  }
}

function bucket(count: number): string {
  return count === 0 ? '0' : String(COUNTED.find((most) => count <= most) ?? 'more');
}
