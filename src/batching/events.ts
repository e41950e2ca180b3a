/** Reads a webhook of Messenger: several entries and events in one request, of which users' messages and typing count. */
export interface IncomingMessage {
  readonly kind: 'message';
  readonly user: string;
  readonly messageId: string;
  readonly text: string;
  readonly attachments: readonly unknown[];
  /** When it was typed, by Messenger's clock. */
  readonly sentAtMs: number;
}

interface Typing {
  readonly kind: 'typing';
  readonly user: string;
}

/** A reply of ours comes back: it was sent. */
interface Echo {
  readonly kind: 'echo';
  readonly user: string;
  /** What the reply carried along. */
  readonly metadata: string;
}

export type WebhookEvent = IncomingMessage | Typing | Echo;

type Plain = Readonly<Record<string, unknown>>;

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function list(value: unknown): readonly Plain[] {
  return Array.isArray(value) ? value.filter(isPlain) : [];
}

/** Reads and deliveries come the same way and are left out, and so are echoes that say nothing of their reply. */
export function webhookEvents(body: unknown): readonly WebhookEvent[] {
  if (!isPlain(body) || body['object'] !== 'page') return [];
  return list(body['entry']).flatMap((entry) => list(entry['messaging']).flatMap(eventOf));
}

function eventOf({ sender, recipient, message, timestamp, sender_action: action }: Plain): readonly WebhookEvent[] {
  const id = idOf(sender);
  if (id === undefined) return [];
  if (action === 'typing_on') return [{ kind: 'typing', user: id }];
  if (!isPlain(message)) return [];
  if (message['is_echo'] === true) return echoOf(idOf(recipient), message);
  return messageOf(id, message, typeof timestamp === 'number' ? timestamp : Date.now());
}

function idOf(person: unknown): string | undefined {
  const id: unknown = isPlain(person) ? person['id'] : undefined;
  return typeof id === 'string' ? id : undefined;
}

function echoOf(user: string | undefined, { metadata }: Plain): readonly WebhookEvent[] {
  return user === undefined || typeof metadata !== 'string' ? [] : [{ kind: 'echo', user, metadata }];
}

function messageOf(user: string, { mid, text, attachments }: Plain, sentAtMs: number): readonly WebhookEvent[] {
  if (typeof mid !== 'string') return [];
  return [
    {
      kind: 'message',
      user,
      messageId: mid,
      text: typeof text === 'string' ? text : '',
      attachments: Array.isArray(attachments) ? attachments : [],
      sentAtMs,
    },
  ];
}
