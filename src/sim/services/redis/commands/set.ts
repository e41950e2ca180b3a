/** SET with all its options, and its older relatives. Source: Redis 7.0, t_string.c. */
import { mockData } from '../mock.ts';
import { int64, shortInteger } from '../numbers.ts';
import { invalidExpire, OK, type Reply, syntaxError, wrongArity } from '../reply.ts';
import type { Store } from '../store.ts';
import { pairs, type Commands } from './command.ts';
import { deadlineOf, type Unit } from './deadlines.ts';

interface Lifetime {
  readonly text: string;
  readonly unit: Unit;
  readonly absolute: boolean;
}

interface Options {
  readonly nx: boolean;
  readonly xx: boolean;
  readonly get: boolean;
  readonly keepTtl: boolean;
  readonly lifetime: Lifetime | undefined;
}

const LIFETIMES: Readonly<Record<string, Omit<Lifetime, 'text'>>> = {
  EX: { unit: 's', absolute: false },
  PX: { unit: 'ms', absolute: false },
  EXAT: { unit: 's', absolute: true },
  PXAT: { unit: 'ms', absolute: true },
};

/** The words after key and value, in upper or lower case. */
function setOptions(words: readonly string[]): Options {
  let [nx, xx, get, keepTtl] = [false, false, false, false];
  let lifetime: Lifetime | undefined;
  let lifetimeWord: string | undefined;
  for (let i = 0; i < words.length; i += 1) {
    const word = (words[i] ?? '').toUpperCase();
    const kind = LIFETIMES[word];
    if (word === 'NX' && !xx) nx = true;
    else if (word === 'XX' && !nx) xx = true;
    else if (word === 'GET') get = true;
    else if (word === 'KEEPTTL' && lifetime === undefined) keepTtl = true;
    // The same word twice is taken, and the last one counts.
    else if (kind !== undefined && !keepTtl && (lifetimeWord ?? word) === word && words[i + 1] !== undefined) {
      i += 1;
      lifetimeWord = word;
      lifetime = { ...kind, text: words[i] ?? '' };
    } else throw syntaxError();
  }
  return { nx, xx, get, keepTtl, lifetime };
}

function deadlineFor(store: Store, { text, unit, absolute }: Lifetime, command: string): number {
  if ((shortInteger(text) ?? int64(text)) <= 0) throw invalidExpire(command);
  return deadlineOf(text, unit, absolute ? 0 : store.clockMs, command);
}

function assign(store: Store, key: string, value: string, deadline: number | undefined, keepTtl = false): void {
  store.has(key);
  mockData.set(key, value);
  if (!keepTtl || deadline !== undefined) store.expire(key, deadline, true);
  store.wrote(key);
}

function set(store: Store, [key = '', value = '', ...words]: readonly string[]): Reply {
  const { nx, xx, get, keepTtl, lifetime } = setOptions(words);
  const deadline = lifetime === undefined ? undefined : deadlineFor(store, lifetime, 'set');
  const before = get ? (store.text(key) ?? null) : null;
  const found = store.has(key);
  if ((nx && found) || (xx && !found)) return before;
  assign(store, key, value, deadline, keepTtl);
  return get ? before : OK;
}

function setFor(command: string, unit: Unit) {
  return (store: Store, [key = '', time = '', value = '']: readonly string[]): Reply => {
    assign(store, key, value, deadlineFor(store, { text: time, unit, absolute: false }, command));
    return OK;
  };
}

/** The words after the key of GETEX: one lifetime, or PERSIST. */
function getExOptions(words: readonly string[]): {
  readonly persist: boolean;
  readonly lifetime: Lifetime | undefined;
} {
  const persist = words.filter((word) => word.toUpperCase() === 'PERSIST').length;
  const { lifetime, ...others } = setOptions(words.filter((word) => word.toUpperCase() !== 'PERSIST'));
  if (Object.values(others).includes(true) || (persist > 0 && lifetime !== undefined)) throw syntaxError();
  return { persist: persist > 0, lifetime };
}

function getEx(store: Store, [key = '', ...words]: readonly string[]): Reply {
  const { persist, lifetime } = getExOptions(words);
  const value = store.text(key);
  if (value === undefined) return null;
  if (lifetime !== undefined) {
    const deadline = deadlineFor(store, lifetime, 'getex');
    if (deadline <= store.clockMs) store.remove(key);
    else store.expire(key, deadline);
  } else if (persist && store.deadline(key) !== undefined) store.expire(key, undefined);
  return value;
}

export const SET_COMMANDS: Commands = {
  set: { arity: -3, run: set },
  setnx: {
    arity: 3,
    run: (store, [key = '', value = '']) => {
      if (store.has(key)) return 0;
      assign(store, key, value, undefined);
      return 1;
    },
  },
  setex: { arity: 4, run: setFor('setex', 's') },
  psetex: { arity: 4, run: setFor('psetex', 'ms') },
  mset: {
    arity: -3,
    run: (store, args) => {
      if (args.length % 2 !== 0) throw wrongArity('mset');
      for (const [key, value] of pairs(args)) assign(store, key, value, undefined);
      return OK;
    },
  },
  getex: { arity: -2, run: getEx },
  msetnx: {
    arity: -3,
    run: (store, args) => {
      if (args.length % 2 !== 0) throw wrongArity('msetnx');
      if (pairs(args).some(([key]) => store.has(key))) return 0;
      for (const [key, value] of pairs(args)) assign(store, key, value, undefined);
      return 1;
    },
  },
  getset: {
    arity: 3,
    run: (store, [key = '', value = '']) => {
      const before = store.text(key) ?? null;
      assign(store, key, value, undefined);
      return before;
    },
  },
};
