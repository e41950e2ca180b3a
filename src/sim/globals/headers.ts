/**
 * A light `Headers` for the time of a run. The host's costs more to make than a whole simulated call; this one
 * keeps the rules that code can notice: names in lower case, iteration in sorted order, values that are no
 * byte strings refused (a Georgian text in a header throws, as it does in production).
 */
type HeadersInput = HeadersInit | LightHeaders | undefined;

const NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

const LOWER_NAME = /^[a-z0-9-]+$/;

function nameOf(name: string): string {
  if (LOWER_NAME.test(name)) return name;
  const text = String(name);
  if (!NAME.test(text)) throw new TypeError(`Headers: ${JSON.stringify(text)} is an invalid header name.`);
  return text.toLowerCase();
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

export class LightHeaders {
  readonly #values = new Map<string, string>();
  readonly #cookies: string[] = [];

  constructor(init?: HeadersInput) {
    if (init === undefined || init === null) return;
    if (isIterable(init)) {
      for (const pair of init) {
        const [name, value] = [...pair];
        if (name === undefined || value === undefined)
          throw new TypeError('Headers: each entry must be a pair of name and value.');
        this.append(name, value);
      }
      return;
    }
    for (const [name, value] of Object.entries(init)) this.append(name, String(value));
  }

  append(name: string, value: string): void {
    const key = nameOf(name);
    const text = valueOf(value);
    if (key === 'set-cookie') this.#cookies.push(text);
    const held = this.#values.get(key);
    this.#values.set(key, held === undefined ? text : `${held}, ${text}`);
  }

  delete(name: string): void {
    const key = nameOf(name);
    this.#values.delete(key);
    if (key === 'set-cookie') this.#cookies.length = 0;
  }

  get(name: string): string | null {
    return this.#values.get(nameOf(name)) ?? null;
  }

  getSetCookie(): string[] {
    return [...this.#cookies];
  }

  has(name: string): boolean {
    return this.#values.has(nameOf(name));
  }

  set(name: string, value: string): void {
    const key = nameOf(name);
    const text = valueOf(value);
    if (key === 'set-cookie') this.#cookies.splice(0, this.#cookies.length, text);
    this.#values.set(key, text);
  }

  forEach(act: (value: string, name: string, headers: LightHeaders) => void): void {
    for (const [name, value] of this) act(value, name, this);
  }

  *entries(): Generator<[string, string], void, undefined> {
    for (const name of [...this.#values.keys()].sort()) {
      if (name === 'set-cookie') for (const cookie of this.#cookies) yield [name, cookie];
      else yield [name, this.#values.get(name) ?? ''];
    }
  }

  *keys(): Generator<string, void, undefined> {
    for (const [name] of this.entries()) yield name;
  }

  *values(): Generator<string, void, undefined> {
    for (const [, value] of this.entries()) yield value;
  }

  [Symbol.iterator](): Generator<[string, string], void, undefined> {
    return this.entries();
  }

  get [Symbol.toStringTag](): string {
    return 'Headers';
  }

  /** As the wire wants it: plain, names in lower case. */
  toRecord(): Record<string, string> {
    const record: Record<string, string> = {};
    for (const [name, value] of this.#values) record[name] = value;
    return record;
  }
}
