/** `Math.random` and the drawing half of `crypto`, from the stream of the current node. */
import type { Random } from '../kernel/random.ts';

const BYTE = 256;
const TIME_BYTES = 6;

/** A version 4 UUID. */
export function uuid(random: Random): Uuid {
  return written(drawn(random), 4);
}

/** A version 7 UUID: it begins with the time. */
export function uuidOfTime(random: Random, atMs: number): Uuid {
  const bytes = drawn(random);
  let left = atMs;
  for (let i = TIME_BYTES - 1; i >= 0; i -= 1) {
    bytes[i] = left % BYTE;
    left = Math.floor(left / BYTE);
  }
  return written(bytes, 7);
}

type Uuid = `${string}-${string}-${string}-${string}-${string}`;

function drawn(random: Random): number[] {
  return Array.from({ length: 16 }, () => random.below(BYTE));
}

function written(bytes: readonly number[], version: number): Uuid {
  const hex = bytes.map((byte, i) => {
    const fixed = i === 6 ? (byte & 0x0f) | (version << 4) : i === 8 ? (byte & 0x3f) | 0x80 : byte;
    return fixed.toString(16).padStart(2, '0');
  });
  const part = (from: number, to: number): string => hex.slice(from, to).join('');
  return `${part(0, 4)}-${part(4, 6)}-${part(6, 8)}-${part(8, 10)}-${part(10, 16)}`;
}

/** Fills the bytes behind any view. */
export function fillBytes<T extends ArrayBufferView | null>(random: Random, view: T): T {
  if (view === null) return view;
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  for (let i = 0; i < bytes.length; i += 1) bytes[i] = random.below(BYTE);
  return view;
}
