/** Commands on keys of any type, and on the server itself. Source: Redis 7.0, db.c, server.c. */
import { OK, type Reply, syntaxError, wrongArity } from '../reply.ts';
import { typeOf, type Store } from '../store.ts';
import { matches } from '../text.ts';
import type { Commands } from './command.ts';

function del(store: Store, keys: readonly string[]): Reply {
  let deleted = 0;
  for (const key of keys) {
    if (!store.has(key)) continue;
    store.remove(key);
    deleted += 1;
  }
  return deleted;
}

function flush(store: Store, [mode, ...rest]: readonly string[]): Reply {
  const known = mode === undefined || ['SYNC', 'ASYNC'].includes(mode.toUpperCase());
  if (!known || rest.length > 0) throw syntaxError();
  store.clear();
  return OK;
}

export const KEY_COMMANDS: Commands = {
  del: { arity: -2, run: del },
  unlink: { arity: -2, run: del },
  exists: { arity: -2, run: (store, keys) => keys.filter((key) => store.has(key)).length },
  type: {
    arity: 2,
    run: (store, [key = '']) => {
      const value = store.value(key);
      return { status: value === undefined ? 'none' : typeOf(value) };
    },
  },
  keys: { arity: 2, run: (store, [pattern = '']) => store.keys().filter((key) => matches(pattern, key)) },
  dbsize: { arity: 1, run: (store) => store.keys().length },
  flushdb: { arity: -1, run: flush },
  flushall: { arity: -1, run: flush },
  ping: {
    arity: -1,
    run: (_store, args) => {
      if (args.length > 1) throw wrongArity('ping');
      return args[0] ?? { status: 'PONG' };
    },
  },
  echo: { arity: 2, run: (_store, [text = '']) => text },
  time: {
    arity: 1,
    run: (store) => [String(Math.floor(store.clockMs / 1000)), String((store.clockMs % 1000) * 1000)],
  },
};
