/**
 * Where the data is held: in ioredis-mock's own key space, with its expiries, which follow `Date.now()` and so the
 * clock of the node that is current. Its commands are not used: of 389 tests that a real server passes they failed
 * 90; ours, in this folder, are held against a real server by the conformance tests. The constructor costs most of
 * a millisecond, so there is one for the process, emptied for every run.
 */
import RedisMock from 'ioredis-mock';
import { assert } from '../../model/errors.ts';

/** What a key may hold. */
export type Stored = string | readonly string[];

interface KeySpace {
  readonly clear: () => void;
  readonly delete: (key: string) => void;
  readonly get: (key: string) => unknown;
  readonly has: (key: string) => boolean;
  readonly keys: () => string[];
  readonly set: (key: string, value: unknown) => void;
}

interface Expiries {
  readonly clear: () => void;
  readonly delete: (key: string) => void;
  readonly get: (key: string) => number;
  readonly has: (key: string) => boolean;
  readonly set: (key: string, atMs: number) => void;
}

function hasFunctions<T>(value: unknown, names: readonly (keyof T & string)[]): value is T {
  return typeof value === 'object' && value !== null && names.every((name) => typeof Reflect.get(value, name) === 'function');
}

let shared: { readonly data: KeySpace; readonly expires: Expiries } | undefined;

function open(): { readonly data: KeySpace; readonly expires: Expiries } {
  if (shared === undefined) {
    const mock: object = new RedisMock({ lazyConnect: true });
    const data: unknown = Reflect.get(mock, 'data');
    const expires: unknown = Reflect.get(mock, 'expires');
    assert(hasFunctions<KeySpace>(data, ['clear', 'delete', 'get', 'has', 'keys', 'set']), 'ioredis-mock holds its data under `data`');
    assert(hasFunctions<Expiries>(expires, ['clear', 'delete', 'get', 'has', 'set']), 'ioredis-mock holds expiries under `expires`');
    shared = { data, expires };
  }
  return shared;
}

export class Store {
  readonly #data: KeySpace;
  readonly #expires: Expiries;

  /** Empties the one key space: a store made later takes it from the one before. */
  constructor() {
    const { data, expires } = open();
    data.clear();
    expires.clear();
    this.#data = data;
    this.#expires = expires;
  }

  /** Undefined where there is no such key, or where it has expired. */
  get(key: string): Stored | undefined {
    if (!this.#data.has(key)) return undefined;
    const value = this.#data.get(key);
    if (typeof value === 'string') return value;
    assert(Array.isArray(value), 'a key holds a text or a list');
    return value.map(String);
  }

  /** Keeps the expiry, unless told otherwise. A list that becomes empty is a key that goes. */
  set(key: string, value: Stored, keepExpiry = true): void {
    if (value.length === 0 && typeof value !== 'string') {
      this.delete(key);
      return;
    }
    this.#data.set(key, value);
    if (!keepExpiry) this.#expires.delete(key);
  }

  /** Whether there was such a key. */
  delete(key: string): boolean {
    const held = this.#data.has(key);
    this.#expires.delete(key);
    this.#data.delete(key);
    return held;
  }

  /** By the server's clock, in milliseconds of the Unix epoch; undefined where the key stays. */
  expiry(key: string): number | undefined {
    return this.#expires.has(key) ? this.#expires.get(key) : undefined;
  }

  expire(key: string, atMs: number | undefined): void {
    if (atMs === undefined) this.#expires.delete(key);
    else this.#expires.set(key, atMs);
  }

  keys(): readonly string[] {
    return this.#data.keys().toSorted();
  }
}
