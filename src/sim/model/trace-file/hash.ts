/**
 * The hash of a trace: equal inputs and equal code give equal hashes, in Node and in a browser. It covers the whole
 * trace in canonical JSON (keys sorted, no spaces), read once from front to back.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { isRecord } from '../json.ts';
import type { Trace } from '../trace.ts';

/** Text is handed over in pieces of about this length: many small ones cost more than they hold. */
const PIECE = 1 << 16;

/** Sorted keys by the keys as they stand: the objects of a trace have few shapes. Bounded, since states may have many. */
const orders = new Map<string, readonly string[]>();
const MOST_ORDERS = 10_000;

function sortedKeys(value: object): readonly string[] {
  const keys = Object.keys(value);
  const shape = JSON.stringify(keys);
  const known = orders.get(shape);
  if (known !== undefined) return known;
  if (orders.size >= MOST_ORDERS) orders.clear();
  orders.set(shape, keys.sort());
  return keys;
}

/** The same value with the keys of every object in order: a copy, which the engine's own JSON then writes fast. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? value : value.map(sorted);
  if (!isRecord(value)) return value;
  // Without a prototype: a key `__proto__` is a key like any other.
  const copy: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const key of sortedKeys(value)) copy[key] = sorted(value[key]);
  return copy;
}

/**
 * Canonical JSON: the keys of every object in the order of their UTF-16 code units (whole numbers before all others,
 * as JavaScript has them), no spaces, what is undefined left out.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(sorted(value)) ?? 'null';
}

/** SHA-256 of the trace, in hexadecimal. `heard` gets every event's canonical JSON, in their order. */
export function hashTrace(
  { format, inputs, constants, nodes, events, end }: Trace,
  heard?: (line: string) => void,
): string {
  return hashLines([canonicalJson({ format, inputs, constants, nodes, end })], events, heard);
}

/** What had happened before a moment: how many events, and the hash over them. */
export interface Past {
  readonly atMs: number;
  readonly events: number;
  readonly hash: string;
}

/** Two runs with the same past have the same hash here, whatever came later, and whatever was planned for later. */
export function pastOf({ events }: Pick<Trace, 'events'>, atMs: number): Past {
  const later = events.findIndex((event) => event.atMs >= atMs);
  const past = later < 0 ? events : events.slice(0, later);
  return { atMs, events: past.length, hash: hashLines([], past) };
}

function hashLines(head: readonly string[], events: Trace['events'], heard?: (line: string) => void): string {
  const hash = sha256.create();
  let lines = [...head];
  let length = 0;
  const flush = (): void => {
    hash.update(utf8ToBytes(lines.map((line) => `${line}\n`).join('')));
    lines = [];
    length = 0;
  };
  for (const event of events) {
    const line = canonicalJson(event);
    heard?.(line);
    lines.push(line);
    length += line.length;
    if (length > PIECE) flush();
  }
  flush();
  return bytesToHex(hash.digest());
}
