/**
 * The processor's lock: one key a user, set if it does not exist, with an expiry. Who releases it deletes it: whoever
 * holds it, or (as the settings say) only if it is still the same owner's.
 */
import type { Redis } from '@upstash/redis';
import type { Context } from './context.ts';
import { print } from './log-lines/index.ts';
import type { Settings } from './settings/index.ts';

const FEWEST_OWNERS = 10_000;
const OWNERS = 90_000;

/** One script on the server: nobody can take the lock between the comparison and the deletion. */
const RELEASE_OWN = `
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0`;

function lockKey(user: string): string {
  return `batch_processing_${user}`;
}

/** A value of its own for each attempt: the processor's clock and a random string, or five digits. */
export function newOwner({ lockOwner }: Settings): string {
  return lockOwner === 'digits'
    ? String(FEWEST_OWNERS + Math.floor(Math.random() * OWNERS))
    : `${Date.now()}_${Math.random().toString(36).slice(2, 11)}`;
}

export async function acquireLock(user: string, owner: string, { clients, settings }: Context): Promise<boolean> {
  if (settings.lockMs === 0) return true;
  const answer = await clients.keyRedis().set(lockKey(user), owner, { nx: true, px: settings.lockMs });
  return answer !== null;
}

/** A lock that cannot be released expires by itself: it is only logged, and what was to follow follows. */
export async function releaseLock(user: string, owner: string, { clients, settings }: Context): Promise<void> {
  if (settings.lockMs === 0) return;
  try {
    await release(clients.keyRedis(), lockKey(user), owner, settings.lockRelease);
  } catch (error) {
    print('release-failed', { error });
  }
}

async function release(redis: Redis, key: string, owner: string, by: Settings['lockRelease']): Promise<void> {
  switch (by) {
    case 'anyone':
      await redis.del(key);
      return;
    case 'owner-in-client': {
      const holder = await redis.get<unknown>(key);
      if (holder === owner) await redis.del(key);
      else print('not-owner', { holder, id: owner });
      return;
    }
    case 'owner-in-script':
      await redis.eval(RELEASE_OWN, [key], [owner]);
  }
}
