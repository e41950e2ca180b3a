/** The list in Redis that a user's messages wait in. */
import type { Redis } from '@upstash/redis';
import { type BatchedMessage, isBatchedMessage } from './message.ts';

function listKey(user: string): string {
  return `msgbatch:${user}`;
}

export async function addMessage(redis: Redis, user: string, message: BatchedMessage): Promise<void> {
  await redis.rpush(listKey(user), JSON.stringify(message));
}

/** In the order in which they were pushed. */
export async function readMessages(redis: Redis, user: string): Promise<readonly BatchedMessage[]> {
  const entries = await redis.lrange<string>(listKey(user), 0, -1);
  return entries.map((entry): unknown => JSON.parse(entry)).filter(isBatchedMessage);
}

/** Deletes the list, whatever has been pushed since it was read. */
export async function clearMessages(redis: Redis, user: string): Promise<void> {
  await redis.del(listKey(user));
}
