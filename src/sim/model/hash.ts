/**
 * The hash of a trace: equal inputs and equal code give equal hashes, in Node and in a browser. It covers the whole
 * trace in canonical JSON (keys sorted, no spaces), read once from front to back.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { isRecord } from './json.ts';
import type { Trace } from './trace.ts';

/** Text is handed over in pieces of about this length: many small ones cost more than they hold. */
const PIECE = 1 << 16;

/** Canonical JSON: the keys of every object in the order of their UTF-16 code units, what is undefined left out. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) {
    let text = '[';
    for (let i = 0; i < value.length; i += 1) text += (i === 0 ? '' : ',') + canonicalJson(value[i]);
    return `${text}]`;
  }
  if (!isRecord(value)) return JSON.stringify(value) ?? 'null';
  let text = '{';
  for (const key of Object.keys(value).sort()) {
    const held = value[key];
    if (held !== undefined) text += `${text === '{' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(held)}`;
  }
  return `${text}}`;
}

/** SHA-256 of the trace, in hexadecimal. */
export function hashTrace({ format, inputs, constants, nodes, events, end }: Trace): string {
  const hash = sha256.create();
  let piece = canonicalJson({ format, inputs, constants, nodes, end });
  for (const event of events) {
    piece += `\n${canonicalJson(event)}`;
    if (piece.length < PIECE) continue;
    hash.update(utf8ToBytes(piece));
    piece = '';
  }
  return bytesToHex(hash.update(utf8ToBytes(piece)).digest());
}
