/**
 * The flow without batching: the message is saved at once, and a call of another route, deduplicated by the message's
 * own id, answers it. One reply a message.
 */
import type { Context } from './context.ts';
import { readDelivery } from './delivery.ts';
import type { IncomingMessage } from './events.ts';
import { addToHistory, loadHistory } from './history.ts';
import { print } from './log-lines/index.ts';
import { ask } from './model.ts';
import { sendReply } from './reply.ts';
import { hasQstashToken, publishSingle, RESPONDER_PATH } from './trigger.ts';

/** In the webhook: saves the message and publishes the call that will answer it. */
export async function handOn({ user, messageId, text }: IncomingMessage, context: Context): Promise<void> {
  const firestore = context.clients.firestore();
  const history = await loadHistory(firestore, user);
  await addToHistory(firestore, user, history, [{ role: 'user', content: text }], context.settings);
  if (hasQstashToken()) await publishSingle(user, messageId, text, context);
}

interface SingleMessage {
  readonly senderId: string;
  readonly text: string;
}

function isSingleMessage(value: unknown): value is SingleMessage {
  return (
    typeof value === 'object' &&
    value !== null &&
    'senderId' in value &&
    typeof value.senderId === 'string' &&
    'text' in value &&
    typeof value.text === 'string'
  );
}

/** The route that QStash calls for a single message. */
export async function handleSingle(request: Request, context: Context): Promise<Response> {
  const delivery = await readDelivery(request, RESPONDER_PATH, context);
  if (delivery.kind === 'refused') return delivery.response;
  const { body } = delivery;
  if (!isSingleMessage(body)) return Response.json({ error: 'senderId and text are required' }, { status: 400 });
  try {
    await answerSingle(body, context);
    return Response.json({ status: 'processed' });
  } catch (error) {
    print('single-failed', { error });
    return Response.json({ error: 'Processing failed' }, { status: 500 });
  }
}

async function answerSingle({ senderId: user, text }: SingleMessage, { clients, settings }: Context): Promise<void> {
  const firestore = clients.firestore();
  const history = await loadHistory(firestore, user);
  // The webhook has saved the message already: it stands at the end of what was loaded.
  const before = history.at(-1)?.content === text ? history.slice(0, -1) : history;
  const reply = await ask(clients.openai(), before, text);
  await sendReply(user, reply);
  const current = await loadHistory(firestore, user);
  await addToHistory(firestore, user, current, [{ role: 'assistant', content: reply }], settings);
}
