/**
 * The batch processor: takes the lock, reads the list, waits while the last message is young, and else answers all
 * with one question to the model and one reply. The history is saved last. What follows an error is in `give-up.ts`.
 */
import { nowMs } from './clock.ts';
import { type Context, keepSender } from './context.ts';
import { handleInCustody } from './custody/processor.ts';
import { debug } from './debug.ts';
import { readDelivery } from './delivery.ts';
import { clear, giveUp, type Progress } from './give-up.ts';
import { addToHistory, loadHistory } from './history.ts';
import { readMessages, takeMessages } from './list.ts';
import { acquireLock, newOwner, releaseLock } from './lock.ts';
import { print } from './log-lines/index.ts';
import { type BatchedMessage, inOrder } from './message.ts';
import { ask, joinTexts } from './model.ts';
import { sendReply } from './reply.ts';
import { enterSession, leaveSession } from './session.ts';
import { PROCESSOR_PATH, publishRequeue } from './trigger.ts';

export async function handleBatch(request: Request, context: Context): Promise<Response> {
  const delivery = await readDelivery(request, PROCESSOR_PATH, context);
  if (delivery.kind === 'refused') return delivery.response;
  const { user, atOnce } = errandOf(delivery.body);
  if (user === undefined) return Response.json({ error: 'senderId is required' }, { status: 400 });
  if (context.settings.custody) return handleInCustody({ user, atOnce }, request, context);
  const sender = keepSender(user, context);
  const owner = newOwner(context.settings);
  const release = (): Promise<void> => releaseLock(sender(), owner, context);
  const progress: Progress = { read: [], taken: false, reply: undefined };
  try {
    if (!(await acquireLock(sender(), owner, context))) {
      print('already-running');
      return Response.json({ status: 'already_processing' });
    }
    print('lock-acquired', { id: owner });
    if (!(await enterSession(sender(), context))) {
      print('already-running');
      await release();
      return Response.json({ status: 'already_processing' });
    }
    return Response.json(await processBatch(sender, progress, context, release));
  } catch (error) {
    // Whatever failed, the lock's own command included: nothing may be stuck.
    print('batch-error', { error });
    await giveUp(sender(), progress, context);
    await leaveSession(sender(), context);
    await release();
    return Response.json({ error: 'Processing failed' }, { status: Number(context.settings.failureAnswer) });
  }
}

function errandOf(body: unknown): { readonly user: string | undefined; readonly atOnce: boolean } {
  if (typeof body !== 'object' || body === null) return { user: undefined, atOnce: false };
  const user = 'senderId' in body && typeof body.senderId === 'string' ? body.senderId : undefined;
  return { user, atOnce: 'atOnce' in body && body.atOnce === true };
}

type Answer =
  | { readonly status: 'no_messages' | 'waiting_for_more' }
  | { readonly status: 'processed'; readonly count: number };

async function processBatch(
  sender: () => string,
  progress: Progress,
  context: Context,
  release: () => Promise<void>,
): Promise<Answer> {
  progress.read = await read(sender(), context);
  if (progress.read.length > 0) {
    print('found', { count: progress.read.length });
    debug(sender(), context.settings, `the list holds ${JSON.stringify(progress.read)}`);
    if ((await isYoung(progress.read, context)) || isTyping(sender(), context)) {
      print('waiting');
      // First the lock: the re-queued processor would meet it.
      await release();
      await publishRequeue(sender(), context);
      return { status: 'waiting_for_more' };
    }
    if (context.settings.take === 'atomic') {
      progress.read = await takeMessages(sender(), context);
      progress.taken = true;
    }
  }
  const count = progress.read.length;
  if (count > 0) {
    print('processing', { count });
    await answer(sender, progress, context);
    await clear(sender(), progress, context);
  } else print('no-messages');
  await leaveSession(sender(), context);
  await release();
  return count > 0 ? { status: 'processed', count } : { status: 'no_messages' };
}

/** By this instance's clock, where the messages carry the webhooks'; or by that of Redis. */
async function isYoung(messages: readonly BatchedMessage[], context: Context): Promise<boolean> {
  const { quietMs, longestWaitMs } = context.settings;
  const now = await nowMs(context);
  const [first] = messages;
  const last = messages.at(-1);
  if (first === undefined || last === undefined || now - last.timestamp >= quietMs) return false;
  return longestWaitMs === 0 || now - first.timestamp < longestWaitMs;
}

/** Whether the user was seen typing a moment ago, as far as this instance knows. */
function isTyping(user: string, { settings, memory }: Context): boolean {
  const at = memory.typingAt.get(user);
  return settings.typingMs > 0 && at !== undefined && Date.now() - at < settings.typingMs;
}

async function answer(sender: () => string, progress: Progress, { clients, settings }: Context): Promise<void> {
  const firestore = clients.firestore();
  const history = await loadHistory(firestore, sender());
  const text = joinTexts(inOrder(progress.read, settings.batchOrder).map((message) => message.text));
  const reply = await ask(clients.openai(), history, text);
  await sendReply(sender(), reply);
  progress.reply = reply;
  const added = [
    { role: 'user', content: text },
    { role: 'assistant', content: reply },
  ] as const;
  await addToHistory(firestore, sender(), history, added, settings);
}

/** A list that cannot be read counts as empty. */
async function read(user: string, context: Context): Promise<readonly BatchedMessage[]> {
  try {
    return await readMessages(user, context);
  } catch (error) {
    print('read-failed', { error });
    return [];
  }
}
