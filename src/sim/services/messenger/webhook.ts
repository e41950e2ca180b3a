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

/**
 * What a webhook tells: what a user sent, that he types, that he edited a message; or, of what the page sent itself, that
 * it did (an echo), that it was delivered, that it was read.
 */
export interface Envelope {
  readonly kind: 'message' | 'typing' | 'edit' | 'echo' | 'delivery' | 'read';
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

/** Several of them go together as several entries, or as several events of one. */
export function webhookRequest(
  url: string,
  envelopes: readonly Envelope[],
  as: 'entries' | 'events' = 'entries',
): WireRequest {
  const body = escaped(JSON.stringify(payloadOf(envelopes, as)));
  const headers = { 'content-type': 'application/json', 'user-agent': 'facebookexternalua' };
  const late = new LateHeader('x-hub-signature-256', () => `sha256=${signatureOf(body)}`);
  return { method: 'POST', url, headers, body, late };
}

function signatureOf(body: string): string {
  return bytesToHex(keyed.clone().update(utf8ToBytes(body)).digest());
}

function payloadOf(envelopes: readonly Envelope[], as: 'entries' | 'events') {
  const time = envelopes[0]?.time ?? 0;
  const events = envelopes.map(eventOf);
  if (events.length === 1) return { object: 'page', entry: [{ id: PAGE_ID, time, messaging: events }] };
  const entry =
    as === 'events'
      ? [{ id: PAGE_ID, time, messaging: events }]
      : envelopes.map((envelope, i) => ({ id: PAGE_ID, time: envelope.time, messaging: events.slice(i, i + 1) }));
  return { object: 'page', entry };
}

function eventOf(envelope: Envelope) {
  const { kind, user, timestamp } = envelope;
  const [sender, recipient] = kind === 'echo' ? [PAGE_ID, user] : [user, PAGE_ID];
  return { sender: { id: sender }, recipient: { id: recipient }, timestamp, ...contentOf(envelope) };
}

function contentOf({ kind, text, mid, timestamp, metadata }: Envelope) {
  switch (kind) {
    // What is undefined does not come into the JSON.
    case 'message':
      return { message: { mid, text, metadata } };
    case 'echo':
      return { message: { mid, text, is_echo: true, metadata } };
    case 'typing':
      return { sender_action: 'typing_on' };
    case 'edit':
      return { message_edit: { mid, text, num_edit: 1 } };
    case 'delivery':
      return { delivery: { mids: [mid], watermark: timestamp } };
    case 'read':
      return { read: { watermark: timestamp } };
  }
}

/** By character code, as they are needed: there are 65,408. */
const escapes: string[] = [];

function escapeOf(code: number): string {
  return (escapes[code] ??= `\\u${code.toString(16).padStart(4, '0')}`);
}

const BEYOND_ASCII = /[^\0-\x7f]/;

/** JSON as the vendor writes it; surrogate pairs stay pairs. */
function escaped(text: string): string {
  if (!BEYOND_ASCII.test(text)) return text;
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
