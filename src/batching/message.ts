/** A message as the webhook hands it on, and as the list holds it. */
import type { Settings } from './settings/index.ts';

export interface BatchedMessage {
  readonly messageId: string;
  readonly text: string;
  readonly attachments: readonly unknown[];
  /** By the clock of the instance that received the webhook (or of Redis, where ages go by that), in milliseconds. */
  readonly timestamp: number;
  /** By Messenger's clock, in milliseconds; only where batches stand in that order. */
  readonly sentAtMs?: number;
}

export function isBatchedMessage(value: unknown): value is BatchedMessage {
  return (
    typeof value === 'object' &&
    value !== null &&
    'messageId' in value &&
    typeof value.messageId === 'string' &&
    'text' in value &&
    typeof value.text === 'string' &&
    'timestamp' in value &&
    typeof value.timestamp === 'number' &&
    (!('sentAtMs' in value) || typeof value.sentAtMs === 'number')
  );
}

/** As they were pushed, or as they were typed; of those typed at one moment the first pushed is first. */
export function inOrder(messages: readonly BatchedMessage[], order: Settings['batchOrder']): readonly BatchedMessage[] {
  if (order === 'pushed') return messages;
  const typedAt = ({ sentAtMs, timestamp }: BatchedMessage): number => sentAtMs ?? timestamp;
  return messages.toSorted((a, b) => typedAt(a) - typedAt(b));
}
