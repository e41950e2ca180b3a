/** Takes a message into custody: pushed and a trigger published for it. Throws where either failed: then it is not ours. */
import type { Context } from '../context.ts';
import { debug } from '../debug.ts';
import type { IncomingMessage } from '../events.ts';
import { isBatchingEnabled } from '../flag.ts';
import { print } from '../log-lines/index.ts';
import { type Errand, publishFirst, triggerIdOf } from './triggers.ts';

export async function takeIntoCustody(message: IncomingMessage, context: Context): Promise<void> {
  const { user, messageId, text, attachments, sentAtMs } = message;
  const { settings } = context;
  // Where batching is off the message goes the same way, without the waits.
  const errand: Errand = { user, atOnce: !(await isBatchingEnabled(user, context)) };
  if (!errand.atOnce) print('skip-save');
  const entry = { messageId, text, attachments, timestamp: Date.now(), sentAtMs };
  const placed = await context.clients.custody().push(user, entry);
  debug(user, settings, `${messageId} is ${placed.kind}`);
  if (placed.kind !== 'new') print('seen-before', { id: messageId });
  if (placed.kind === 'done' || (placed.kind !== 'new' && !settings.republishKnown)) return;
  const id = triggerIdOf(placed, message, settings);
  await publishFirst(errand, id, context);
  print('batched', { id });
}

/** The echo of a reply says that it was sent, should nobody have learnt it. */
export async function receiveEcho(
  { user, metadata }: { readonly user: string; readonly metadata: string },
  { clients }: Context,
): Promise<void> {
  await clients.custody().settle(user, metadata, 'sent');
}
