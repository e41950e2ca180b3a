/** Commands on lists. Source: Redis 7.0, t_list.c. */
import { mockData, mockNumber, mockText, mockTexts } from '../mock.ts';
import { countOf, position } from '../numbers.ts';
import { OK, RedisError, type Reply, wrongArity } from '../reply.ts';
import type { Store } from '../store.ts';
import { sliceOf, type Commands } from './command.ts';

function push(side: 'rpush' | 'lpush', onlyIfThere: boolean) {
  return (store: Store, [key = '', ...values]: readonly string[]): Reply => {
    const found = store.list(key);
    if (onlyIfThere && found === undefined) return 0;
    if (side === 'lpush') {
      const length = mockNumber(side, key, ...values);
      store.wrote(key);
      return length;
    }
    const list = found ?? [];
    for (const value of values) list.push(value);
    mockData.set(key, list);
    store.pushed(key, values);
    return list.length;
  };
}

function pop(side: 'lpop' | 'rpop') {
  return (store: Store, args: readonly string[]): Reply => {
    const [key = '', countText] = args;
    if (args.length > 2) throw wrongArity(side);
    const count = countText === undefined ? undefined : countOf(countText);
    if (store.list(key) === undefined) return null;
    // The mock takes a count of 0 for none.
    if (count === 0) return [];
    const popped = count === undefined ? mockText(side, key) : mockTexts(side, key, String(count));
    store.wrote(key);
    return popped;
  };
}

function range(store: Store, [key = '', start = '', stop = '']: readonly string[]): Reply {
  const [from, to] = [position(start), position(stop)];
  const list = store.list(key) ?? [];
  const slice = sliceOf(from, to, list.length);
  return slice === undefined ? [] : list.slice(...slice);
}

function trim(store: Store, [key = '', start = '', stop = '']: readonly string[]): Reply {
  const [from, to] = [position(start), position(stop)];
  const list = store.list(key);
  if (list === undefined) return OK;
  const slice = sliceOf(from, to, list.length);
  if (slice === undefined) store.remove(key);
  else store.put(key, list.slice(...slice));
  return OK;
}

/** Where an element stands; undefined where there is none. */
function placeOf(list: readonly string[], index: number): number | undefined {
  const place = index < 0 ? index + list.length : index;
  return place >= 0 && place < list.length ? place : undefined;
}

function put(store: Store, [key = '', index = '', value = '']: readonly string[]): Reply {
  const list = store.list(key);
  if (list === undefined) throw new RedisError('ERR no such key');
  const place = placeOf(list, position(index));
  if (place === undefined) throw new RedisError('ERR index out of range');
  store.put(key, list.with(place, value));
  return OK;
}

/** Removes `count` of the equal elements: from the front, from the end where negative, all where 0. */
function remove(store: Store, [key = '', countText = '', value = '']: readonly string[]): Reply {
  const count = position(countText);
  const list = store.list(key);
  if (list === undefined) return 0;
  const places = list.flatMap((element, place) => (element === value ? [place] : []));
  const gone = new Set(count === 0 ? places : count > 0 ? places.slice(0, count) : places.slice(count));
  if (gone.size === 0) return 0;
  const kept = list.filter((_, place) => !gone.has(place));
  if (kept.length === 0) store.remove(key);
  else store.put(key, kept);
  return gone.size;
}

export const LIST_COMMANDS: Commands = {
  rpush: { arity: -3, run: push('rpush', false) },
  lpush: { arity: -3, run: push('lpush', false) },
  rpushx: { arity: -3, run: push('rpush', true) },
  lpushx: { arity: -3, run: push('lpush', true) },
  lpop: { arity: -2, run: pop('lpop') },
  rpop: { arity: -2, run: pop('rpop') },
  lrange: { arity: 4, run: range },
  ltrim: { arity: 4, run: trim },
  lset: { arity: 4, run: put },
  lrem: { arity: 4, run: remove },
  llen: {
    arity: 2,
    run: (store, [key = '']) => store.list(key)?.length ?? 0,
  },
  lindex: {
    arity: 3,
    run: (store, [key = '', index = '']) => {
      const list = store.list(key);
      if (list === undefined) return null;
      const place = placeOf(list, position(index));
      return place === undefined ? null : (list[place] ?? null);
    },
  },
};
