/**
 * The body of a webhook and its signature. Non-ASCII is written as `\uXXXX`, and the signature is over that very text:
 * whoever parses and writes it again gets another text for Georgian, the same for ASCII. Source: graph-api/webhooks.
 */
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { LateHeader, type WireRequest } from '../service.ts';
import { APP_SECRET, PAGE_ID } from './constants.ts';

/** With the secret taken in: a webhook takes a copy of it. That halves what a signature costs. */
const keyed = hmac.create(sha256, utf8ToBytes(APP_SECRET));

/** A webhook carries what a user sent, that he types, or (an echo) what the page sent itself. */
export interface Envelope {
  readonly kind: 'message' | 'typing' | 'echo';
  readonly user: string;
  readonly text: string;
  readonly mid: string;
  /** Unix milliseconds: when the message was sent. */
  readonly timestamp: number;
  /** Unix milliseconds: when the webhook is sent. */
  readonly time: number;
  /** What the sender of a reply gave along; comes back in its echo. */
  readonly metadata?: string;
}

export function webhookRequest(url: string, envelope: Envelope): WireRequest {
  const body = escaped(JSON.stringify(payloadOf(envelope)));
  const headers = { 'content-type': 'application/json', 'user-agent': 'facebookexternalua' };
  const late = new LateHeader('x-hub-signature-256', () => `sha256=${signatureOf(body)}`);
  return { method: 'POST', url, headers, body, late };
}

function signatureOf(body: string): string {
  return bytesToHex(keyed.clone().update(utf8ToBytes(body)).digest());
}

function payloadOf({ kind, user, text, mid, timestamp, time, metadata }: Envelope) {
  const echo = kind === 'echo';
  const [sender, recipient] = echo ? [PAGE_ID, user] : [user, PAGE_ID];
  const message = { mid, text, ...(echo ? { is_echo: true } : {}), ...(metadata === undefined ? {} : { metadata }) };
  const what = kind === 'typing' ? { sender_action: 'typing_on' } : { message };
  const event = { sender: { id: sender }, recipient: { id: recipient }, timestamp, ...what };
  return { object: 'page', entry: [{ id: PAGE_ID, time, messaging: [event] }] };
}

/** By character code, as they are needed: there are 65,408. */
const escapes: string[] = [];

function escapeOf(code: number): string {
  return (escapes[code] ??= `\\u${code.toString(16).padStart(4, '0')}`);
}

/** JSON as the vendor writes it; surrogate pairs stay pairs. */
function escaped(text: string): string {
  let ascii = '';
  let from = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code < 0x80) continue;
    if (from < i) ascii += text.slice(from, i);
    ascii += escapeOf(code);
    from = i + 1;
  }
  return ascii + text.slice(from);
}
