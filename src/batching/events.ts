/** Reads a webhook of Messenger: several entries and events in one request, of which users' messages and typing count. */
export interface IncomingMessage {
  readonly kind: 'message';
  readonly user: string;
  readonly messageId: string;
  readonly text: string;
  readonly attachments: readonly unknown[];
}

interface Typing {
  readonly kind: 'typing';
  readonly user: string;
}

export type WebhookEvent = IncomingMessage | Typing;

type Plain = Readonly<Record<string, unknown>>;

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function list(value: unknown): readonly Plain[] {
  return Array.isArray(value) ? value.filter(isPlain) : [];
}

/** Echoes of our own replies, reads and deliveries come the same way; they are left out. */
export function webhookEvents(body: unknown): readonly WebhookEvent[] {
  if (!isPlain(body) || body['object'] !== 'page') return [];
  return list(body['entry']).flatMap((entry) => list(entry['messaging']).flatMap(eventOf));
}

function eventOf({ sender, message, sender_action: action }: Plain): readonly WebhookEvent[] {
  const id: unknown = isPlain(sender) ? sender['id'] : undefined;
  if (typeof id !== 'string') return [];
  if (action === 'typing_on') return [{ kind: 'typing', user: id }];
  return isPlain(message) && message['is_echo'] !== true ? messageOf(id, message) : [];
}

function messageOf(user: string, { mid, text, attachments }: Plain): readonly WebhookEvent[] {
  if (typeof mid !== 'string') return [];
  return [
    {
      kind: 'message',
      user,
      messageId: mid,
      text: typeof text === 'string' ? text : '',
      attachments: Array.isArray(attachments) ? attachments : [],
    },
  ];
}
