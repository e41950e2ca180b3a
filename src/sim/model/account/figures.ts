/** Figures as one says them aloud: moments and lengths of time as short as they are exact to a hundredth of a second. */

import { duration } from '../words.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
/** Up to here one counts in seconds. */
const IN_SECONDS_MS = 2 * MINUTE_MS;

/** `0.05 s`, `3.45 s`, `33 min 1 s`, `2 h 5 min`: a duration, never finer than one would say it. */
export function spoken(ms: number): string {
  const size = Math.abs(ms);
  const said = size < SECOND_MS ? `${Math.round(size / 10) / 100} s` : duration(rounded(size));
  return ms < 0 ? `−${said}` : said;
}

function rounded(ms: number): number {
  if (ms < IN_SECONDS_MS) return ms;
  const seconds = Math.round(ms / SECOND_MS) * SECOND_MS;
  return seconds < HOUR_MS ? seconds : Math.round(ms / MINUTE_MS) * MINUTE_MS;
}

const SMALL = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];

/** `three`, `43`. */
export function inWords(number: number): string {
  return SMALL[number] ?? String(number);
}

/** `once`, `twice`, `three times`. */
export function times(number: number): string {
  if (number === 1) return 'once';
  return number === 2 ? 'twice' : `${inWords(number)} times`;
}

/** `1st`, `2nd`, `11th`. */
export function ordinal(number: number): string {
  const teen = number % 100 > 10 && number % 100 < 14;
  const ending = teen ? 'th' : (['th', 'st', 'nd', 'rd'][number % 10] ?? 'th');
  return `${number}${ending}`;
}

/** `1`, `3–5`, `7`: neighbours together, where they are more than two. */
export function ranges(numbers: readonly number[]): readonly string[] {
  const runs: [number, number][] = [];
  for (const number of numbers.toSorted((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last !== undefined && number === last[1] + 1) last[1] = number;
    else if (last?.[1] !== number) runs.push([number, number]);
  }
  return runs.flatMap(([from, to]) =>
    to - from === 1 ? [String(from), String(to)] : [from === to ? String(from) : `${from}–${to}`],
  );
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(parts: readonly string[]): string {
  return parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}
