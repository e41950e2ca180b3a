/**
 * What a schema says of a value that does not fit, as every other error says it: where (`messages[0].atMs`), what was
 * found, and what was expected in words. The words of valibot are those of types (`>=0`, `("a" | "b")`).
 */
import type * as v from 'valibot';
import { InputError } from '../errors.ts';
import { isRecord } from '../json.ts';

type Issue = v.BaseIssue<unknown>;

/** `where` is what the value is called, where its fields are told with it. */
export function unfit(schema: unknown, issue: Issue, where: string): InputError {
  return new InputError(`${where}${pathOf(issue, where)}`, foundIn(issue), expectedBy(schema, issue));
}

function pathOf({ path }: Issue, where: string): string {
  let told = '';
  for (const { type, key } of path ?? [])
    told += type === 'array' ? `[${String(key)}]` : `${where + told === '' ? '' : '.'}${String(key)}`;
  return told;
}

function foundIn({ input }: Issue): unknown {
  return Array.isArray(input) && input.length > 100 ? `${input.length} items` : input;
}

function expectedBy(schema: unknown, issue: Issue): string {
  if (issue.kind !== 'schema') return limitOf(issue);
  // Of a key that is missing valibot expects the key.
  const isMissing = issue.input === undefined && (issue.expected?.startsWith('"') ?? false);
  const wanted = isMissing ? wantedAt(schema, issue) : issue.expected;
  return wanted === null || wanted === undefined || wanted === 'unknown' ? issue.message : inWords(wanted);
}

function limitOf({ type, requirement, input, message }: Issue): string {
  const of = typeof input === 'string' ? 'characters' : 'items';
  switch (type) {
    case 'integer':
      return 'a whole number';
    case 'finite':
      return 'a finite number';
    case 'min_value':
      return `at least ${String(requirement)}`;
    case 'max_value':
      return `at most ${String(requirement)}`;
    case 'min_length':
      return `at least ${String(requirement)} ${of}`;
    case 'max_length':
      return `at most ${String(requirement)} ${of}`;
    default:
      // A pattern, or a check of our own: it was given its words.
      return message;
  }
}

const WORDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
  Array: 'a list',
  Object: 'an object',
  never: 'no field of that name',
};

/** `(("a" | "b") | "c")`, `string`, `(string | number | boolean)`, `1`. */
function inWords(expects: string): string {
  const options = expects.split(' | ').map((option) => option.replace(/^\(+/, '').replace(/\)+$/, ''));
  const names = options.filter((option) => option.startsWith('"')).map((option) => option.slice(1, -1));
  if (names.length === options.length) return names.length === 1 ? names.join('') : `one of ${names.join(', ')}`;
  return options.map((option) => WORDS[option] ?? option).join(', or ');
}

/** What the schema expects at the place of the issue. */
function wantedAt(schema: unknown, { path }: Issue): string | undefined {
  let at: unknown = schema;
  for (const { key, input } of path ?? []) at = within(at, key, input);
  const wanted = isRecord(at) ? at['expects'] : undefined;
  return typeof wanted === 'string' ? wanted : undefined;
}

function within(schema: unknown, key: unknown, input: unknown): unknown {
  if (!isRecord(schema)) return undefined;
  const { entries, item, value, rest, wrapped } = schema;
  if (wrapped !== undefined) return within(wrapped, key, input);
  if (isRecord(entries) && typeof key === 'string' && Object.hasOwn(entries, key)) return entries[key];
  return item ?? value ?? rest ?? within(optionFor(schema, input), key, input);
}

/** Of a variant, the shape that the value says it has. */
function optionFor({ options, key }: Readonly<Record<string, unknown>>, input: unknown): unknown {
  if (!Array.isArray(options) || typeof key !== 'string' || !isRecord(input)) return undefined;
  return options.find((option: unknown) => {
    const tag: unknown = isRecord(option) && isRecord(option['entries']) ? option['entries'][key] : undefined;
    if (!isRecord(tag)) return false;
    const { literal, options: several } = tag;
    return literal === input[key] || (Array.isArray(several) && several.includes(input[key]));
  });
}
