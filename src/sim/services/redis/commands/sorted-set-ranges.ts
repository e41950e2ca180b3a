/** Commands on ranges of sorted sets: by rank, by score, forwards and backwards. Source: Redis 7.0, t_zset.c. */
import { float, position } from '../numbers.ts';
import { RedisError, type Reply, syntaxError, unsupported } from '../reply.ts';
import type { Store } from '../store.ts';
import { compareBytes } from '../text.ts';
import { printed } from './scores.ts';
import { sliceOf, type Commands } from './command.ts';

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

/** What the command's name says already: ZREVRANGEBYSCORE takes neither REV nor BYSCORE. */
interface Kind {
  readonly byScore: boolean;
  readonly reversed: boolean;
}

function rangeOptions(words: readonly string[], kind: Kind | undefined): RangeOptions {
  let { byScore, reversed } = kind ?? { byScore: false, reversed: false };
  let withScores = false;
  let limit: RangeOptions['limit'];
  for (let i = 0; i < words.length; i += 1) {
    const word = (words[i] ?? '').toUpperCase();
    if (word === 'WITHSCORES') withScores = true;
    else if (word === 'REV' && kind === undefined && !reversed) reversed = true;
    else if (word === 'BYSCORE' && kind === undefined && !byScore) byScore = true;
    else if (word === 'BYLEX' && kind === undefined) throw unsupported('ZRANGE BYLEX');
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

function range(kind?: Kind) {
  return (store: Store, [key = '', start = '', stop = '', ...words]: readonly string[]): Reply => {
    const { byScore, reversed, withScores, limit } = rangeOptions(words, kind);
    const [min, max] = reversed ? [stop, start] : [start, stop];
    const pick = byScore ? scorePicker(min, max, limit) : rankPicker(start, stop);
    const sorted = inOrder(store, key);
    const picked = pick(reversed ? sorted.toReversed() : sorted);
    return picked.flatMap(({ value, score }) => (withScores ? [value, printed(score)] : [value]));
  };
}

export function inOrder(store: Store, key: string): readonly Entry[] {
  return [...(store.scored(key)?.values() ?? [])].toSorted((a, b) =>
    a.score < b.score ? -1 : a.score > b.score ? 1 : compareBytes(a.value, b.value),
  );
}

export interface Entry {
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
    const [offset, wanted] = limit;
    if (offset < 0) return [];
    return inside.slice(offset, wanted < 0 ? inside.length : offset + wanted);
  };
}

function count(store: Store, [key = '', min = '', max = '']: readonly string[]): Reply {
  const pick = scorePicker(min, max, undefined);
  return pick(inOrder(store, key)).length;
}

function rank(reversed: boolean) {
  return (store: Store, [key = '', member = '']: readonly string[]): Reply => {
    const sorted = inOrder(store, key);
    const place = (reversed ? sorted.toReversed() : sorted).findIndex(({ value }) => value === member);
    return place < 0 ? null : place;
  };
}

function removeRange(pickerOf: (first: string, second: string) => Picker) {
  return (store: Store, [key = '', first = '', second = '']: readonly string[]): Reply => {
    const pick = pickerOf(first, second);
    return removeEntries(store, key, pick(inOrder(store, key)));
  };
}

/** Gives how many they were. */
export function removeEntries(store: Store, key: string, entries: readonly Entry[]): number {
  const set = store.scored(key);
  if (set === undefined || entries.length === 0) return 0;
  for (const { value } of entries) set.delete(value);
  if (set.size === 0) store.remove(key);
  else store.put(key, set);
  return entries.length;
}

export const SORTED_SET_RANGE_COMMANDS: Commands = {
  zrange: { arity: -4, run: range() },
  zrevrange: { arity: -4, run: range({ byScore: false, reversed: true }) },
  zrangebyscore: { arity: -4, run: range({ byScore: true, reversed: false }) },
  zrevrangebyscore: { arity: -4, run: range({ byScore: true, reversed: true }) },
  zcount: { arity: 4, run: count },
  zrank: { arity: 3, run: rank(false) },
  zrevrank: { arity: 3, run: rank(true) },
  zremrangebyrank: { arity: 4, run: removeRange(rankPicker) },
  zremrangebyscore: { arity: 4, run: removeRange((min, max) => scorePicker(min, max, undefined)) },
};
