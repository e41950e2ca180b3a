/** Triggers that were spent at the lock: who was called ended well without having looked at the list. */
import { type InvocationView, isRead } from '../model/view/index.ts';

const PROCESSOR = 'processor';
/** Commands that look at a list. Scripts may do anything, so they count as well. */
const LOOKS = /LRANGE|LPOP|RPOP|LMOVE|LLEN|EVAL|FCALL/;

/** The event that ended a processor whose trigger was spent; what it was called for is up to others. */
export function spentAt({ route, end, calls }: InvocationView): number | undefined {
  if (route !== PROCESSOR || end.kind !== 'answered' || end.status >= 300 || calls.length === 0) return undefined;
  const redisOnly = calls.every(({ to }) => to === 'redis' || to === 'redis-replica');
  return redisOnly && !calls.some((call) => isRead(call) || LOOKS.test(call.operation)) ? end.event : undefined;
}
