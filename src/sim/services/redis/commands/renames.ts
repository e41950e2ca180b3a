/** Commands that give a value another key. Source: Redis 7.0, db.c. */
import { OK, RedisError, type Reply, syntaxError, unsupported } from '../reply.ts';
import type { Store } from '../store.ts';
import type { Commands } from './command.ts';

/** The value and its deadline; what the target held is gone. */
function copyTo(store: Store, source: string, target: string): void {
  const value = store.value(source);
  if (value === undefined) return;
  const deadline = store.deadline(source);
  if (store.has(target)) store.remove(target);
  store.expire(target, deadline, true);
  store.put(target, value);
}

function rename(store: Store, source: string, target: string): void {
  if (source === target) return;
  copyTo(store, source, target);
  store.remove(source);
}

function needed(store: Store, key: string): void {
  if (!store.has(key)) throw new RedisError('ERR no such key');
}

function copy(store: Store, [source = '', target = '', ...options]: readonly string[]): Reply {
  let replace = false;
  for (const option of options) {
    const word = option.toUpperCase();
    if (word === 'REPLACE') replace = true;
    else if (word === 'DB') throw unsupported('COPY to another database');
    else throw syntaxError();
  }
  if (source === target) throw new RedisError('ERR source and destination objects are the same');
  if (!store.has(source) || (store.has(target) && !replace)) return 0;
  copyTo(store, source, target);
  return 1;
}

export const RENAME_COMMANDS: Commands = {
  rename: {
    arity: 3,
    run: (store, [source = '', target = '']) => {
      needed(store, source);
      rename(store, source, target);
      return OK;
    },
  },
  renamenx: {
    arity: 3,
    run: (store, [source = '', target = '']) => {
      needed(store, source);
      if (store.has(target)) return 0;
      rename(store, source, target);
      return 1;
    },
  },
  copy: { arity: -3, run: copy },
  touch: { arity: -2, run: (store, keys) => keys.filter((key) => store.has(key)).length },
};
