/** Texts as the bytes that a server sees: UTF-8 lengths and order, base64, patterns of keys. */

const encoder = new TextEncoder();
/** As many bytes become characters in one call. */
const PIECE = 8_192;
/** Only characters that are one byte each. */
// oxlint-disable-next-line no-control-regex
const ASCII = /^[\u0000-\u007f]*$/;

export function byteLength(text: string): number {
  return ASCII.test(text) ? text.length : encoder.encode(text).length;
}

/** Each of the text's UTF-8 bytes as a character. */
function binaryOf(text: string): string {
  if (ASCII.test(text)) return text;
  const bytes = encoder.encode(text);
  let binary = '';
  for (let at = 0; at < bytes.length; at += PIECE) {
    // Not spread: that goes over the bytes one by one.
    binary += String(Reflect.apply(String.fromCharCode, undefined, bytes.subarray(at, at + PIECE)));
  }
  return binary;
}

/** Base64 of the text's UTF-8 bytes. */
export function base64(text: string): string {
  return btoa(binaryOf(text));
}

/** The order of the bytes, which is the order of the code points (and not of UTF-16 units). */
export function compareBytes(a: string, b: string): number {
  const left = Array.from(a);
  const right = Array.from(b);
  for (const [index, character] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    if (character !== other) return (character.codePointAt(0) ?? 0) - (other.codePointAt(0) ?? 0);
  }
  return left.length - right.length;
}

/** Whether a text fits a pattern of KEYS: `*`, `?`, `[ab]`, `[^a-z]`, `\` before a character. `?` is one byte. */
export function matches(pattern: string, text: string): boolean {
  return globToRegExp(binaryOf(pattern)).test(binaryOf(text));
}

function quote(character: string): string {
  return /[\\^$.*+?()[\]{}|/-]/.test(character) ? `\\${character}` : character;
}

function globToRegExp(pattern: string): RegExp {
  let source = '';
  let at = 0;
  while (at < pattern.length) {
    const character = pattern.charAt(at);
    at += 1;
    if (character === '*') source += '[^]*';
    else if (character === '?') source += '[^]';
    else if (character === '\\' && at < pattern.length) {
      source += quote(pattern.charAt(at));
      at += 1;
    } else if (character === '[') {
      const end = classEnd(pattern, at);
      source += characterClass(pattern.slice(at, end));
      at = end + 1;
    } else source += quote(character);
  }
  return new RegExp(`^${source}$`, 'u');
}

/** Where a class that begins at `at` closes; the pattern's end where it does not. */
function classEnd(pattern: string, at: number): number {
  for (let i = at; i < pattern.length; i += 1) {
    if (pattern.charAt(i) === '\\') i += 1;
    else if (pattern.charAt(i) === ']') return i;
  }
  return pattern.length;
}

function characterClass(body: string): string {
  const inverted = body.startsWith('^');
  let inside = '';
  const letters = Array.from(inverted ? body.slice(1) : body);
  for (let i = 0; i < letters.length; i += 1) {
    const letter = letters[i] ?? '';
    const until = letters[i + 2];
    if (letter === '\\' && letters[i + 1] !== undefined) {
      i += 1;
      inside += quote(letters[i] ?? '');
    } else if (letters[i + 1] === '-' && until !== undefined) {
      const [from, to] = compareBytes(letter, until) <= 0 ? [letter, until] : [until, letter];
      inside += `${quote(from)}-${quote(to)}`;
      i += 2;
    } else inside += quote(letter);
  }
  if (inside === '') return inverted ? '[^]' : '(?!)';
  return `[${inverted ? '^' : ''}${inside}]`;
}
