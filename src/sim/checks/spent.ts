/** Triggers that were spent at the lock: who was called ended well without having looked at the list. */
import { type InvocationView, isRead, looksAtList } from '../model/view/index.ts';

const PROCESSOR = 'processor';

/** The event that ended a processor whose trigger was spent; what it was called for is up to others. */
export function spentAt({ route, end, calls }: InvocationView): number | undefined {
  if (route !== PROCESSOR || end.kind !== 'answered' || end.status >= 300 || calls.length === 0) return undefined;
  const redisOnly = calls.every(({ to }) => to === 'redis' || to === 'redis-replica');
  return redisOnly && !calls.some((call) => isRead(call) || looksAtList(call)) ? end.event : undefined;
}
