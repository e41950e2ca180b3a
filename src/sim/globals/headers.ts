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

export class LightHeaders {
  /** As they came off the wire, until somebody changes them: most are looked at once or twice, and copied for nothing. */
  #wire: Readonly<Record<string, string>> | undefined;
  #late: LateHeader | undefined;
  #values: Map<string, string> | undefined;
  #cookies: readonly string[] = [];

  constructor(init?: HeadersInput) {
    if (init === undefined || init === null) return;
    if (init instanceof LightHeaders) {
      this.#wire = init.#wire;
      this.#late = init.#late;
      if (init.#values !== undefined) this.#values = new Map(init.#values);
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
    headers.#wire = wire;
    headers.#late = late;
    return headers;
  }

  /** For changes. */
  #own(): Map<string, string> {
    if (this.#values === undefined) {
      this.#values = new Map(this.#wire === undefined ? undefined : Object.entries(this.#wire));
      if (this.#late !== undefined) this.#values.set(this.#late.name, this.#late.value);
    }
    return this.#values;
  }

  #get(key: string): string | undefined {
    if (this.#values !== undefined) return this.#values.get(key);
    if (this.#late?.name === key) return this.#late.value;
    return this.#wire !== undefined && Object.hasOwn(this.#wire, key) ? this.#wire[key] : undefined;
  }

  append(name: string, value: string): void {
    const key = nameOf(name);
    const text = valueOf(value);
    if (key === COOKIE) this.#cookies = [...this.#cookies, text];
    const held = this.#get(key);
    this.#own().set(key, held === undefined ? text : `${held}, ${text}`);
  }

  delete(name: string): void {
    const key = nameOf(name);
    this.#own().delete(key);
    if (key === COOKIE) this.#cookies = [];
  }

  get(name: string): string | null {
    return this.#get(nameOf(name)) ?? null;
  }

  getSetCookie(): string[] {
    return [...this.#cookies];
  }

  has(name: string): boolean {
    return this.#get(nameOf(name)) !== undefined;
  }

  set(name: string, value: string): void {
    const key = nameOf(name);
    const text = valueOf(value);
    if (key === COOKIE) this.#cookies = [text];
    this.#own().set(key, text);
  }

  forEach(act: (value: string, name: string, headers: LightHeaders) => void): void {
    for (const [name, value] of this) act(value, name, this);
  }

  #sorted(): [string, string][] {
    const entries = [...this.#own()].sort(([a], [b]) => (a < b ? -1 : 1));
    if (this.#cookies.length < 2) return entries;
    return entries.flatMap((entry) =>
      entry[0] === COOKIE ? this.#cookies.map((cookie): [string, string] => [COOKIE, cookie]) : [entry],
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
    if (this.#values === undefined && this.#late === undefined) return this.#wire ?? {};
    const record: Record<string, string> = {};
    for (const [name, value] of this.#own()) record[name] = value;
    return record;
  }
}
