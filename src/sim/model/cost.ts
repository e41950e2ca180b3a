/** What a run cost, read off its trace: how long replies took, and how often each service was asked. */
import type { NodeRole } from './trace.ts';
import type { RunView } from './view/index.ts';

/** How often a service was asked, in a run. */
export interface Cost {
  readonly queueMessages: number;
  readonly modelCalls: number;
  readonly redisCommands: number;
}

/** From the last message that a reply answers to the reply, for each reply of the side. */
export function replyTimes({ replies, byMid, side }: RunView): readonly number[] {
  return replies.flatMap((reply) => {
    const typed = reply.messages.flatMap((mid) => byMid.get(mid)?.atMs ?? []);
    return reply.side === side && typed.length > 0 ? [reply.atMs - Math.max(...typed)] : [];
  });
}

export function costOf({ trace, publishes, side }: RunView): Cost {
  const roles = new Map(trace.nodes.map(({ id, role }) => [id, role]));
  const arrivals = (...wanted: readonly NodeRole[]) =>
    trace.events.flatMap((event) => {
      if (event.kind !== 'arrival' || event.side !== side) return [];
      return wanted.includes(roles.get(event.node) ?? 'phone') ? [event] : [];
    });
  return {
    queueMessages: publishes.filter(({ deduplicated }) => !deduplicated).length,
    modelCalls: arrivals('openai').length,
    redisCommands: arrivals('redis', 'redis-replica').reduce((sum, { facts }) => {
      const commands = facts?.['commands'];
      return sum + (Array.isArray(commands) ? commands.length : 1);
    }, 0),
  };
}

export interface RunCost extends Cost {
  /** The slowest reply, from the last message that it answers; null where there is none. */
  readonly slowestReplyMs: number | null;
  readonly replies: number;
}

export function runCostOf(view: RunView): RunCost {
  const times = replyTimes(view);
  return { ...costOf(view), slowestReplyMs: times.length === 0 ? null : Math.max(...times), replies: times.length };
}
