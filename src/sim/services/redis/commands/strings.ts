/** Commands on strings other than SET. Source: Redis 7.0, t_string.c. */
import { mockNumber } from '../mock.ts';
import { int64, integerReply, MAX_INT64, MIN_INT64 } from '../numbers.ts';
import { RedisError, type Reply } from '../reply.ts';
import type { Store } from '../store.ts';
import { byteLength } from '../text.ts';
import type { Commands } from './command.ts';

function get(store: Store, [key = '']: readonly string[]): Reply {
  return store.text(key) ?? null;
}

function increase(store: Store, key: string, by: bigint): Reply {
  const value = int64(store.text(key) ?? '0') + by;
  if (value > MAX_INT64 || value < MIN_INT64) {
    throw new RedisError('ERR increment or decrement would overflow');
  }
  store.put(key, value.toString());
  return integerReply(value);
}

function decreaseBy(store: Store, [key = '', text = '']: readonly string[]): Reply {
  const by = int64(text);
  if (by === MIN_INT64) throw new RedisError('ERR decrement would overflow');
  return increase(store, key, -by);
}

function append(store: Store, [key = '', text = '']: readonly string[]): Reply {
  store.text(key);
  mockNumber('append', key, text);
  store.wrote(key);
  return byteLength(store.text(key) ?? '');
}

export const STRING_COMMANDS: Commands = {
  get: { arity: 2, run: get },
  getdel: {
    arity: 2,
    run: (store, args) => {
      const value = get(store, args);
      if (value !== null) store.remove(args[0] ?? '');
      return value;
    },
  },
  mget: {
    arity: -2,
    // A key of another type counts as none here.
    run: (store, keys) =>
      keys.map((key) => {
        const value = store.value(key);
        return typeof value === 'string' ? value : null;
      }),
  },
  incr: { arity: 2, run: (store, [key = '']) => increase(store, key, 1n) },
  decr: { arity: 2, run: (store, [key = '']) => increase(store, key, -1n) },
  incrby: { arity: 3, run: (store, [key = '', by = '']) => increase(store, key, int64(by)) },
  decrby: { arity: 3, run: decreaseBy },
  append: { arity: 3, run: append },
  strlen: { arity: 2, run: (store, [key = '']) => byteLength(store.text(key) ?? '') },
};
