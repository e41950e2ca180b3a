/** What can be said of instances and clocks at a moment: a fold over the lifecycle, and the clocks that events carry. */
import { isRecord, type Json } from '../../../sim/model/json.ts';
import type { LifecycleEvent, NodeInfo, Trace } from '../../../sim/model/trace.ts';

export interface InstanceNow {
  readonly node: NodeInfo;
  readonly state: LifecycleEvent['change'];
  /** Requests that it has not answered yet. */
  readonly busy: number;
  /** As the platform calls it. */
  readonly deployment: string;
  /** Variables of its environment that are not as the run's first deployment has them; null: it has none. */
  readonly differs: readonly (readonly [name: string, value: string | null])[];
  /** Whether its last change of state is the last event. */
  readonly changed: boolean;
}

const GONE: readonly LifecycleEvent['change'][] = ['crash', 'timeout', 'stop'];
const DEPLOYMENT = /^deployment (.+)$/;

interface Life {
  state: LifecycleEvent['change'];
  open: number;
  deployment: string;
  differs: InstanceNow['differs'];
  changedBy: number;
}

/** Instances that have started, in the order in which they are shown. */
export function instancesAt(trace: Trace, count: number): readonly InstanceNow[] {
  const lives = new Map<string, Life>();
  const lifeOf = (node: string): Life => {
    const life = lives.get(node) ?? { state: 'ready', open: 0, deployment: '', differs: [], changedBy: -1 };
    lives.set(node, life);
    return life;
  };
  for (const event of trace.events.slice(0, count)) {
    if (event.kind === 'arrival') lifeOf(event.node).open += 1;
    if (event.kind === 'answer') lifeOf(event.node).open -= 1;
    if (event.kind !== 'lifecycle') continue;
    const life = lifeOf(event.node);
    life.state = event.change;
    life.changedBy = event.id;
    if (event.change !== 'start') continue;
    life.deployment = DEPLOYMENT.exec(event.detail)?.[1] ?? event.detail;
    life.differs = differences(event.facts?.['environment']);
  }
  return trace.nodes.flatMap((node) => {
    const life = lives.get(node.id);
    if (node.role !== 'instance' || life === undefined) return [];
    const { state, open, deployment, differs, changedBy } = life;
    const busy = GONE.includes(state) ? 0 : Math.max(0, open);
    return [{ node, state, busy, deployment, differs, changed: changedBy === count - 1 }];
  });
}

function differences(environment: Json | undefined): InstanceNow['differs'] {
  if (!isRecord(environment)) return [];
  return Object.entries(environment).map(([name, value]) => [name, typeof value === 'string' ? value : null]);
}

export interface ClockNow {
  readonly node: NodeInfo;
  /** What it shows, in milliseconds of the Unix epoch: as it was last read, and what has passed since. */
  readonly clockMs: number;
  /** How far ahead of most of the others, in milliseconds; negative: behind. */
  readonly skewMs: number;
}

/** The clock of each node of the pipeline beside what most clocks say. */
export function clocksAt(trace: Trace, count: number, atMs: number): readonly ClockNow[] {
  const origins = new Map<string, number>();
  for (const { node, clockMs, atMs: readAtMs, side } of trace.events.slice(0, count)) {
    if (side === 'pipeline') origins.set(node, clockMs - readAtMs);
  }
  const sorted = [...origins.values()].toSorted((a, b) => a - b);
  const usualMs = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return trace.nodes.flatMap((node) => {
    const originMs = origins.get(node.id);
    return originMs === undefined ? [] : [{ node, clockMs: originMs + atMs, skewMs: originMs - usualMs }];
  });
}
