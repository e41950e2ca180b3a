/** The call that QStash is asked to make later: first by the webhook, then by a processor that waits. */
import type { Client } from '@upstash/qstash';
import { environment } from './environment.ts';
import { print } from './log-lines.ts';
import type { Settings } from './settings.ts';

/** Production, hard-coded as the reference document has it; the host is invented. */
const ORIGIN = 'https://chatbot.example';
export const PROCESSOR_PATH = '/api/process-batch-redis';
export const RESPONDER_PATH = '/api/process-message';

const SECOND_MS = 1_000;

/** One id for a conversation, or one for each of its time buckets. */
function conversationId(user: string, { dedupBucketMs }: Settings): string {
  return dedupBucketMs === 0 ? `batch_${user}_conversation` : `batch_${user}_${Math.floor(Date.now() / dedupBucketMs)}`;
}

/** Whether there is a token to publish with; says so where there is none. */
export function hasQstashToken(): boolean {
  if ((environment('QSTASH_TOKEN') ?? '') !== '') return true;
  print('no-qstash-token');
  return false;
}

export async function publishTrigger(qstash: Client, user: string, settings: Settings): Promise<string> {
  const id = conversationId(user, settings);
  await qstash.publishJSON({
    url: `${ORIGIN}${PROCESSOR_PATH}`,
    body: { senderId: user, batchKey: `msgbatch:${user}` },
    delay: settings.delayMs / SECOND_MS,
    deduplicationId: id,
    retries: settings.publishRetries,
  });
  return id;
}

/** Names no retries, as the document's re-queue does: QStash's own default holds. */
export async function publishRequeue(qstash: Client, user: string, settings: Settings): Promise<void> {
  await qstash.publishJSON({
    url: `${ORIGIN}${PROCESSOR_PATH}`,
    body: { senderId: user, batchKey: `msgbatch:${user}` },
    delay: settings.requeueDelayMs / SECOND_MS,
    deduplicationId:
      settings.requeueId === 'own' ? `requeue_${user}_${crypto.randomUUID()}` : `batch_${user}_conversation`,
  });
}

/** The normal flow: one call a message, deduplicated by the message's own id. */
export async function publishSingle(qstash: Client, user: string, messageId: string, text: string): Promise<void> {
  await qstash.publishJSON({
    url: `${ORIGIN}${RESPONDER_PATH}`,
    body: { senderId: user, messageId, text },
    deduplicationId: messageId,
    retries: 0,
  });
}
