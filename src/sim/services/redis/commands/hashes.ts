/** Commands on hashes. Source: Redis 7.0, t_hash.c. */
import { mockNumber } from '../mock.ts';
import { int64, integerReply, MAX_INT64, MIN_INT64 } from '../numbers.ts';
import { OK, RedisError, type Reply, wrongArity } from '../reply.ts';
import { FIELD, type Store } from '../store.ts';
import { byteLength } from '../text.ts';
import { pairs, type Commands } from './command.ts';

/** Fields and values in the order in which the fields came. */
function entries(store: Store, key: string): readonly (readonly [string, string])[] {
  return Object.entries(store.fields(key) ?? {}).map(([field, value]) => [field.slice(FIELD.length), value] as const);
}

function assign(store: Store, key: string, args: readonly string[], command: string): number {
  if (args.length % 2 !== 0) throw wrongArity(command);
  const fields: Record<string, string> = { ...store.fields(key) };
  let added = 0;
  for (const [field, value] of pairs(args)) {
    if (fields[FIELD + field] === undefined) added += 1;
    fields[FIELD + field] = value;
  }
  store.put(key, fields);
  return added;
}

function get(store: Store, key: string, field: string): string | null {
  return store.fields(key)?.[FIELD + field] ?? null;
}

function getAll(store: Store, [key = '', ...fields]: readonly string[]): Reply {
  const held = store.fields(key);
  return fields.map((field) => held?.[FIELD + field] ?? null);
}

function increase(store: Store, [key = '', field = '', by = '']: readonly string[]): Reply {
  const increment = int64(by);
  const before = get(store, key, field) ?? '0';
  let current: bigint;
  try {
    current = int64(before);
  } catch {
    throw new RedisError('ERR hash value is not an integer');
  }
  const value = current + increment;
  if (value > MAX_INT64 || value < MIN_INT64) throw new RedisError('ERR increment or decrement would overflow');
  assign(store, key, [field, value.toString()], 'hincrby');
  return integerReply(value);
}

export const HASH_COMMANDS: Commands = {
  hset: { arity: -4, run: (store, [key = '', ...args]) => assign(store, key, args, 'hset') },
  hmset: {
    arity: -4,
    run: (store, [key = '', ...args]) => {
      assign(store, key, args, 'hmset');
      return OK;
    },
  },
  hstrlen: {
    arity: 3,
    run: (store, [key = '', field = '']) => byteLength(get(store, key, field) ?? ''),
  },
  hsetnx: {
    arity: 4,
    run: (store, [key = '', field = '', value = '']) =>
      get(store, key, field) === null ? assign(store, key, [field, value], 'hsetnx') : 0,
  },
  hget: { arity: 3, run: (store, [key = '', field = '']) => get(store, key, field) },
  hmget: { arity: -3, run: getAll },
  hgetall: { arity: 2, run: (store, [key = '']) => entries(store, key).flat() },
  hkeys: { arity: 2, run: (store, [key = '']) => entries(store, key).map(([field]) => field) },
  hvals: { arity: 2, run: (store, [key = '']) => entries(store, key).map(([, value]) => value) },
  hlen: { arity: 2, run: (store, [key = '']) => entries(store, key).length },
  hexists: { arity: 3, run: (store, [key = '', field = '']) => (get(store, key, field) === null ? 0 : 1) },
  hdel: {
    arity: -3,
    run: (store, [key = '', ...fields]) => {
      if (store.fields(key) === undefined) return 0;
      const deleted = mockNumber('hdel', key, ...fields.map((field) => FIELD + field));
      if (deleted > 0) store.wrote(key);
      return deleted;
    },
  },
  hincrby: { arity: 4, run: increase },
};
