/**
 * The list in Redis that a user's messages wait in, and its generation: a number that goes up whenever the list is
 * cleared or taken, in the same transaction.
 */
import type { Context } from './context.ts';
import { type BatchedMessage, isBatchedMessage } from './message.ts';

/** Longer than any window in which QStash remembers an id. */
const GENERATION_KEPT_MS = 86_400_000;

/** A script may write, so the primary runs it: never a replica that is behind. */
const READ_ON_PRIMARY = `return redis.call('LRANGE', KEYS[1], 0, -1)`;

function listKey(user: string): string {
  return `msgbatch:${user}`;
}

function generationKey(user: string): string {
  return `batch_generation_${user}`;
}

/** Gives the generation that the message belongs to; 0 where there are none. */
export async function addMessage(user: string, message: BatchedMessage, context: Context): Promise<number> {
  const redis = context.clients.listRedis();
  const { triggerId, listTtlMs } = context.settings;
  const key = listKey(user);
  const entry = JSON.stringify(message);
  if (triggerId === 'generation') {
    const push = redis.multi().rpush(key, entry).get<string>(generationKey(user));
    if (listTtlMs > 0) push.pexpire(key, listTtlMs);
    const [, generation] = await push.exec<[number, string | null]>();
    return Number(generation ?? 0);
  }
  await redis.rpush(key, entry);
  if (listTtlMs > 0) await redis.pexpire(key, listTtlMs);
  return 0;
}

/** In the order in which they were pushed. */
export async function readMessages(user: string, { clients, settings }: Context): Promise<readonly BatchedMessage[]> {
  const redis = clients.listRedis();
  const entries =
    settings.readFrom === 'primary'
      ? await redis.eval<[], string[]>(READ_ON_PRIMARY, [listKey(user)], [])
      : await redis.lrange<string>(listKey(user), 0, -1);
  return parseAll(entries);
}

function parseAll(entries: readonly string[]): readonly BatchedMessage[] {
  return entries.map((entry): unknown => JSON.parse(entry)).filter(isBatchedMessage);
}

/** Reads and deletes in one transaction: what is pushed later belongs to the next batch. */
export async function takeMessages(user: string, { clients, settings }: Context): Promise<readonly BatchedMessage[]> {
  const take = clients.listRedis().multi().lrange<string>(listKey(user), 0, -1).del(listKey(user));
  if (settings.triggerId === 'generation') {
    take.incr(generationKey(user)).pexpire(generationKey(user), GENERATION_KEPT_MS);
  }
  const [entries] = await take.exec<[string[], ...unknown[]]>();
  return parseAll(entries);
}

/** Puts messages back that were taken, before all that came since. */
export async function returnMessages(
  user: string,
  messages: readonly BatchedMessage[],
  { clients }: Context,
): Promise<void> {
  const entries = messages.map((message) => JSON.stringify(message)).toReversed();
  if (entries.length > 0) await clients.listRedis().lpush(listKey(user), ...entries);
}

/** Deletes the list, whatever has been pushed since it was read. */
export async function clearMessages(user: string, { clients, settings }: Context): Promise<void> {
  const redis = clients.listRedis();
  if (settings.triggerId === 'conversation') {
    await redis.del(listKey(user));
    return;
  }
  const key = generationKey(user);
  await redis.multi().del(listKey(user)).incr(key).pexpire(key, GENERATION_KEPT_MS).exec();
}
