/** Commands on keys of any kind. */
import { type Command, type CommandContext, integer, type Reply, ReplyError } from './command.ts';

const SECOND_MS = 1_000;
const MANY = Number.POSITIVE_INFINITY;

/** Which expiries replace the one that is there. A key that stays counts as one that expires never. */
const CONDITIONS: Readonly<Record<string, (oldMs: number | undefined, newMs: number) => boolean>> = {
  NX: (oldMs) => oldMs === undefined,
  XX: (oldMs) => oldMs !== undefined,
  GT: (oldMs, newMs) => oldMs !== undefined && newMs > oldMs,
  LT: (oldMs, newMs) => oldMs === undefined || newMs < oldMs,
};

function expire(name: string, unitMs: number, relative: boolean): Command['run'] {
  return ([key = '', time, word], { store, clockMs, changed }) => {
    const atMs = integer(time) * unitMs + (relative ? clockMs : 0);
    const condition = word === undefined ? undefined : CONDITIONS[word.toUpperCase()];
    if (word !== undefined && condition === undefined) throw new ReplyError(`ERR Unsupported option ${word}`);
    if (!Number.isSafeInteger(atMs)) throw new ReplyError(`ERR invalid expire time in '${name}' command`);
    if (store.get(key) === undefined) return 0;
    if (condition !== undefined && !condition(store.expiry(key), atMs)) return 0;
    if (atMs <= clockMs) {
      store.delete(key);
      changed({ op: 'delete', key });
    } else {
      store.expire(key, atMs);
      changed({ op: 'expire', key, expiresAtMs: atMs });
    }
    return 1;
  };
}

function remaining(unitMs: number): Command['run'] {
  return ([key = ''], { store, clockMs }) => {
    if (store.get(key) === undefined) return -2;
    const atMs = store.expiry(key);
    return atMs === undefined ? -1 : Math.round((atMs - clockMs) / unitMs);
  };
}

function del(keys: readonly string[], { store, changed }: CommandContext): Reply {
  let count = 0;
  for (const key of keys) {
    if (!store.delete(key)) continue;
    count += 1;
    changed({ op: 'delete', key });
  }
  return count;
}

export const KEY_COMMANDS: Readonly<Record<string, Command>> = {
  PING: { min: 0, max: 1, run: ([text]) => text ?? 'PONG' },
  ECHO: { min: 1, max: 1, run: ([text = '']) => text },
  DEL: { min: 1, max: MANY, run: del },
  UNLINK: { min: 1, max: MANY, run: del },
  EXISTS: { min: 1, max: MANY, run: (keys, { store }) => keys.filter((key) => store.get(key) !== undefined).length },
  TYPE: {
    min: 1,
    max: 1,
    run: ([key = ''], { store }) => {
      const held = store.get(key);
      return held === undefined ? 'none' : typeof held === 'string' ? 'string' : 'list';
    },
  },
  EXPIRE: { min: 2, max: 3, run: expire('expire', SECOND_MS, true) },
  PEXPIRE: { min: 2, max: 3, run: expire('pexpire', 1, true) },
  EXPIREAT: { min: 2, max: 3, run: expire('expireat', SECOND_MS, false) },
  PEXPIREAT: { min: 2, max: 3, run: expire('pexpireat', 1, false) },
  TTL: { min: 1, max: 1, run: remaining(SECOND_MS) },
  PTTL: { min: 1, max: 1, run: remaining(1) },
  PERSIST: {
    min: 1,
    max: 1,
    run: ([key = ''], { store, changed }) => {
      if (store.get(key) === undefined || store.expiry(key) === undefined) return 0;
      store.expire(key, undefined);
      changed({ op: 'expire', key, expiresAtMs: null });
      return 1;
    },
  },
};
