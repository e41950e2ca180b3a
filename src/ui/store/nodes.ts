/** Instances and clocks at a moment, read off the events so far. */
import type { LifecycleEvent, NodeInfo, Trace } from '../../sim/model/trace.ts';

export interface InstanceNow {
  readonly node: NodeInfo;
  readonly state: LifecycleEvent['change'];
  /** Requests that it has not answered yet. */
  readonly busy: number;
}

/** Instances that have started, in the order in which they are shown. */
export function instancesAt(trace: Trace, count: number): readonly InstanceNow[] {
  const states = new Map<string, LifecycleEvent['change']>();
  const open = new Map<string, number>();
  for (const event of trace.events.slice(0, count)) {
    if (event.kind === 'lifecycle') states.set(event.node, event.change);
    if (event.kind === 'arrival') open.set(event.node, (open.get(event.node) ?? 0) + 1);
    if (event.kind === 'answer') open.set(event.node, (open.get(event.node) ?? 0) - 1);
  }
  return trace.nodes.flatMap((node) => {
    const state = states.get(node.id) ?? (open.has(node.id) ? 'ready' : undefined);
    if (node.role !== 'instance' || state === undefined) return [];
    const gone = state === 'crash' || state === 'timeout' || state === 'stop';
    return [{ node, state, busy: gone ? 0 : Math.max(0, open.get(node.id) ?? 0) }];
  });
}

export interface ClockNow {
  readonly node: NodeInfo;
  /** When it was last read, in milliseconds of the Unix epoch. */
  readonly clockMs: number;
  /** How far ahead of most of the others, in milliseconds; negative: behind. */
  readonly skewMs: number;
}

/** The clock of each node of the pipeline as it last read, beside what most clocks say. */
export function clocksAt(trace: Trace, count: number): readonly ClockNow[] {
  const last = new Map<string, { readonly clockMs: number; readonly originMs: number }>();
  for (const { node, clockMs, atMs, side } of trace.events.slice(0, count)) {
    if (side === 'pipeline') last.set(node, { clockMs, originMs: clockMs - atMs });
  }
  const origins = [...last.values()].map(({ originMs }) => originMs).toSorted((a, b) => a - b);
  const usualMs = origins[Math.floor(origins.length / 2)] ?? 0;
  return trace.nodes.flatMap((node) => {
    const read = last.get(node.id);
    return read === undefined ? [] : [{ node, clockMs: read.clockMs, skewMs: read.originMs - usualMs }];
  });
}
