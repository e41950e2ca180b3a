/** The signature that Messenger puts on a webhook: HMAC with SHA-256 over the raw body. */
import { environment } from './environment.ts';
import type { Settings } from './settings/index.ts';

const PREFIX = 'sha256=';

function hex(bytes: ArrayBuffer): string {
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Over the body as it came: non-ASCII is escaped in it, and written anew it has another signature. No secret: nothing fits. */
async function isSignedBy(secret: string, rawBody: string, header: string | null): Promise<boolean> {
  if (secret === '' || header === null || !header.startsWith(PREFIX)) return false;
  const encoder = new TextEncoder();
  const key = await crypto.subtle.importKey('raw', encoder.encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
  ]);
  const tag = await crypto.subtle.sign('HMAC', key, encoder.encode(rawBody));
  return hex(tag) === header.slice(PREFIX.length);
}

/** Whether a webhook is Messenger's, or nobody asks. */
export async function isBelieved(
  request: Request,
  rawBody: string,
  { verifyWebhook, webhookSignatureOver }: Settings,
): Promise<boolean> {
  if (!verifyWebhook) return true;
  const text = webhookSignatureOver === 'raw' ? rawBody : rewritten(rawBody);
  const header = request.headers.get('x-hub-signature-256');
  return isSignedBy(environment('FACEBOOK_APP_SECRET') ?? '', text, header);
}

/** What a framework that parses bodies leaves to the handler: for Georgian it is another text than was signed. */
function rewritten(rawBody: string): string {
  try {
    return JSON.stringify(JSON.parse(rawBody));
  } catch {
    return rawBody;
  }
}
