/** A message as the webhook hands it on, and as the list holds it. */
export interface BatchedMessage {
  readonly messageId: string;
  readonly text: string;
  readonly attachments: readonly unknown[];
  /** By the clock of the instance that received the webhook, in milliseconds. */
  readonly timestamp: number;
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
    typeof value.timestamp === 'number'
  );
}
