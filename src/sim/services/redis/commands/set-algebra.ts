/** Commands on several sets at once. Source: Redis 7.0, t_set.c. */
import { position } from '../numbers.ts';
import { RedisError, type Reply, syntaxError } from '../reply.ts';
import type { Store } from '../store.ts';
import type { Commands } from './command.ts';
import { told } from './members.ts';

type Members = ReadonlySet<string>;
type Combine = (sets: readonly Members[]) => Members;

const NONE: Members = new Set();

const intersection: Combine = ([first = NONE, ...others]) =>
  new Set([...first].filter((member) => others.every((other) => other.has(member))));
const union: Combine = (sets) => new Set(sets.flatMap((set) => [...set]));
const difference: Combine = ([first = NONE, ...others]) =>
  new Set([...first].filter((member) => !others.some((other) => other.has(member))));

function combined(store: Store, keys: readonly string[], combine: Combine): Members {
  return combine(keys.map((key) => store.set(key) ?? NONE));
}

function asReply(combine: Combine) {
  return (store: Store, keys: readonly string[]): Reply => told(combined(store, keys, combine));
}

/** The target is overwritten, whatever it held; by nothing it is removed. */
function stored(combine: Combine) {
  return (store: Store, [target = '', ...keys]: readonly string[]): Reply => {
    const members = combined(store, keys, combine);
    const found = store.has(target);
    if (members.size === 0) {
      if (found) store.remove(target);
      return 0;
    }
    if (found) store.remove(target);
    store.put(target, new Set(members));
    return members.size;
  };
}

function intersectionSize(store: Store, [countText = '', ...args]: readonly string[]): Reply {
  let count = 0;
  try {
    count = position(countText);
  } catch {
    count = 0;
  }
  if (count <= 0) throw new RedisError('ERR numkeys should be greater than 0');
  if (count > args.length) throw new RedisError("ERR Number of keys can't be greater than number of args");
  const keys = args.slice(0, count);
  let limit = 0;
  const options = args.slice(count);
  for (let i = 0; i < options.length; i += 2) {
    const value = options[i + 1];
    if ((options[i] ?? '').toUpperCase() !== 'LIMIT' || value === undefined) throw syntaxError();
    limit = limitOf(value);
  }
  const { size } = combined(store, keys, intersection);
  return limit === 0 ? size : Math.min(size, limit);
}

function limitOf(text: string): number {
  let limit = -1;
  try {
    limit = position(text);
  } catch {
    limit = -1;
  }
  if (limit < 0) throw new RedisError("ERR LIMIT can't be negative");
  return limit;
}

function move(store: Store, [source = '', target = '', member = '']: readonly string[]): Reply {
  if (!store.has(source)) return 0;
  const from = store.set(source) ?? NONE;
  const to = store.set(target) ?? NONE;
  if (!from.has(member)) return 0;
  if (source === target) return 1;
  const rest = new Set([...from].filter((each) => each !== member));
  if (rest.size === 0) store.remove(source);
  else store.put(source, rest);
  if (!to.has(member)) store.put(target, new Set([...to, member]));
  return 1;
}

export const SET_ALGEBRA_COMMANDS: Commands = {
  sinter: { arity: -2, run: asReply(intersection) },
  sunion: { arity: -2, run: asReply(union) },
  sdiff: { arity: -2, run: asReply(difference) },
  sinterstore: { arity: -3, run: stored(intersection) },
  sunionstore: { arity: -3, run: stored(union) },
  sdiffstore: { arity: -3, run: stored(difference) },
  sintercard: { arity: -3, run: intersectionSize },
  smove: { arity: 4, run: move },
  smismember: {
    arity: -3,
    run: (store, [key = '', ...members]) => {
      const held = store.set(key) ?? NONE;
      return members.map((member) => (held.has(member) ? 1 : 0));
    },
  },
};
