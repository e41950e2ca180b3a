/**
 * Reads JSON as a server's cjson does: what it takes that no other reader takes (numbers in hexadecimal, infinite ones,
 * control characters in texts), and in whose words it refuses the rest. Source: lua-cjson 2.1 as in Redis 7.0, measured
 * against it.
 */

/** What goes wrong for a script: its message is told with the place in the script. */
export class ScriptFault extends Error {
  override readonly name = 'ScriptFault';
}

/** Who is told what is read, in its order. */
export interface JsonListener {
  readonly text: (text: string) => void;
  readonly number: (value: number) => void;
  readonly boolean: (value: boolean) => void;
  readonly null: () => void;
  /** A table begins. */
  readonly begin: () => void;
  /** Its next element has been told: of a list, at that place; of an object, under the text told before it. */
  readonly element: (place: number) => void;
  readonly field: () => void;
}

type Token =
  | { readonly kind: 'T_STRING'; readonly text: string }
  | { readonly kind: 'T_NUMBER' | 'T_BOOLEAN'; readonly value: number }
  | {
      readonly kind:
        | 'T_OBJ_BEGIN'
        | 'T_OBJ_END'
        | 'T_ARR_BEGIN'
        | 'T_ARR_END'
        | 'T_COLON'
        | 'T_COMMA'
        | 'T_NULL'
        | 'T_END'
        | 'T_ERROR';
      readonly error?: string;
    };

const DEEPEST = 1000;
const SIGNS = new Map([
  ['{', 'T_OBJ_BEGIN'],
  ['}', 'T_OBJ_END'],
  ['[', 'T_ARR_BEGIN'],
  [']', 'T_ARR_END'],
  [':', 'T_COLON'],
  [',', 'T_COMMA'],
] as const);
const WORDS = /true|false|null/y;
const ODD_NUMBER = /\+|inf|nan/iy;
const HEX = /([+-]?)0x([0-9a-f]*)\.?([0-9a-f]*)(?:p([+-]?\d+))?/iy;
const DECIMAL = /[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?/iy;
const INFINITE = /([+-]?)(?:inf(?:inity)?|(nan))/iy;
const ESCAPED = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);
const UNICODE = /\\u([0-9a-f]{4})/iy;
const LONGEST_RUN = 8_192;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The text's bytes, a character each: places are counted in bytes. */
function binaryOf(text: string): string {
  const bytes = encoder.encode(text);
  let binary = '';
  for (let at = 0; at < bytes.length; at += LONGEST_RUN) {
    binary += String.fromCharCode(...bytes.subarray(at, at + LONGEST_RUN));
  }
  return binary;
}

function textOf(binary: string): string {
  return decoder.decode(Uint8Array.from(binary, (character) => character.charCodeAt(0)));
}

class Reader {
  readonly #json: string;
  readonly #tell: JsonListener;
  #at = 0;
  /** Where the token that was read last begins, or where it went wrong. */
  #from = 0;
  #depth = 0;

  constructor(text: string, tell: JsonListener) {
    this.#json = binaryOf(text);
    this.#tell = tell;
  }

  read(): void {
    if (this.#json.slice(0, 2).includes('\0')) throw new ScriptFault('JSON parser does not support UTF-16 or UTF-32');
    this.#value(this.#next());
    const end = this.#next();
    if (end.kind !== 'T_END') this.#fail('the end', end);
  }

  #fail(expected: string, token: Token): never {
    const found = token.kind === 'T_ERROR' ? (token.error ?? '') : token.kind;
    throw new ScriptFault(`Expected ${expected} but found ${found} at character ${this.#from + 1}`);
  }

  #value(token: Token): void {
    switch (token.kind) {
      case 'T_STRING':
        this.#tell.text(token.text);
        break;
      case 'T_NUMBER':
        this.#tell.number(token.value);
        break;
      case 'T_BOOLEAN':
        this.#tell.boolean(token.value === 1);
        break;
      case 'T_NULL':
        this.#tell.null();
        break;
      case 'T_OBJ_BEGIN':
        this.#deeper();
        this.#object();
        this.#depth -= 1;
        break;
      case 'T_ARR_BEGIN':
        this.#deeper();
        this.#array();
        this.#depth -= 1;
        break;
      default:
        this.#fail('value', token);
    }
  }

  #deeper(): void {
    this.#depth += 1;
    if (this.#depth > DEEPEST) throw new ScriptFault(`Found too many nested data structures (${this.#depth})`);
    this.#tell.begin();
  }

  #object(): void {
    let token = this.#next();
    if (token.kind === 'T_OBJ_END') return;
    for (;;) {
      if (token.kind !== 'T_STRING') this.#fail('object key string', token);
      this.#tell.text(token.text);
      token = this.#next();
      if (token.kind !== 'T_COLON') this.#fail('colon', token);
      this.#value(this.#next());
      this.#tell.field();
      token = this.#next();
      if (token.kind === 'T_OBJ_END') return;
      if (token.kind !== 'T_COMMA') this.#fail('comma or object end', token);
      token = this.#next();
    }
  }

  #array(): void {
    let token = this.#next();
    if (token.kind === 'T_ARR_END') return;
    for (let place = 1; ; place += 1) {
      this.#value(token);
      this.#tell.element(place);
      token = this.#next();
      if (token.kind === 'T_ARR_END') return;
      if (token.kind !== 'T_COMMA') this.#fail('comma or array end', token);
      token = this.#next();
    }
  }

  #next(): Token {
    while (' \t\n\r'.includes(this.#json.charAt(this.#at)) && this.#at < this.#json.length) this.#at += 1;
    this.#from = this.#at;
    const letter = this.#json.charAt(this.#at);
    // A byte of zero ends a text there.
    if (letter === '' || letter === '\0') return { kind: 'T_END' };
    const sign = SIGNS.get(letter as '{');
    if (sign !== undefined) {
      this.#at += 1;
      return { kind: sign };
    }
    if (letter === '"') return this.#text();
    if (letter === '-' || (letter >= '0' && letter <= '9')) return this.#number();
    const word = this.#match(WORDS)?.[0];
    if (word !== undefined) {
      this.#at += word.length;
      return word === 'null' ? { kind: 'T_NULL' } : { kind: 'T_BOOLEAN', value: Number(word === 'true') };
    }
    return this.#match(ODD_NUMBER) === null ? this.#error('invalid token') : this.#number();
  }

  #error(error: string): Token {
    this.#from = this.#at;
    return { kind: 'T_ERROR', error };
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.#json);
  }

  /** As C's strtod reads it: as far as it is a number. */
  #number(): Token {
    const hex = this.#match(HEX);
    if (hex !== null && `${hex[2]}${hex[3]}` !== '') {
      const [all, minus, whole = '', part = '', power = '0'] = hex;
      this.#at += all.length;
      const value = Number(`0x0${whole}${part}`) * 2 ** (Number(power) - 4 * part.length);
      return { kind: 'T_NUMBER', value: minus === '-' ? -value : value };
    }
    const decimal = this.#match(DECIMAL)?.[0];
    if (decimal !== undefined) {
      this.#at += decimal.length;
      return { kind: 'T_NUMBER', value: Number(decimal) };
    }
    const infinite = this.#match(INFINITE);
    if (infinite === null) return this.#error('invalid number');
    const [all, minus, none] = infinite;
    this.#at += all.length;
    return { kind: 'T_NUMBER', value: none === undefined ? (minus === '-' ? -Infinity : Infinity) : Number.NaN };
  }

  #text(): Token {
    this.#at += 1;
    let text = '';
    for (;;) {
      const letter = this.#json.charAt(this.#at);
      if (letter === '' || letter === '\0') return this.#error('unexpected end of string');
      if (letter === '"') break;
      if (letter !== '\\') {
        text += letter;
        this.#at += 1;
      } else if (this.#json.charAt(this.#at + 1) === 'u') {
        const character = this.#unicode();
        if (character === undefined) return this.#error('invalid unicode escape code');
        text += binaryOf(character);
      } else {
        const meant = ESCAPED.get(this.#json.charAt(this.#at + 1));
        if (meant === undefined) return this.#error('invalid escape code');
        text += meant;
        this.#at += 2;
      }
    }
    this.#at += 1;
    return { kind: 'T_STRING', text: textOf(text) };
  }

  /** The character that `\uXXXX` means, or two of them; stays where it is if they mean none. */
  #unicode(): string | undefined {
    const begin = this.#at;
    const first = this.#unit();
    if (first === undefined || (first & 0xf800) !== 0xd800)
      return first === undefined ? undefined : String.fromCharCode(first);
    const second = (first & 0x400) === 0 ? this.#unit() : undefined;
    if (second !== undefined && (second & 0xfc00) === 0xdc00) return String.fromCharCode(first, second);
    this.#at = begin;
    return undefined;
  }

  #unit(): number | undefined {
    const digits = this.#match(UNICODE)?.[1];
    if (digits === undefined) return undefined;
    this.#at += 6;
    return Number.parseInt(digits, 16);
  }
}

/** Throws ScriptFault. */
export function readJson(text: string, tell: JsonListener): void {
  new Reader(text, tell).read();
}
