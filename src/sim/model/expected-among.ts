/** What an error says was expected where a name is none of those that there are: all of them, and the one that was probably meant. */

import { InputError } from './errors.ts';

/** From so many letters on a name can be meant by its beginning. */
const BEGINNING = 3;
const MOST_MEANT = 3;
/** One letter in so many may be wrong. */
const LETTERS_A_MISTAKE = 3;
/** What is longer is nobody's slip of the hand. */
const LONGEST_NAME = 80;

/** `one of kill, freeze (did you mean kill?)`. */
export function expectedAmong(names: readonly string[], found?: unknown): string {
  const all = `one of ${names.join(', ') || 'no name at all'}`;
  const meant = typeof found === 'string' ? nearest(names, found) : [];
  return meant.length === 0 ? all : `${all} (did you mean ${meant.join(' or ')}?)`;
}

/** The error for a name that is none of those that there are. */
export function notAmong(field: string, found: unknown, names: readonly string[]): InputError {
  return new InputError(field, found, expectedAmong(names, found));
}

/** The names that begin so, or else those that the fewest mistakes make of it: few enough for its length. */
export function nearest(names: readonly string[], found: string): readonly string[] {
  const typed = plain(found);
  if (typed === '' || found.length > LONGEST_NAME) return [];
  const begun = names.filter((name) => typed.length >= BEGINNING && plain(name).startsWith(typed));
  if (begun.length > 0) return begun.slice(0, MOST_MEANT);
  const far = names.map((name) => ({ name, mistakes: mistakesBetween(typed, plain(name)) }));
  const fewest = Math.min(...far.map(({ mistakes }) => mistakes));
  if (fewest > Math.floor(typed.length / LETTERS_A_MISTAKE)) return [];
  return far.flatMap(({ name, mistakes }) => (mistakes === fewest ? [name] : [])).slice(0, MOST_MEANT);
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[\s_.-]/g, '');
}

/** Letters left out, too many, changed, or two that changed places. */
function mistakesBetween(a: string, b: string): number {
  let twoAbove: readonly number[] = [];
  let above: readonly number[] = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const changed = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (twoAbove[j - 2] ?? Infinity) + 1 : Infinity;
      row.push(Math.min(changed, swapped, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    [twoAbove, above] = [above, row];
  }
  return above[b.length] ?? 0;
}
