/**
 * The flag that says “this user is being answered”. It is read and then set, by two commands: whoever reads between
 * another's two takes it as well.
 */
import type { Context } from './context.ts';
import { print } from './log-lines/index.ts';

function sessionKey(user: string): string {
  return `batch_session_${user}`;
}

/** Whether nobody answers this user; from now on this processor does. */
export async function enterSession(user: string, { clients, settings }: Context): Promise<boolean> {
  if (settings.sessionFlagMs === 0) return true;
  const redis = clients.keyRedis();
  if ((await redis.get<unknown>(sessionKey(user))) !== null) return false;
  await redis.set(sessionKey(user), 'active', { px: settings.sessionFlagMs });
  return true;
}

/** After success and after errors; not before a re-queue, which will meet it. */
export async function leaveSession(user: string, { clients, settings }: Context): Promise<void> {
  if (settings.sessionFlagMs === 0) return;
  try {
    await clients.keyRedis().del(sessionKey(user));
  } catch (error) {
    print('session-failed', { error });
  }
}
