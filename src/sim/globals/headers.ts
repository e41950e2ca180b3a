/**
 * A light `Headers` for the time of a run. The host's costs more to make than a whole simulated call; this one
 * keeps the rules that code can notice: names in lower case, iteration in sorted order, values that are no
 * byte strings refused (a Georgian text in a header throws, as it does in production).
 */
import type { LateHeader } from '../network/wire.ts';

type HeadersInput = HeadersInit | LightHeaders | undefined;

const NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** Names as they were given, with what they are in lower case: clients use few, and again and again. Bounded. */
const known = new Map<string, string>();
const MOST_KNOWN = 1_000;

function nameOf(name: string): string {
  return known.get(name) ?? newName(name);
}

function newName(name: string): string {
  const text = String(name);
  if (!NAME.test(text)) throw new TypeError(`Headers: ${JSON.stringify(text)} is an invalid header name.`);
  if (known.size >= MOST_KNOWN) known.clear();
  const lower = text.toLowerCase();
  known.set(text, lower);
  return lower;
}

/** What nearly every value is: printable ASCII without spaces at its ends. */
const PLAIN = /^[!-~](?:[ -~]*[!-~])?$/;

function valueOf(value: string): string {
  if (typeof value === 'string' && PLAIN.test(value)) return value;
  const text = String(value).replace(/^[\t\n\r ]+|[\t\n\r ]+$/g, '');
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code > 255) {
      throw new TypeError(
        `Cannot convert argument to a ByteString because the character at index ${i} has a value of ${code} which is greater than 255.`,
      );
    }
    if (code === 0 || code === 10 || code === 13)
      throw new TypeError(`Headers: ${JSON.stringify(text)} is an invalid header value.`);
  }
  return text;
}

function isIterable(value: object): value is Iterable<readonly string[]> {
  return Symbol.iterator in value;
}

const COOKIE = 'set-cookie';

const NONE: Readonly<Record<string, string>> = {};

export class LightHeaders {
  /**
   * Names in lower case. Whoever else holds the same object (the wire, the trace, another `Headers`) sees no change: it
   * is copied before one, which is seldom.
   */
  #values: Readonly<Record<string, string>> = NONE;
  /** The same object where nobody else holds it. */
  #own: Record<string, string> | undefined;
  #late: LateHeader | undefined;
  #cookies: readonly string[] | undefined;

  constructor(init?: HeadersInput) {
    if (init === undefined || init === null) return;
    if (init instanceof LightHeaders) {
      this.#values = init.#shared();
      this.#late = init.#late;
      this.#cookies = init.#cookies;
    } else if (isIterable(init)) {
      for (const pair of init) {
        const [name, value] = [...pair];
        if (name === undefined || value === undefined)
          throw new TypeError('Headers: each entry must be a pair of name and value.');
        this.append(name, value);
      }
    } else {
      const given: Readonly<Record<string, string>> = init;
      for (const name of Object.keys(given)) this.append(name, String(given[name]));
    }
  }

  /** Headers that a simulated service gave, or the network: names in lower case, values that are allowed. */
  static received(wire: Readonly<Record<string, string>>, late?: LateHeader): LightHeaders {
    const headers = new LightHeaders();
    headers.#values = wire;
    headers.#late = late;
    return headers;
  }

  /** From here on somebody else holds the values, too. */
  #shared(): Readonly<Record<string, string>> {
    this.#own = undefined;
    return this.#values;
  }

  /** For changes. */
  #changed(): Record<string, string> {
    if (this.#own === undefined) {
      this.#own = this.#values === NONE ? {} : { ...this.#values };
      this.#values = this.#own;
    }
    if (this.#late !== undefined) {
      this.#own[this.#late.name] = this.#late.value;
      this.#late = undefined;
    }
    return this.#own;
  }

  #get(key: string): string | undefined {
    if (this.#late?.name === key) return this.#late.value;
    return Object.hasOwn(this.#values, key) ? this.#values[key] : undefined;
  }

  append(name: string, value: string): void {
    const key = nameOf(name);
    const text = valueOf(value);
    if (key === COOKIE) this.#cookies = [...(this.#cookies ?? []), text];
    const held = this.#get(key);
    this.#changed()[key] = held === undefined ? text : `${held}, ${text}`;
  }

  delete(name: string): void {
    const key = nameOf(name);
    if (key === COOKIE) this.#cookies = undefined;
    if (this.#get(key) === undefined) return;
    const { [key]: _, ...others } = this.#changed();
    this.#own = others;
    this.#values = others;
  }

  get(name: string): string | null {
    return this.#get(nameOf(name)) ?? null;
  }

  getSetCookie(): string[] {
    return [...(this.#cookies ?? [])];
  }

  has(name: string): boolean {
    return this.#get(nameOf(name)) !== undefined;
  }

  set(name: string, value: string): void {
    const key = nameOf(name);
    const text = valueOf(value);
    if (key === COOKIE) this.#cookies = [text];
    this.#changed()[key] = text;
  }

  forEach(act: (value: string, name: string, headers: LightHeaders) => void): void {
    for (const entry of this.#sorted()) act(entry[1], entry[0], this);
  }

  #sorted(): [string, string][] {
    const values = this.#late === undefined ? this.#values : this.#changed();
    const names = Object.keys(values).sort();
    const cookies = this.#cookies;
    const entries = names.map((name): [string, string] => [name, values[name] ?? '']);
    if (cookies === undefined || cookies.length < 2) return entries;
    return entries.flatMap((entry) =>
      entry[0] === COOKIE ? cookies.map((cookie): [string, string] => [COOKIE, cookie]) : [entry],
    );
  }

  entries(): IterableIterator<[string, string]> {
    return this.#sorted().values();
  }

  keys(): IterableIterator<string> {
    return this.#sorted()
      .map(([name]) => name)
      .values();
  }

  values(): IterableIterator<string> {
    return this.#sorted()
      .map(([, value]) => value)
      .values();
  }

  [Symbol.iterator](): IterableIterator<[string, string]> {
    return this.entries();
  }

  get [Symbol.toStringTag](): string {
    return 'Headers';
  }

  /** As the wire wants it: plain, names in lower case. */
  toRecord(): Readonly<Record<string, string>> {
    if (this.#late !== undefined) this.#changed();
    return this.#shared();
  }
}
