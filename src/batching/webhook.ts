/**
 * The webhook: pushes each message and asks QStash for a call later, or, where batching is off or Redis fails, hands
 * it to the normal flow. Messenger is answered 200
 * whatever happens, but for a signature that does not fit.
 */
import type { Clients } from './clients.ts';
import { environment } from './environment.ts';
import { incomingMessages, type IncomingMessage } from './events.ts';
import { isBatchingEnabled } from './flag.ts';
import { addMessage } from './list.ts';
import { print } from './log-lines.ts';
import { handOn } from './normal-flow.ts';
import { isSignedBy } from './signature.ts';
import type { Settings } from './settings.ts';
import { hasQstashToken, publishTrigger } from './trigger.ts';

export async function handleWebhook(request: Request, clients: Clients, settings: Settings): Promise<Response> {
  if (request.method === 'GET') return subscribe(new URL(request.url).searchParams);
  const rawBody = await request.text();
  if (settings.verifyWebhook) {
    const secret = environment('FACEBOOK_APP_SECRET') ?? '';
    if (!(await isSignedBy(secret, rawBody, request.headers.get('x-hub-signature-256')))) {
      print('signature-refused');
      return Response.json({ error: 'Invalid signature' }, { status: 403 });
    }
  }
  for (const message of incomingMessages(parse(rawBody))) await accept(message, clients, settings);
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

async function accept(message: IncomingMessage, clients: Clients, settings: Settings): Promise<void> {
  if (isBatchingEnabled(message.user, settings)) {
    print('skip-save');
    const batched = await batch(message, clients, settings);
    if (batched || settings.fallback === 'none') return;
  }
  try {
    await handOn(message, clients, settings);
  } catch (error) {
    print('normal-flow-failed', { error });
  }
}

/** Whether the message is in the list; what became of its trigger does not count. */
async function batch(
  { user, messageId, text, attachments }: IncomingMessage,
  clients: Clients,
  settings: Settings,
): Promise<boolean> {
  try {
    await addMessage(clients.redis(), user, { messageId, text, attachments, timestamp: Date.now() });
  } catch (error) {
    print('fallback');
    print('push-failed', { error });
    return false;
  }
  if (!hasQstashToken()) return true;
  try {
    const id = await publishTrigger(clients.qstash(), user, settings);
    print('batched', { id });
  } catch (error) {
    // The message stays in the list, without a trigger; the normal flow would answer it a second time.
    print('fallback');
    print('publish-failed', { error });
  }
  return true;
}
