/** What scripts call, the quick way: the usual uses, in which nothing can fail. All others leave. */
import { general } from '../../numbers.ts';
import { byteLength } from '../../text.ts';
import { format } from '../format.ts';
import { ScriptFault } from '../json-reader.ts';
import { luaNumberText } from '../numbers.ts';
import { LEAVE, Library, type Native, Table, type Value, valueOf } from './values.ts';

const WHOLE = /^-?\d{1,15}$/;
/** Only characters that are one byte each. */
// oxlint-disable-next-line no-control-regex
const ASCII = /^[\u0000-\u007f]*$/;
const WORD_DIGITS = 17;
const MOST_UNPACKED = 100;
const LONGEST = 1_000_000;
const NOTHING: readonly Value[] = [undefined];

/** A number, or a text of digits as an operand. */
export function operand(value: Value): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'string' && WHOLE.test(value)) return Number(value);
  throw LEAVE;
}

export function number(value: Value): number {
  if (typeof value === 'number') return value;
  throw LEAVE;
}

/** A text, or a number as Lua makes it one. */
function text(value: Value): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' && !Number.isNaN(value)) return luaNumberText(value);
  throw LEAVE;
}

/** Texts one after the other. One that is put together again and again may become longer than the host's can be. */
export function joined(values: readonly Value[], between = ''): string {
  const whole = values.map(text).join(between);
  if (whole.length > LONGEST) throw LEAVE;
  return whole;
}

function word(value: Value): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' && !Number.isNaN(value)) return general(value, WORD_DIGITS);
  throw LEAVE;
}

function table(value: Value): Table {
  if (value instanceof Table) return value;
  throw LEAVE;
}

/** So many arguments, no more and no fewer. */
function exactly(args: readonly Value[], count: number): void {
  if (args.length !== count) throw LEAVE;
}

function bytes(value: Value): string {
  const found = text(value);
  if (!ASCII.test(found)) throw LEAVE;
  return found;
}

function isWhole(value: Value): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && !Object.is(value, -0);
}

function formatted(args: readonly Value[]): string {
  const [pattern, value] = args;
  if (pattern === '%.0f' && isWhole(value)) return value.toString();
  try {
    return format(bytes(pattern), {
      count: args.length,
      number: (at) => number(args[at - 1]),
      bytes: (at) => bytes(args[at - 1]),
    });
  } catch (error) {
    throw error instanceof ScriptFault ? LEAVE : error;
  }
}

/** Places are bytes, and from 1 on. Only where a text is looked for, no pattern. */
function found([held, part, from, plain]: readonly Value[]): readonly Value[] {
  if (typeof held !== 'string' || typeof part !== 'string' || from !== 1 || plain !== true) throw LEAVE;
  const at = held.indexOf(part);
  if (at < 0) return NOTHING;
  const before = byteLength(held.slice(0, at));
  return [before + 1, before + byteLength(part)];
}

function read(value: Value): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean' || value === undefined || value === '') return undefined;
  return operand(value);
}

function picked(args: readonly Value[], better: (value: number, than: number) => boolean): number {
  let best = number(args[0]);
  for (let i = 1; i < args.length; i += 1) {
    const value = number(args[i]);
    if (better(value, best)) best = value;
  }
  return best;
}

function typeOf(value: Value): string {
  if (value === undefined) return 'nil';
  if (value instanceof Table || value instanceof Library) return 'table';
  return typeof value === 'object' ? 'function' : typeof value;
}

const following: Native = ([list, at]) => {
  const next = number(at) + 1;
  const value = table(list).list[next - 1];
  return value === undefined ? NOTHING : [next, value];
};

const one =
  (act: (value: Value) => Value): Native =>
  (args) => {
    exactly(args, 1);
    return [act(args[0])];
  };

/** The globals but KEYS and ARGV. */
export const GLOBALS: ReadonlyMap<string, Value> = new Map<string, Value>([
  [
    'redis',
    new Library({
      call: (args, world) => {
        if (args.length === 0) throw LEAVE;
        return [valueOf(world.call(args.map(word)))];
      },
    }),
  ],
  [
    'math',
    new Library({
      floor: one((value) => Math.floor(number(value))),
      ceil: one((value) => Math.ceil(number(value))),
      min: (args) => [picked(args, (value, than) => value < than)],
      max: (args) => [picked(args, (value, than) => than < value)],
    }),
  ],
  ['string', new Library({ find: found, format: (args) => [formatted(args)] })],
  [
    'table',
    new Library({
      concat: ([list, between = '', ...rest]) => {
        exactly(rest, 0);
        return [joined(table(list).list, text(between))];
      },
    }),
  ],
  ['tonumber', one(read)],
  [
    'tostring',
    one((value) => {
      if (typeof value === 'boolean' || value === undefined) return value === undefined ? 'nil' : String(value);
      return text(value);
    }),
  ],
  ['type', one(typeOf)],
  [
    'ipairs',
    (args) => {
      exactly(args, 1);
      return [following, table(args[0]), 0];
    },
  ],
  [
    'unpack',
    (args) => {
      exactly(args, 1);
      const { list } = table(args[0]);
      if (list.length > MOST_UNPACKED) throw LEAVE;
      return list;
    },
  ],
]);
