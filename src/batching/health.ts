/** Whether Redis answers in time, asked before batching is chosen. */
import type { Context } from './context.ts';
import { print } from './log-lines/index.ts';

export async function isRedisHealthy({ clients, settings }: Context): Promise<boolean> {
  if (settings.pingTimeoutMs === 0) return true;
  try {
    await clients.pingRedis().ping();
    return true;
  } catch (error) {
    print('fallback');
    print('ping-failed', { error });
    return false;
  }
}
