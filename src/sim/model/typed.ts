/**
 * Numbers and ranges as somebody types them: on a command line, in a field of the page, in its address. What does not fit
 * is an InputError, and says the same wherever it was typed.
 */
import { InputError } from './errors.ts';

export function wholeExpected(least: number, most: number): string {
  return `a whole number from ${least} to ${most}`;
}

export function readWhole(field: string, text: string, least: number, most: number): number {
  const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new InputError(field, text === '' ? undefined : text, wholeExpected(least, most));
}

/** What is varied, from where to where, by which step. */
export interface Range {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

export const RANGE_FORM = 'name=from..to:step, as quietMs=500..3000:250';

export function writeRange({ name, from, to, step }: Range): string {
  return `${name}=${from}..${to}:${step}`;
}

/** `names`: the numbers that there are. It goes up: it has one value at least. */
export function readRange(field: string, text: string, names: readonly string[]): Range {
  const [, name, from, to, step] = /^([\w.]+)=(\d{1,15})\.\.(\d{1,15}):(\d{1,15})$/.exec(text) ?? [];
  if (name === undefined) throw new InputError(field, text, RANGE_FORM);
  if (!names.includes(name)) {
    throw new InputError(field, name, `a number among the settings or constants: ${names.join(', ')}`);
  }
  const range = { name, from: Number(from), to: Number(to), step: Number(step) };
  if (sizeOf(range) === 0) throw new InputError(field, text, 'a range that goes up by steps');
  return range;
}

/** How many values it has; 0 where it does not go up. */
export function sizeOf({ from, to, step }: Omit<Range, 'name'>): number {
  return step < 1 || to < from ? 0 : Math.floor((to - from) / step) + 1;
}
