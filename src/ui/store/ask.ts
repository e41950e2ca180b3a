/**
 * What is chosen in a view that asks a laboratory, as its address has it: `policy=documented runs=500`. What is as usual
 * is left out; what does not fit is told of, and is as usual.
 */
import { InputError } from '../../sim/model/errors.ts';
import { readWhole, wholeExpected } from '../../sim/model/typed.ts';
import type { Problem } from '../worker/protocol.ts';

/** How one choice is written and read. */
export interface Field<T> {
  /** Undefined where the text does not fit. */
  readonly read: (text: string) => T | undefined;
  readonly write: (value: T) => string;
  readonly expected: string;
}

export type Fields<C> = { readonly [K in keyof C]: Field<C[K]> };

export interface ReadAsk<C> {
  readonly choices: C;
  readonly problems: readonly Problem[];
}

export function readAsk<C extends object>(text: string, fields: Fields<C>, usual: C): ReadAsk<C> {
  const given = new Map(
    text
      .split(' ')
      .filter((word) => word !== '')
      .map((word) => {
        const at = word.indexOf('=');
        return at < 0 ? [word, ''] : [word.slice(0, at), word.slice(at + 1)];
      }),
  );
  const choices = { ...usual };
  const problems: Problem[] = [];
  const told = (name: string, found: string, expected: string): void => {
    const field = `link.ask.${name}`;
    problems.push({ field, found, expected, message: `${field}: found ${found || 'nothing'}, expected ${expected}` });
  };
  for (const name in fields) {
    const word = given.get(name);
    given.delete(name);
    if (word === undefined) continue;
    const value = fields[name].read(word);
    if (value === undefined) told(name, word, fields[name].expected);
    else choices[name] = value;
  }
  for (const [name, word] of given) told(name, word, `one of ${Object.keys(fields).join(', ')}`);
  return { choices, problems };
}

export function writeAsk<C extends object>(choices: C, fields: Fields<C>, usual: C): string {
  const words: string[] = [];
  for (const name in fields) {
    const word = fields[name].write(choices[name]);
    if (word !== fields[name].write(usual[name])) words.push(`${name}=${word}`);
  }
  return words.join(' ');
}

/** What is read, where it fits. */
export function fitting<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return undefined;
  }
}

export function wholeNumber(least: number, most: number): Field<number> {
  return {
    read: (text) => fitting(() => readWhole('', text, least, most)),
    write: String,
    expected: wholeExpected(least, most),
  };
}

export function oneOf<T extends string>(options: readonly T[]): Field<T> {
  return {
    read: (text) => options.find((option) => option === text),
    write: (value) => value,
    expected: `one of ${options.join(', ')}`,
  };
}

/** None is a choice too. */
export function someOf(options: readonly string[]): Field<readonly string[]> {
  return {
    read: (text) => {
      const names = text.split(',').filter((name) => name !== '');
      return names.every((name) => options.includes(name)) ? names : undefined;
    },
    write: (names) => names.join(','),
    expected: `some of ${options.join(', ')}, with commas`,
  };
}
