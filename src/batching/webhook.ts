/**
 * The webhook: pushes each message and asks QStash for a call later, or, where batching is off or Redis fails, hands
 * it to the normal flow; under the rule of custody it has one way for all. Messenger is answered 200 whatever happens,
 * but for a signature that does not fit, unless the settings say that only what was accepted is acknowledged.
 */
import { nowMs } from './clock.ts';
import { type Context, keepSender } from './context.ts';
import { receiveEcho, takeIntoCustody } from './custody/intake.ts';
import { debug } from './debug.ts';
import { environment } from './environment.ts';
import { type IncomingMessage, type WebhookEvent, webhookEvents } from './events.ts';
import { isBatchingEnabled } from './flag.ts';
import { isRedisHealthy } from './health.ts';
import { addMessage } from './list.ts';
import { print } from './log-lines/index.ts';
import { handOn } from './normal-flow.ts';
import { isNew } from './seen.ts';
import type { Settings } from './settings/index.ts';
import { isBelieved } from './signature.ts';
import { hasQstashToken, publishTrigger } from './trigger.ts';

export async function handleWebhook(request: Request, context: Context): Promise<Response> {
  if (request.method === 'GET') return subscribe(new URL(request.url).searchParams);
  const rawBody = await request.text();
  if (!(await isBelieved(request, rawBody, context.settings))) {
    print('signature-refused');
    return Response.json({ error: 'Invalid signature' }, { status: 403 });
  }
  let all = true;
  for (const event of webhookEvents(parse(rawBody))) {
    const accepted = await handle(event, context);
    all &&= accepted;
  }
  if (all || context.settings.acknowledge === 'always') return Response.json({ status: 'ok' });
  return Response.json({ error: 'Not accepted' }, { status: 500 });
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

/** Whether it is ours now: nothing of it is lost if Messenger never sends it again. */
async function handle(event: WebhookEvent, context: Context): Promise<boolean> {
  const { settings, memory } = context;
  switch (event.kind) {
    case 'message':
      return settings.custody ? isInCustody(() => takeIntoCustody(event, context)) : accept(event, context);
    case 'typing':
      if (settings.typingMs > 0) memory.typingAt.set(event.user, Date.now());
      return true;
    case 'echo':
      return !settings.custody || !settings.echoReceipts || isInCustody(() => receiveEcho(event, context));
  }
}

async function isInCustody(work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    print('not-in-custody', { error });
    return false;
  }
}

async function accept(message: IncomingMessage, context: Context): Promise<boolean> {
  const { user, messageId } = message;
  const sender = keepSender(user, context);
  debug(user, context.settings, `webhook of ${messageId}`);
  if (!(await isNew(messageId, context))) return true;
  if ((await isBatchingEnabled(sender(), context)) && (await isRedisHealthy(context))) {
    print('skip-save');
    const batched = await batch(message, sender, context);
    if (!goesOn(batched, context.settings)) return batched === 'triggered';
  }
  try {
    await handOn({ ...message, user: sender() }, context);
    return true;
  } catch (error) {
    print('normal-flow-failed', { error });
    return false;
  }
}

/** What became of a message that was to be batched. */
type Batched = 'triggered' | 'without a token' | 'publish failed' | 'push failed';

/** Whether it goes the normal way as well. */
function goesOn(batched: Batched, { fallThrough, publishFails, fallback }: Settings): boolean {
  switch (batched) {
    case 'triggered':
      return fallThrough;
    case 'without a token':
      return false;
    case 'publish failed':
      return publishFails === 'fall-back';
    case 'push failed':
      return fallback === 'normal-flow';
  }
}

async function batch(
  { messageId, text, attachments, sentAtMs }: IncomingMessage,
  sender: () => string,
  context: Context,
): Promise<Batched> {
  let generation: number;
  try {
    const timestamp = await nowMs(context);
    const typed = context.settings.batchOrder === 'typed' ? { sentAtMs } : {};
    generation = await addMessage(sender(), { messageId, text, attachments, timestamp, ...typed }, context);
  } catch (error) {
    print('fallback');
    print('push-failed', { error });
    return 'push failed';
  }
  if (!hasQstashToken()) return 'without a token';
  try {
    const { id, deduplicated } = await publishTrigger(sender(), generation, context);
    print('batched', { id });
    const became = deduplicated ? 'dropped as a duplicate' : 'taken';
    debug(sender(), context.settings, `the trigger of ${messageId} was ${became}`);
    return 'triggered';
  } catch (error) {
    // The message stays in the list, without a trigger.
    print('fallback');
    print('publish-failed', { error });
    return 'publish failed';
  }
}
