/** The signature that Messenger puts on a webhook: HMAC with SHA-256 over the raw body. */
import { environment } from './environment.ts';
import type { Settings } from './settings/index.ts';

const FORM = /^sha256=([0-9a-f]{64})$/;

function bytesOf(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: hex.length / 2 }, (_, i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16));
}

/**
 * Over the body as it came: non-ASCII is escaped in it, and written anew it has another signature. No secret: nothing fits.
 * `verify` compares in constant time, as its standard wants it: how long it takes tells nobody how much of a guess is right.
 */
async function isSignedBy(secret: string, rawBody: string, header: string | null): Promise<boolean> {
  const hex = FORM.exec(header ?? '')?.[1];
  if (secret === '' || hex === undefined) return false;
  const encoder = new TextEncoder();
  const key = await crypto.subtle.importKey('raw', encoder.encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'verify',
  ]);
  return await crypto.subtle.verify('HMAC', key, bytesOf(hex), encoder.encode(rawBody));
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
