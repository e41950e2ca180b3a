/**
 * SCAN and its relatives. A server promises only that every element that is there throughout comes, in pages whose
 * cursors are its own affair: here all come in the first page, whatever COUNT says. Source: Redis 7.0, db.c.
 */
import { position } from '../numbers.ts';
import { RedisError, type Reply, syntaxError, unsupported } from '../reply.ts';
import { FIELD, type Store, typeOf } from '../store.ts';
import { matches } from '../text.ts';
import type { Commands } from './command.ts';
import { told } from './members.ts';
import { printed } from './scores.ts';
import { inOrder } from './sorted-set-ranges.ts';

interface Filter {
  readonly pattern: string;
  readonly type: string | undefined;
}

const CURSOR = /^[+-]?\d{1,20}$/;

function filterOf(cursor: string, options: readonly string[], typed: boolean): Filter {
  if (!CURSOR.test(cursor)) throw new RedisError('ERR invalid cursor');
  if (Number(cursor) !== 0) throw unsupported(`the cursor ${cursor}: every scan is over with its first page`);
  let pattern = '*';
  let type: string | undefined;
  for (let i = 0; i < options.length; i += 2) {
    const word = (options[i] ?? '').toUpperCase();
    const value = options[i + 1];
    if (value === undefined) throw syntaxError();
    if (word === 'COUNT') {
      if (position(value) < 1) throw syntaxError();
    } else if (word === 'MATCH') pattern = value;
    else if (word === 'TYPE' && typed) type = value.toLowerCase();
    else throw syntaxError();
  }
  return { pattern, type };
}

const page = (elements: readonly string[]): Reply => ['0', elements];

/** One of the relatives: `elementsOf` gives each element with what follows it. */
function scanOf(elementsOf: (store: Store, key: string) => readonly (readonly [string, ...string[]])[]) {
  return (store: Store, [key = '', cursor = '', ...options]: readonly string[]): Reply => {
    if (!CURSOR.test(cursor)) throw new RedisError('ERR invalid cursor');
    // A server looks for the key before it reads the options.
    const elements = elementsOf(store, key);
    if (!store.has(key)) return page([]);
    const { pattern } = filterOf(cursor, options, false);
    return page(elements.filter(([name]) => matches(pattern, name)).flat());
  };
}

export const SCAN_COMMANDS: Commands = {
  scan: {
    arity: -2,
    run: (store, [cursor = '', ...options]) => {
      const { pattern, type } = filterOf(cursor, options, true);
      const fits = (key: string): boolean => {
        const value = store.value(key);
        return matches(pattern, key) && (type === undefined || (value !== undefined && typeOf(value) === type));
      };
      return page(store.keys().filter(fits));
    },
  },
  sscan: {
    arity: -3,
    run: scanOf((store, key) => told(store.set(key) ?? new Set()).map((member) => [member] as const)),
  },
  hscan: {
    arity: -3,
    run: scanOf((store, key) =>
      Object.entries(store.fields(key) ?? {}).map(([field, value]) => [field.slice(FIELD.length), value] as const),
    ),
  },
  zscan: {
    arity: -3,
    run: scanOf((store, key) => inOrder(store, key).map(({ value, score }) => [value, printed(score)] as const)),
  },
};
