/**
 * The batch processor: takes the lock, reads the list, waits while the last message is young, and else answers all
 * with one question to the model and one reply. The history is saved last, and an error clears the list.
 */
import type { Redis } from '@upstash/redis';
import type { Clients } from './clients.ts';
import { loadHistory, saveHistory } from './history.ts';
import { clearMessages, readMessages } from './list.ts';
import { acquireLock, newOwner, releaseLock } from './lock.ts';
import { print } from './log-lines.ts';
import type { BatchedMessage } from './message.ts';
import { ask, joinTexts } from './model.ts';
import { sendReply } from './reply.ts';
import type { Settings } from './settings.ts';
import { publishRequeue } from './trigger.ts';

export async function handleBatch(request: Request, clients: Clients, settings: Settings): Promise<Response> {
  const body: unknown = await request.json();
  const user = senderOf(body);
  if (user === undefined) return Response.json({ error: 'senderId is required' }, { status: 400 });
  const redis = clients.redis();
  const owner = newOwner();
  try {
    if (!(await acquireLock(redis, user, owner, settings.lockMs))) {
      print('already-running');
      return Response.json({ status: 'already_processing' });
    }
    print('lock-acquired', { id: owner });
    return await processBatch(user, redis, clients, settings);
  } catch (error) {
    // Whatever failed, the lock's own command included: nothing may be stuck.
    print('batch-error', { error });
    await clear(redis, user);
    await release(redis, user, settings);
    return Response.json({ error: 'Processing failed' }, { status: 500 });
  }
}

function senderOf(body: unknown): string | undefined {
  return typeof body === 'object' && body !== null && 'senderId' in body && typeof body.senderId === 'string'
    ? body.senderId
    : undefined;
}

async function processBatch(user: string, redis: Redis, clients: Clients, settings: Settings): Promise<Response> {
  const messages = await read(redis, user);
  const last = messages.at(-1);
  if (last === undefined) {
    print('no-messages');
    await release(redis, user, settings);
    return Response.json({ status: 'no_messages' });
  }
  print('found', { count: messages.length });
  if (Date.now() - last.timestamp < settings.quietMs) {
    print('waiting');
    // First the lock: the re-queued processor would meet it.
    await release(redis, user, settings);
    await publishRequeue(clients.qstash(), user, settings);
    return Response.json({ status: 'waiting_for_more' });
  }
  print('processing', { count: messages.length });
  await answer(user, messages, clients, settings);
  await clear(redis, user);
  await release(redis, user, settings);
  return Response.json({ status: 'processed', count: messages.length });
}

async function answer(
  user: string,
  messages: readonly BatchedMessage[],
  clients: Clients,
  { historyLimit }: Settings,
): Promise<void> {
  const firestore = clients.firestore();
  const history = await loadHistory(firestore, user);
  const text = joinTexts(messages.map((message) => message.text));
  const reply = await ask(clients.openai(), history, text);
  await sendReply(user, reply);
  const entries = [...history, { role: 'user', content: text }, { role: 'assistant', content: reply }] as const;
  await saveHistory(firestore, user, entries, historyLimit);
}

/** A list that cannot be read counts as empty. */
async function read(redis: Redis, user: string): Promise<readonly BatchedMessage[]> {
  try {
    return await readMessages(redis, user);
  } catch (error) {
    print('read-failed', { error });
    return [];
  }
}

/** A list that cannot be cleared is answered again: it is only logged. */
async function clear(redis: Redis, user: string): Promise<void> {
  try {
    await clearMessages(redis, user);
  } catch (error) {
    print('clear-failed', { error });
  }
}

/** A lock that cannot be released expires by itself: it is only logged, and what was to follow follows. */
async function release(redis: Redis, user: string, { lockMs }: Settings): Promise<void> {
  try {
    await releaseLock(redis, user, lockMs);
  } catch (error) {
    print('release-failed', { error });
  }
}
