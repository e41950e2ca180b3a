/** Which messages were deleted from Redis before anybody had read them, and by which event. */
import type { RunView } from './types.ts';

/** By `mid`, the deletion of a list that held it, where nobody ever got to see it. */
export function destroyedUnread({ trace, byMid }: RunView): ReadonlyMap<string, number> {
  const redis = new Set(
    trace.nodes.flatMap(({ id, role, side }) => (role === 'redis' && side === 'pipeline' ? [id] : [])),
  );
  const lists = new Map<string, string[]>();
  const destroyed = new Map<string, number>();
  for (const event of trace.events) {
    if (event.patch === undefined || !redis.has(event.node)) continue;
    for (const { op, key } of event.patch) {
      if (op === 'push') {
        const list = lists.get(key) ?? [];
        lists.set(key, list);
        list.push(...event.messages);
      }
      if (op !== 'delete') continue;
      for (const mid of lists.get(key) ?? []) if (byMid.get(mid)?.seenBy.length === 0) destroyed.set(mid, event.id);
      lists.delete(key);
    }
  }
  return destroyed;
}
