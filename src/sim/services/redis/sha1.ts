/** The name of a script: SHA-1 of its text in hexadecimal. Kept for the texts seen last, as scripts come again and again. */
import { sha1 as digest } from '@noble/hashes/legacy.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

const MOST_KEPT = 200;
const LONGEST_KEPT = 100_000;
const known = new Map<string, string>();

export function sha1(text: string): string {
  const found = known.get(text);
  if (found !== undefined) return found;
  const name = bytesToHex(digest(utf8ToBytes(text)));
  if (known.size >= MOST_KEPT) known.clear();
  if (text.length <= LONGEST_KEPT) known.set(text, name);
  return name;
}
