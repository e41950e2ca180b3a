/**
 * Commands on the members of sorted sets. The mock holds them, these do the work: its own take NaN for a score, keep empty sets, and
 * print scores otherwise. Source: Redis 7.0, t_zset.c.
 */
import { countOf, float } from '../numbers.ts';
import { notFloat, RedisError, type Reply, syntaxError } from '../reply.ts';
import type { Scored, Store } from '../store.ts';
import { pairs, type Commands } from './command.ts';
import { printed } from './scores.ts';
import { inOrder, removeEntries } from './sorted-set-ranges.ts';

function scoreOf(text: string): number {
  const score = float(text);
  if (Number.isNaN(score)) throw notFloat();
  return score;
}

const ADD_WORDS = new Set(['NX', 'XX', 'GT', 'LT', 'CH', 'INCR']);

function addOptions(args: readonly string[]): {
  readonly words: ReadonlySet<string>;
  readonly rest: readonly string[];
} {
  const words = new Set<string>();
  let at = 0;
  while (ADD_WORDS.has((args[at] ?? '').toUpperCase())) {
    words.add((args[at] ?? '').toUpperCase());
    at += 1;
  }
  const rest = args.slice(at);
  if (rest.length === 0 || rest.length % 2 !== 0) throw syntaxError();
  if (words.has('NX') && words.has('XX')) {
    throw new RedisError('ERR XX and NX options at the same time are not compatible');
  }
  if ((words.has('GT') && words.has('LT')) || (words.has('NX') && (words.has('GT') || words.has('LT')))) {
    throw new RedisError('ERR GT, LT, and/or NX options at the same time are not compatible');
  }
  if (words.has('INCR') && rest.length > 2) {
    throw new RedisError('ERR INCR option supports a single increment-element pair');
  }
  return { words, rest };
}

function add(store: Store, [key = '', ...args]: readonly string[]): Reply {
  const { words, rest } = addOptions(args);
  const wanted = pairs(rest).map(([score, member]) => [scoreOf(score), member] as const);
  const set: Scored = store.scored(key) ?? new Map<string, { score: number; value: string }>();
  let [added, changed] = [0, 0];
  let given: number | undefined;
  for (const [number, member] of wanted) {
    const before = set.get(member)?.score;
    if (before === undefined ? words.has('XX') : words.has('NX')) continue;
    const score = words.has('INCR') ? (before ?? 0) + number : number;
    if (Number.isNaN(score)) throw new RedisError('ERR resulting score is not a number (NaN)');
    if (before !== undefined && ((words.has('GT') && score <= before) || (words.has('LT') && score >= before)))
      continue;
    given = score;
    if (before === undefined) added += 1;
    else if (before !== score) changed += 1;
    set.set(member, { score, value: member });
  }
  if (added + changed > 0) store.put(key, set);
  if (words.has('INCR')) return given === undefined ? null : printed(given);
  return words.has('CH') ? added + changed : added;
}

function remove(store: Store, [key = '', ...members]: readonly string[]): Reply {
  const set = store.scored(key);
  if (set === undefined) return 0;
  const removed = members.filter((member) => set.delete(member)).length;
  if (set.size === 0) store.remove(key);
  else if (removed > 0) store.put(key, set);
  return removed;
}

function pop(greatest: boolean) {
  return (store: Store, args: readonly string[]): Reply => {
    const [key = '', countText] = args;
    if (args.length > 2) throw syntaxError();
    const wanted = countText === undefined ? 1 : countOf(countText);
    const sorted = inOrder(store, key);
    const popped = (greatest ? sorted.toReversed() : sorted).slice(0, wanted);
    removeEntries(store, key, popped);
    return popped.flatMap(({ value, score }) => [value, printed(score)]);
  };
}

export const SORTED_SET_COMMANDS: Commands = {
  zadd: { arity: -4, run: add },
  zrem: { arity: -3, run: remove },
  zincrby: {
    arity: 4,
    run: (store, [key = '', by = '', member = '']) => add(store, [key, 'INCR', by, member]),
  },
  zpopmin: { arity: -2, run: pop(false) },
  zpopmax: { arity: -2, run: pop(true) },
  zmscore: {
    arity: -3,
    run: (store, [key = '', ...members]) => {
      const set = store.scored(key);
      return members.map((member) => {
        const entry = set?.get(member);
        return entry === undefined ? null : printed(entry.score);
      });
    },
  },
  zcard: { arity: 2, run: (store, [key = '']) => store.scored(key)?.size ?? 0 },
  zscore: {
    arity: 3,
    run: (store, [key = '', member = '']) => {
      const entry = store.scored(key)?.get(member);
      return entry === undefined ? null : printed(entry.score);
    },
  },
};
