/** `Math.random` and the drawing half of `crypto`, from the stream of the current node. */
import type { Random } from '../kernel/random.ts';

const BYTE = 256;

/** A version 4 UUID. */
export function uuid(random: Random): `${string}-${string}-${string}-${string}-${string}` {
  const bytes = Array.from({ length: 16 }, () => random.below(BYTE));
  const hex = bytes.map((byte, i) => {
    const fixed = i === 6 ? (byte & 0x0f) | 0x40 : i === 8 ? (byte & 0x3f) | 0x80 : byte;
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
