/**
 * Commands on sorted sets. The mock holds them, these do the work: its own take NaN for a score, keep empty sets, and
 * print scores otherwise. Source: Redis 7.0, t_zset.c.
 */
import { float, general, position } from '../numbers.ts';
import { notFloat, RedisError, type Reply, syntaxError, unsupported } from '../reply.ts';
import type { Scored, Store } from '../store.ts';
import { compareBytes } from '../text.ts';
import { pairs, sliceOf, type Commands } from './command.ts';

const SCORE_DIGITS = 17;
const printed = (score: number): string => general(score, SCORE_DIGITS);

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

interface Bound {
  readonly score: number;
  readonly open: boolean;
}

function boundOf(text: string): Bound {
  const open = text.startsWith('(');
  try {
    return { score: float(open ? text.slice(1) : text), open };
  } catch {
    throw new RedisError('ERR min or max is not a float');
  }
}

function within(score: number, min: Bound, max: Bound): boolean {
  return (min.open ? score > min.score : score >= min.score) && (max.open ? score < max.score : score <= max.score);
}

interface RangeOptions {
  readonly byScore: boolean;
  readonly reversed: boolean;
  readonly withScores: boolean;
  readonly limit: readonly [offset: number, count: number] | undefined;
}

function rangeOptions(words: readonly string[]): RangeOptions {
  let [byScore, reversed, withScores] = [false, false, false];
  let limit: RangeOptions['limit'];
  for (let i = 0; i < words.length; i += 1) {
    const word = (words[i] ?? '').toUpperCase();
    if (word === 'WITHSCORES') withScores = true;
    else if (word === 'REV' && !reversed) reversed = true;
    else if (word === 'BYSCORE' && !byScore) byScore = true;
    else if (word === 'BYLEX') throw unsupported('ZRANGE BYLEX');
    else if (word === 'LIMIT' && words[i + 2] !== undefined) {
      limit = [position(words[i + 1] ?? ''), position(words[i + 2] ?? '')];
      i += 2;
    } else throw syntaxError();
  }
  if (limit !== undefined && !byScore) {
    throw new RedisError('ERR syntax error, LIMIT is only supported in combination with either BYSCORE or BYLEX');
  }
  return { byScore, reversed, withScores, limit };
}

function range(store: Store, [key = '', start = '', stop = '', ...words]: readonly string[]): Reply {
  const { byScore, reversed, withScores, limit } = rangeOptions(words);
  const pick = byScore ? scorePicker(reversed ? stop : start, reversed ? start : stop, limit) : rankPicker(start, stop);
  const sorted = [...(store.scored(key)?.values() ?? [])].toSorted((a, b) =>
    a.score < b.score ? -1 : a.score > b.score ? 1 : compareBytes(a.value, b.value),
  );
  const picked = pick(reversed ? sorted.toReversed() : sorted);
  return picked.flatMap(({ value, score }) => (withScores ? [value, printed(score)] : [value]));
}

interface Entry {
  readonly score: number;
  readonly value: string;
}
type Picker = (sorted: readonly Entry[]) => readonly Entry[];

function rankPicker(start: string, stop: string): Picker {
  const [from, to] = [position(start), position(stop)];
  return (sorted) => {
    const slice = sliceOf(from, to, sorted.length);
    return slice === undefined ? [] : sorted.slice(...slice);
  };
}

function scorePicker(min: string, max: string, limit: RangeOptions['limit']): Picker {
  const [least, most] = [boundOf(min), boundOf(max)];
  return (sorted) => {
    const inside = sorted.filter(({ score }) => within(score, least, most));
    if (limit === undefined) return inside;
    const [offset, count] = limit;
    if (offset < 0) return [];
    return inside.slice(offset, count < 0 ? inside.length : offset + count);
  };
}

export const SORTED_SET_COMMANDS: Commands = {
  zadd: { arity: -4, run: add },
  zrem: { arity: -3, run: remove },
  zrange: { arity: -4, run: range },
  zcard: { arity: 2, run: (store, [key = '']) => store.scored(key)?.size ?? 0 },
  zscore: {
    arity: 3,
    run: (store, [key = '', member = '']) => {
      const entry = store.scored(key)?.get(member);
      return entry === undefined ? null : printed(entry.score);
    },
  },
};
