/** The processor's lock: one key a user, set if it does not exist, with an expiry. Releasing deletes it, whoever holds it. */
import type { Redis } from '@upstash/redis';

function lockKey(user: string): string {
  return `batch_processing_${user}`;
}

/** A value of its own for each attempt: the processor's clock and a random string. */
export function newOwner(): string {
  return `${Date.now()}_${Math.random().toString(36).slice(2, 11)}`;
}

export async function acquireLock(redis: Redis, user: string, owner: string, lockMs: number): Promise<boolean> {
  if (lockMs === 0) return true;
  const answer = await redis.set(lockKey(user), owner, { nx: true, px: lockMs });
  return answer !== null;
}

export async function releaseLock(redis: Redis, user: string, lockMs: number): Promise<void> {
  if (lockMs > 0) await redis.del(lockKey(user));
}
