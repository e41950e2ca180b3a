/**
 * Which lanes there are, and on which of them an event lies. A node has a lane; the platform's front door has none
 * unless something ends there; in the baseline the user's phone gets one of its own and the model works on the tab's.
 * Many instances of one role share a lane: their bars lie on tracks.
 */
import { ROLE_ORDER, type NodeInfo, type NodeRole, type Trace, type TraceEvent } from '../../../sim/model/trace.ts';
import type { Lane } from './shapes.ts';

/** More instances of a role than this share a lane. */
const MOST_INSTANCE_LANES = 3;

export type LanePlan = Omit<Lane, 'tracks'>;

export interface Lanes {
  readonly plans: readonly LanePlan[];
  /** The lane of an event; undefined where it is not drawn on any. */
  readonly ofEvent: (event: TraceEvent) => number | undefined;
  readonly ofNode: (node: string) => number | undefined;
  /** Whether the lane stands for several instances. */
  readonly shared: (lane: number) => boolean;
}

const SUBS: Readonly<Record<NodeRole, string>> = {
  phone: 'customer',
  messenger: 'platform',
  platform: 'front door',
  instance: 'function',
  redis: 'list, lock',
  'redis-replica': 'replica',
  qstash: 'delayed publish',
  firestore: 'history',
  openai: 'model',
  tab: 'timer, model',
};

const EMPTY: Readonly<Partial<Record<NodeRole, string>>> = {
  redis: 'never asked',
  qstash: 'nothing published',
  firestore: 'nothing saved',
  openai: 'never called',
};

export function lanesOf(trace: Trace): Lanes {
  const used = new Set<string>();
  for (const event of trace.events) {
    // The platform answers in a dead instance's stead; that alone gives it no lane.
    if (event.kind !== 'answer') used.add(event.node);
  }
  const offsets = clockOffsets(trace);
  const plans: LanePlan[] = [];
  const byNode = new Map<string, number>();
  const sharedLanes = new Set<number>();
  const add = (plan: LanePlan, nodes: readonly string[]): number => {
    const lane = plans.push(plan) - 1;
    for (const node of nodes) byNode.set(node, lane);
    return lane;
  };

  const rank = ({ role }: NodeInfo): number => ROLE_ORDER.indexOf(role);
  const pipeline = trace.nodes.filter(({ side }) => side === 'pipeline').toSorted((a, b) => rank(a) - rank(b));
  const folded = new Set<string>();
  for (const node of pipeline) {
    if (needsEvents(node.role) && !used.has(node.id)) continue;
    const clockOffsetMs = offsets.get(node.id) ?? 0;
    if (node.role !== 'instance') {
      const name = node.role === 'phone' ? node.label.toLowerCase() : node.label;
      add(
        {
          side: 'pipeline',
          role: node.role,
          stands: node.role,
          name,
          sub: SUBS[node.role],
          clockOffsetMs,
          empty: EMPTY[node.role] ?? '',
        },
        [node.id],
      );
      continue;
    }
    const route = node.route ?? node.label;
    if (folded.has(route)) continue;
    const alike = pipeline.filter(
      (other) => other.role === 'instance' && (other.route ?? other.label) === route && used.has(other.id),
    );
    const plan = { side: 'pipeline', role: 'instance', stands: route, sub: SUBS.instance, empty: '' } as const;
    if (alike.length <= MOST_INSTANCE_LANES) {
      add({ ...plan, name: node.label, clockOffsetMs }, [node.id]);
      continue;
    }
    folded.add(route);
    const distinct = new Set(alike.map(({ id }) => offsets.get(id) ?? 0));
    const [common = 0] = distinct;
    const lane = add(
      { ...plan, name: route, sub: `${alike.length} instances`, clockOffsetMs: distinct.size === 1 ? common : 0 },
      alike.map(({ id }) => id),
    );
    sharedLanes.add(lane);
  }

  const tabs = trace.nodes.filter(({ role, side }) => role === 'tab' && side === 'baseline');
  const users = usersOf(trace);
  const phones = new Map<string, number>();
  if (tabs.length > 0) {
    users.forEach((user, index) => {
      const name = index === 0 ? 'phone' : `phone ${index + 1}`;
      const plan: LanePlan = {
        side: 'baseline',
        role: 'phone',
        stands: 'phone',
        name,
        sub: SUBS.phone,
        clockOffsetMs: 0,
        empty: '',
      };
      phones.set(user, add(plan, []));
    });
    const clockOffsetMs = offsets.get(tabs[0]?.id ?? '') ?? 0;
    const baselineNodes = trace.nodes.filter(({ side }) => side === 'baseline').map(({ id }) => id);
    add(
      { side: 'baseline', role: 'tab', stands: 'tab', name: 'tab', sub: SUBS.tab, clockOffsetMs, empty: '' },
      baselineNodes,
    );
  }

  return {
    plans,
    ofNode: (node) => byNode.get(node),
    ofEvent: (event) => {
      const seen = event.kind === 'message' || event.kind === 'reply';
      const phone = event.side === 'baseline' && seen ? phones.get(event.users[0] ?? '') : undefined;
      return phone ?? byNode.get(event.node);
    },
    shared: (lane) => sharedLanes.has(lane),
  };
}

/** Lanes of the services are always there, so that one sees that nobody called them. */
function needsEvents(role: NodeRole): boolean {
  return role === 'instance' || role === 'platform' || role === 'redis-replica';
}

function usersOf(trace: Trace): readonly string[] {
  const users = new Set<string>();
  for (const event of trace.events) {
    const [user] = event.users;
    if (event.kind === 'message' && user !== undefined) users.add(user);
  }
  return [...users];
}

/** How far each node's clock is from what most clocks say, in milliseconds, as it read last. */
export function clockOffsets(trace: Trace): ReadonlyMap<string, number> {
  const origins = new Map<string, number>();
  for (const { node, clockMs, atMs } of trace.events) origins.set(node, clockMs - atMs);
  const sorted = [...origins.values()].toSorted((a, b) => a - b);
  const usual = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return new Map([...origins].map(([node, origin]) => [node, Math.round(origin - usual)]));
}
