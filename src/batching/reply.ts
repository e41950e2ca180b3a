/** The Send API of Messenger. It takes no idempotency key: whatever is sent twice is shown twice. */
import { environment } from './environment.ts';
import { print } from './log-lines/index.ts';

const SEND_URL = 'https://graph.facebook.com/v19.0/me/messages';

/** Sends a text. An error, the network's included, is logged and swallowed: the caller goes on as if the user had been answered. */
export async function sendReply(user: string, text: string): Promise<void> {
  try {
    const response = await post(user, { text });
    if (!response.ok) print('reply-refused', { status: response.status, body: await response.text() });
  } catch (error) {
    print('reply-failed', { error });
  }
}

/** Errors that no repetition heals: outside the window of 24 h, no such user, a user who takes no messages. */
const FOR_GOOD: readonly string[] = ['10/2018278', '100/2018001', '551/1545041', '551/'];

/**
 * Sends a text, with the metadata that its echo shall bring back. Gives `refused` where the user cannot be written to
 * at all; throws where it is unclear whether the text was sent, or where another attempt may succeed.
 */
export async function trySend(user: string, text: string, metadata?: string): Promise<'sent' | 'refused'> {
  const response = await post(user, { text, ...(metadata === undefined ? {} : { metadata }) });
  if (response.ok) return 'sent';
  const body = await response.text();
  print('reply-refused', { status: response.status, body });
  if (FOR_GOOD.some((known) => known === codeOf(body))) return 'refused';
  throw new Error(`The Send API answered ${response.status}`);
}

/** Code and subcode of an error, as `10/2018278`. */
function codeOf(body: string): string | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed !== 'object' || parsed === null || !('error' in parsed)) return undefined;
    const { error } = parsed;
    if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
    return `${String(error.code)}/${'error_subcode' in error ? String(error.error_subcode) : ''}`;
  } catch {
    return undefined;
  }
}

async function post(user: string, message: Readonly<Record<string, string>>): Promise<Response> {
  const token = environment('FACEBOOK_PAGE_ACCESS_TOKEN') ?? '';
  return fetch(`${SEND_URL}?access_token=${encodeURIComponent(token)}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ recipient: { id: user }, messaging_type: 'RESPONSE', message }),
  });
}
