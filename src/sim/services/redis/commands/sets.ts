/** Commands on sets. Source: Redis 7.0, t_set.c. */
import { mockNumber } from '../mock.ts';
import type { Commands } from './command.ts';
import { told } from './members.ts';

export const MEMBER_COMMANDS: Commands = {
  sadd: {
    arity: -3,
    run: (store, [key = '', ...members]) => {
      store.set(key);
      const added = mockNumber('sadd', key, ...members);
      if (added > 0) store.wrote(key);
      return added;
    },
  },
  srem: {
    arity: -3,
    run: (store, [key = '', ...members]) => {
      if (store.set(key) === undefined) return 0;
      const removed = mockNumber('srem', key, ...members);
      if (removed > 0) store.wrote(key);
      return removed;
    },
  },
  smembers: {
    arity: 2,
    run: (store, [key = '']) => told(store.set(key) ?? new Set()),
  },
  sismember: {
    arity: 3,
    run: (store, [key = '', member = '']) => (store.set(key) === undefined ? 0 : mockNumber('sismember', key, member)),
  },
  scard: { arity: 2, run: (store, [key = '']) => store.set(key)?.size ?? 0 },
};
