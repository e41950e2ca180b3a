/**
 * The signature of a delivery: a JWT (HS256) over the destination, the time by QStash's clock and the hash of the body.
 * Computed at once, not by `crypto.subtle`. Source: Upstash docs, features/security; checked with the client's Receiver.
 */
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { SIGNATURE_LIFE_S } from '../../model/qstash-times.ts';

export interface Signed {
  readonly url: string;
  readonly body: string;
  /** Unix milliseconds; the token has whole seconds. */
  readonly clockMs: number;
  readonly id: string;
}

const HEAD = base64Url(utf8ToBytes(JSON.stringify({ alg: 'HS256', typ: 'JWT' })));

/** A signer that has taken its key in: each delivery takes a copy of it, for half the price of beginning anew. */
export function signer(key: string): (signed: Signed) => string {
  const keyed = hmac.create(sha256, utf8ToBytes(key));
  return (signed) => {
    const text = `${HEAD}.${base64Url(utf8ToBytes(claimsOf(signed)))}`;
    return `${text}.${base64Url(keyed.clone().update(utf8ToBytes(text)).digest())}`;
  };
}

function claimsOf({ url, body, clockMs, id }: Signed): string {
  const issuedAt = Math.floor(clockMs / 1_000);
  return JSON.stringify({
    iss: 'Upstash',
    sub: url,
    exp: issuedAt + SIGNATURE_LIFE_S,
    nbf: issuedAt,
    iat: issuedAt,
    jti: `jwt_${id}`,
    body: padded(base64Url(sha256(utf8ToBytes(body)))),
  });
}

/** The vendor's example keeps the signs at the end of the hash, though not those of the token's parts. */
function padded(text: string): string {
  return text.padEnd(Math.ceil(text.length / 4) * 4, '=');
}

function base64Url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
