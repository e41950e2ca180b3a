/** Commands that look for places in lists, and that move between them. Source: Redis 7.0, t_list.c. */
import { int64, position } from '../numbers.ts';
import { RedisError, type Reply, syntaxError } from '../reply.ts';
import type { Store } from '../store.ts';
import type { Commands } from './command.ts';

type End = 'left' | 'right';

function endOf(word: string): End {
  const end = word.toLowerCase();
  if (end !== 'left' && end !== 'right') throw syntaxError();
  return end;
}

function move(store: Store, source: string, target: string, from: End, to: End): Reply {
  const list = store.list(source);
  if (list === undefined) return null;
  store.list(target);
  const value = from === 'left' ? list[0] : list.at(-1);
  if (value === undefined) return null;
  const rest = from === 'left' ? list.slice(1) : list.slice(0, -1);
  if (rest.length > 0) store.put(source, rest);
  else if (source !== target) store.remove(source);
  const held = source === target ? rest : (store.list(target) ?? []);
  store.put(target, to === 'left' ? [value, ...held] : [...held, value]);
  return value;
}

function insert(store: Store, [key = '', where = '', pivot = '', value = '']: readonly string[]): Reply {
  const word = where.toUpperCase();
  if (word !== 'BEFORE' && word !== 'AFTER') throw syntaxError();
  const list = store.list(key);
  if (list === undefined) return 0;
  const place = list.indexOf(pivot);
  if (place < 0) return -1;
  const at = word === 'BEFORE' ? place : place + 1;
  const made = [...list.slice(0, at), value, ...list.slice(at)];
  store.put(key, made);
  return made.length;
}

interface Search {
  readonly rank: number;
  /** Undefined: the first place alone, as a number. */
  readonly count: number | undefined;
  readonly longest: number;
}

const RANK_ZERO =
  "ERR RANK can't be zero: use 1 to start from the first match, 2 from the second ... or use negative to start from the end of the list";

function searchOf(options: readonly string[]): Search {
  let [rank, longest] = [1, 0];
  let count: number | undefined;
  for (let i = 0; i < options.length; i += 2) {
    const word = (options[i] ?? '').toUpperCase();
    const text = options[i + 1];
    if (text === undefined) throw syntaxError();
    if (word === 'RANK') {
      if (int64(text) === -9_223_372_036_854_775_808n) throw new RedisError('ERR value is out of range');
      rank = position(text);
      if (rank === 0) throw new RedisError(RANK_ZERO);
    } else if (word === 'COUNT') count = notNegative(text, 'COUNT');
    else if (word === 'MAXLEN') longest = notNegative(text, 'MAXLEN');
    else throw syntaxError();
  }
  return { rank, count, longest };
}

function notNegative(text: string, word: string): number {
  let value = -1;
  try {
    value = position(text);
  } catch {
    value = -1;
  }
  if (value < 0) throw new RedisError(`ERR ${word} can't be negative`);
  return value;
}

/** Where equal elements stand, from the front or (a negative rank) from the end. */
function find(store: Store, [key = '', wanted = '', ...options]: readonly string[]): Reply {
  const { rank, count, longest } = searchOf(options);
  const list = store.list(key);
  if (list === undefined) return count === undefined ? null : [];
  const order = list.map((_, place) => (rank > 0 ? place : list.length - 1 - place));
  const looked = longest === 0 ? order : order.slice(0, longest);
  const found = looked.filter((place) => list[place] === wanted).slice(Math.abs(rank) - 1);
  if (count === undefined) return found[0] ?? null;
  return count === 0 ? found : found.slice(0, count);
}

export const LIST_MOVE_COMMANDS: Commands = {
  lmove: {
    arity: 5,
    run: (store, [source = '', target = '', from = '', to = '']) => move(store, source, target, endOf(from), endOf(to)),
  },
  rpoplpush: {
    arity: 3,
    run: (store, [source = '', target = '']) => move(store, source, target, 'right', 'left'),
  },
  linsert: { arity: 5, run: insert },
  lpos: { arity: -3, run: find },
};
