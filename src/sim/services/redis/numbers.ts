/** Numbers as a server reads and writes them: 64-bit integers in their shortest form, floats as C prints them. */
import { notFloat, notInteger, RedisError } from './reply.ts';

export const MAX_INT64 = 9_223_372_036_854_775_807n;
export const MIN_INT64 = -9_223_372_036_854_775_808n;

const INTEGER = /^(?:0|-?[1-9]\d{0,18})$/;
const FLOAT = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const INFINITE = /^([+-]?)inf(?:inity)?$/i;
const SAFE_DIGITS = 15;
const SHORT_DIGITS = 12;

/** Throws what a server answers where the text is no 64-bit integer: no sign `+`, no zero in front, no space. */
export function int64(text: string): bigint {
  if (!INTEGER.test(text)) throw notInteger();
  const value = BigInt(text);
  if (value > MAX_INT64 || value < MIN_INT64) throw notInteger();
  return value;
}

/** The same where it is so short that it can be reckoned with, times a thousand and beside an epoch's milliseconds. */
export function shortInteger(text: string): number | undefined {
  return text.length <= SHORT_DIGITS && INTEGER.test(text) ? Number(text) : undefined;
}

/** The same where precision beyond 2^53 does not matter: positions and counts. */
export function position(text: string): number {
  return text.length <= SAFE_DIGITS && INTEGER.test(text) ? Number(text) : Number(int64(text));
}

/** A count that may not be negative. */
export function countOf(text: string): number {
  let value: number;
  try {
    value = position(text);
  } catch {
    value = -1;
  }
  if (value < 0) throw new RedisError('ERR value is out of range, must be positive');
  return value;
}

/** An integer as an answer: a number as long as it is exact. */
export function integerReply(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

export function float(text: string): number {
  const infinite = INFINITE.exec(text);
  if (infinite !== null) return infinite[1] === '-' ? -Infinity : Infinity;
  if (!FLOAT.test(text)) throw notFloat();
  return Number(text);
}

function trimZeros(digits: string): string {
  return digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits;
}

/** C's `%.<precision>g`. A server prints scores and a script's numbers with 17, Lua's own texts with 14. */
export function general(value: number, precision: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  if (Number.isSafeInteger(value) && Math.abs(value) < 10 ** Math.min(precision, SAFE_DIGITS)) return String(value);
  const [mantissa = '', power = ''] = value.toExponential(precision - 1).split('e');
  const exponent = Number(power);
  if (exponent >= -4 && exponent < precision) return trimZeros(value.toFixed(precision - 1 - exponent));
  const sign = exponent < 0 ? '-' : '+';
  return `${trimZeros(mantissa)}e${sign}${String(Math.abs(exponent)).padStart(2, '0')}`;
}
