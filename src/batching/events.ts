/** Reads a webhook of Messenger: several entries and events in one request, of which only users' messages count. */
export interface IncomingMessage {
  readonly user: string;
  readonly messageId: string;
  readonly text: string;
  readonly attachments: readonly unknown[];
}

type Plain = Readonly<Record<string, unknown>>;

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function list(value: unknown): readonly Plain[] {
  return Array.isArray(value) ? value.filter(isPlain) : [];
}

/** Echoes of our own replies, reads and deliveries come the same way; they are left out. */
export function incomingMessages(body: unknown): readonly IncomingMessage[] {
  if (!isPlain(body) || body['object'] !== 'page') return [];
  return list(body['entry']).flatMap((entry) => list(entry['messaging']).flatMap(incoming));
}

function incoming({ sender, message }: Plain): readonly IncomingMessage[] {
  if (!isPlain(sender) || !isPlain(message) || message['is_echo'] === true) return [];
  const { id } = sender;
  const { mid, text, attachments } = message;
  if (typeof id !== 'string' || typeof mid !== 'string') return [];
  return [
    {
      user: id,
      messageId: mid,
      text: typeof text === 'string' ? text : '',
      attachments: Array.isArray(attachments) ? attachments : [],
    },
  ];
}
