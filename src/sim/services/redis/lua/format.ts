/**
 * `string.format` of Lua 5.1, which hands its work to C's printf. Lua 5.3's own differs in numbers, and a host's rounds
 * what lies in the middle another way. Texts are taken byte by byte: each character here is one. Source: Lua 5.1,
 * lstrlib.c; C, fprintf.
 */
import { general } from '../numbers.ts';
import { unsupported } from '../reply.ts';
import { ScriptFault } from './json-reader.ts';

/** Where the arguments come from; both throw ScriptFault where it is none. */
export interface FormatArguments {
  readonly count: number;
  readonly number: (at: number) => number;
  readonly bytes: (at: number) => string;
}

interface Spec {
  readonly minus: boolean;
  readonly plus: boolean;
  readonly space: boolean;
  readonly zero: boolean;
  readonly width: number;
  readonly precision: number | undefined;
  readonly letter: string;
}

const DIRECTIVE = /%(?:(%)|([-+ #0]*)(\d*)(?:(\.)(\d*))?([^]?))/g;
const USUAL_PRECISION = 6;
const MOST_DIGITS = 100;
const LONG_RANGE = 2 ** 63;
const FIXED_BELOW = 1e21;
const BITS = 64;

export function format(pattern: string, args: FormatArguments): string {
  let text = '';
  let [from, at] = [0, 1];
  for (const match of pattern.matchAll(DIRECTIVE)) {
    text += pattern.slice(from, match.index);
    from = match.index + match[0].length;
    if (match[1] !== undefined) text += '%';
    else {
      at += 1;
      if (at > args.count) throw new ScriptFault(`bad argument #${at} to 'format' (no value)`);
      const spec = specOf(match);
      text += padded(spec, ...converted(spec, at, args));
    }
  }
  return text + pattern.slice(from);
}

function specOf([, , flags = '', width = '', dot, digits = '', letter = '']: readonly (string | undefined)[]): Spec {
  if (width.length > 2 || digits.length > 2 || flags.length > 5) {
    throw new ScriptFault('invalid format (width or precision too long)');
  }
  if (flags.includes('#')) throw unsupported('# in string.format in a script');
  return {
    minus: flags.includes('-'),
    plus: flags.includes('+'),
    space: flags.includes(' '),
    zero: flags.includes('0'),
    width: Number(width),
    precision: dot === undefined ? undefined : Number(digits),
    letter,
  };
}

/** A sign and what follows it; `false` where no zeros may be put between them. */
type Converted = readonly [sign: string, body: string, zeros: boolean];

function converted(spec: Spec, at: number, args: FormatArguments): Converted {
  switch (spec.letter) {
    case 'd':
    case 'i':
      return signedInteger(spec, args.number(at));
    case 'u':
    case 'o':
    case 'x':
    case 'X':
      return ['', atLeast(spec, unsigned(spec.letter, args.number(at))), spec.precision === undefined];
    case 'c':
      return ['', String.fromCharCode(Math.trunc(args.number(at)) & 0xff), false];
    case 'e':
    case 'E':
    case 'f':
    case 'g':
    case 'G':
      return float(spec, args.number(at));
    case 'q':
      return ['', quoted(args.bytes(at)), false];
    case 's':
      return ['', args.bytes(at).slice(0, spec.precision ?? Number.POSITIVE_INFINITY), false];
    default:
      throw new ScriptFault(`invalid option '%${spec.letter}' to 'format'`);
  }
}

function padded({ minus, zero, width, letter }: Spec, sign: string, body: string, zeros: boolean): string {
  if (letter === 'q') return body;
  const length = sign.length + body.length;
  if (length >= width) return sign + body;
  if (minus) return sign + body + ' '.repeat(width - length);
  return zero && zeros ? sign + '0'.repeat(width - length) + body : ' '.repeat(width - length) + sign + body;
}

function signOf({ plus, space }: Spec, negative: boolean): string {
  if (negative) return '-';
  return plus ? '+' : space ? ' ' : '';
}

function whole(value: number): bigint {
  if (!(Math.abs(value) < LONG_RANGE)) throw unsupported(`${value} as a whole number in string.format in a script`);
  return BigInt(Math.trunc(value));
}

function atLeast({ precision }: Spec, digits: string): string {
  return precision === 0 && digits === '0' ? '' : digits.padStart(precision ?? 1, '0');
}

function signedInteger(spec: Spec, value: number): Converted {
  const integer = whole(value);
  const digits = (integer < 0n ? -integer : integer).toString();
  return [signOf(spec, integer < 0n), atLeast(spec, digits), spec.precision === undefined];
}

function unsigned(letter: string, value: number): string {
  const integer = BigInt.asUintN(BITS, whole(value));
  const digits = integer.toString(letter === 'o' ? 8 : letter === 'u' ? 10 : 16);
  return letter === 'X' ? digits.toUpperCase() : digits;
}

function float(spec: Spec, value: number): Converted {
  if (Number.isNaN(value)) throw unsupported('the text of a number that is none in a script');
  const negative = value < 0 || Object.is(value, -0);
  const size = Math.abs(value);
  const sign = signOf(spec, negative);
  if (!Number.isFinite(size)) return [sign, spec.letter < 'a' ? 'INF' : 'inf', false];
  const precision = spec.precision ?? USUAL_PRECISION;
  const body =
    spec.letter === 'f'
      ? fixed(size, precision)
      : spec.letter.toLowerCase() === 'e'
        ? exponential(size, precision)
        : general(size, precision || 1);
  return [sign, spec.letter < 'a' ? body.toUpperCase() : body, true];
}

/** What lies in the middle goes to the even digit. */
function fixed(size: number, precision: number): string {
  if (size >= FIXED_BELOW) return BigInt(size).toString() + (precision > 0 ? `.${'0'.repeat(precision)}` : '');
  const rounded = size.toFixed(precision);
  const exact = size.toFixed(MOST_DIGITS);
  const point = exact.indexOf('.');
  const kept = exact.slice(0, point) + exact.slice(point + 1, point + 1 + precision);
  const rest = exact.slice(point + 1 + precision);
  if (!/^50*$/.test(rest) || Number(kept.at(-1)) % 2 !== 0) return rounded;
  return precision === 0 ? kept : `${kept.slice(0, point)}.${kept.slice(point)}`;
}

function exponential(size: number, precision: number): string {
  const [, rest = ''] = size.toExponential(MOST_DIGITS).split(/^\d\.|e/);
  if (/^50*$/.test(rest.slice(precision)))
    throw unsupported('a number in the middle in string.format("%e") in a script');
  const [mantissa = '', power = ''] = size.toExponential(precision).split('e');
  return `${mantissa}e${power.startsWith('-') ? '-' : '+'}${power.slice(1).padStart(2, '0')}`;
}

function quoted(text: string): string {
  const escaped = text
    .replace(/["\\\n]/g, '\\$&')
    .replaceAll('\r', '\\r')
    .replaceAll('\0', '\\000');
  return `"${escaped}"`;
}
