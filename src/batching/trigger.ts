/** The call that QStash is asked to make later: first by the webhook, then by a processor that waits. */
import type { Context } from './context.ts';
import { environment } from './environment.ts';
import { print } from './log-lines/index.ts';
import type { Settings } from './settings/index.ts';

/** Production, hard-coded as the reference document has it; the host is invented. */
const ORIGIN = 'https://chatbot.example';
export const PROCESSOR_PATH = '/api/process-batch-redis';
export const RESPONDER_PATH = '/api/process-message';

export const SECOND_MS = 1_000;
const NOT_NAMED = -1;
const DROPPED_KEY = 'batch_requeues_dropped';

/** Where QStash calls. */
export function destination(path: string): string {
  return `${ORIGIN}${path}`;
}

export interface Published {
  readonly id: string;
  /** Accepted and dropped: the id was used before. */
  readonly deduplicated: boolean;
}

/** One id for a conversation, for each generation of its list, or for each time bucket. */
function triggerId(user: string, generation: number, settings: Settings): string {
  if (settings.triggerId === 'generation') return `batch_${user}_generation_${generation}`;
  const { dedupBucketMs } = settings;
  return dedupBucketMs === 0 ? conversationId(user) : `batch_${user}_${Math.floor(Date.now() / dedupBucketMs)}`;
}

function conversationId(user: string): string {
  return `batch_${user}_conversation`;
}

/** Whether there is a token to publish with; says so where there is none. */
export function hasQstashToken(): boolean {
  if ((environment('QSTASH_TOKEN') ?? '') !== '') return true;
  print('no-qstash-token');
  return false;
}

/** QStash waits with a user's next trigger until the one before is done. */
export function flowOf(user: string, { flowControl }: Settings): Pick<Order, 'flowControl'> {
  return flowControl === 'user' ? { flowControl: { key: `batch_${user}`, parallelism: 1 } } : {};
}

export async function publishTrigger(user: string, generation: number, context: Context): Promise<Published> {
  const { delayMs, publishRetries } = context.settings;
  return publish(context, triggerId(user, generation, context.settings), {
    url: destination(PROCESSOR_PATH),
    body: { senderId: user, batchKey: `msgbatch:${user}` },
    delay: delayMs / SECOND_MS,
    retries: publishRetries,
    ...flowOf(user, context.settings),
  });
}

/** The document's re-queue names no retries, so that QStash's own default holds. */
export async function publishRequeue(user: string, context: Context): Promise<void> {
  const { requeueId, requeueDelayMs, requeueRetries, watchDeduplication } = context.settings;
  const id = requeueId === 'own' ? `requeue_${user}_${crypto.randomUUID()}` : conversationId(user);
  const published = await publish(context, id, {
    url: destination(PROCESSOR_PATH),
    body: { senderId: user, batchKey: `msgbatch:${user}` },
    delay: requeueDelayMs / SECOND_MS,
    retries: requeueRetries,
    ...flowOf(user, context.settings),
  });
  if (watchDeduplication && published.deduplicated) await countDropped(id, context);
}

/** Told and counted; nothing else comes of it. */
async function countDropped(id: string, { clients }: Context): Promise<void> {
  try {
    print('requeue-dropped', { id, count: await clients.keyRedis().incr(DROPPED_KEY) });
  } catch (error) {
    print('count-failed', { error });
  }
}

/** The normal flow: one call a message, deduplicated by the message's own id. */
export async function publishSingle(user: string, messageId: string, text: string, context: Context): Promise<void> {
  await publish(context, messageId, {
    url: destination(RESPONDER_PATH),
    body: { senderId: user, messageId, text },
    retries: 0,
  });
}

interface Order {
  readonly url: string;
  readonly body: unknown;
  /** In seconds; the client rounds it. */
  readonly delay?: number;
  /** -1 where none are named: QStash's own default holds. */
  readonly retries: number;
  /** How long QStash waits for the answer to a delivery, in seconds; left out, as long as its plan allows. */
  readonly timeout?: number;
  readonly flowControl?: { readonly key: string; readonly parallelism: number };
}

export async function publish({ clients }: Context, id: string, { retries, ...order }: Order): Promise<Published> {
  const { deduplicated } = await clients.qstash().publishJSON({
    ...order,
    ...(retries === NOT_NAMED ? {} : { retries }),
    deduplicationId: id,
  });
  return { id, deduplicated: deduplicated === true };
}
