/** The Send API of Messenger. It takes no idempotency key: whatever is sent twice is shown twice. */
import { environment } from './environment.ts';
import { print } from './log-lines/index.ts';

const SEND_URL = 'https://graph.facebook.com/v19.0/me/messages';

/** Sends a text. An error, the network's included, is logged and swallowed: the caller goes on as if the user had been answered. */
export async function sendReply(user: string, text: string): Promise<void> {
  const token = environment('FACEBOOK_PAGE_ACCESS_TOKEN') ?? '';
  try {
    const response = await fetch(`${SEND_URL}?access_token=${encodeURIComponent(token)}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ recipient: { id: user }, messaging_type: 'RESPONSE', message: { text } }),
    });
    if (!response.ok) print('reply-refused', { status: response.status, body: await response.text() });
  } catch (error) {
    print('reply-failed', { error });
  }
}
