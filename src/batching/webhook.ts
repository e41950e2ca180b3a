/**
 * The webhook: pushes each message and asks QStash for a call later, or, where batching is off or Redis fails, hands
 * it to the normal flow. Messenger is answered 200
 * whatever happens, but for a signature that does not fit.
 */
import type { Context } from './context.ts';
import { debug } from './debug.ts';
import { environment } from './environment.ts';
import { incomingMessages, type IncomingMessage } from './events.ts';
import { isBatchingEnabled } from './flag.ts';
import { isRedisHealthy } from './health.ts';
import { addMessage } from './list.ts';
import { print } from './log-lines/index.ts';
import { handOn } from './normal-flow.ts';
import { isNew } from './seen.ts';
import { isSignedBy } from './signature.ts';
import { hasQstashToken, publishTrigger } from './trigger.ts';

export async function handleWebhook(request: Request, context: Context): Promise<Response> {
  if (request.method === 'GET') return subscribe(new URL(request.url).searchParams);
  const rawBody = await request.text();
  if (context.settings.verifyWebhook) {
    const secret = environment('FACEBOOK_APP_SECRET') ?? '';
    if (!(await isSignedBy(secret, rawBody, request.headers.get('x-hub-signature-256')))) {
      print('signature-refused');
      return Response.json({ error: 'Invalid signature' }, { status: 403 });
    }
  }
  for (const message of incomingMessages(parse(rawBody))) await accept(message, context);
  return Response.json({ status: 'ok' });
}

function parse(rawBody: string): unknown {
  try {
    return JSON.parse(rawBody);
  } catch (error) {
    print('webhook-unreadable', { error });
    return undefined;
  }
}

function subscribe(params: URLSearchParams): Response {
  const known =
    params.get('hub.mode') === 'subscribe' && params.get('hub.verify_token') === environment('FACEBOOK_VERIFY_TOKEN');
  return known ? new Response(params.get('hub.challenge') ?? '') : new Response('Forbidden', { status: 403 });
}

async function accept(message: IncomingMessage, context: Context): Promise<void> {
  const { user, messageId } = message;
  const { settings } = context;
  debug(user, settings, `webhook of ${messageId}`);
  if (!(await isNew(messageId, context))) return;
  if (isBatchingEnabled(user, settings) && (await isRedisHealthy(context))) {
    print('skip-save');
    const batched = await batch(message, context);
    if (batched || settings.fallback === 'none') return;
  }
  try {
    await handOn(message, context);
  } catch (error) {
    print('normal-flow-failed', { error });
  }
}

/** Whether the message is in the list; what became of its trigger does not count. */
async function batch({ user, messageId, text, attachments }: IncomingMessage, context: Context): Promise<boolean> {
  let generation: number;
  try {
    generation = await addMessage(user, { messageId, text, attachments, timestamp: Date.now() }, context);
  } catch (error) {
    print('fallback');
    print('push-failed', { error });
    return false;
  }
  if (!hasQstashToken()) return true;
  try {
    const { id, deduplicated } = await publishTrigger(user, generation, context);
    print('batched', { id });
    debug(
      user,
      context.settings,
      deduplicated ? `the trigger of ${messageId} was dropped as a duplicate` : `the trigger of ${messageId} was taken`,
    );
  } catch (error) {
    // The message stays in the list, without a trigger; the normal flow would answer it a second time.
    print('fallback');
    print('publish-failed', { error });
  }
  return true;
}
