/** Commands on texts. `SET` with every option that decides whether it sets: the lock stands on it. */
import type { StateChange } from '../../model/trace.ts';
import { type Command, type CommandContext, integer, notInteger, type Reply, ReplyError, syntaxError, textAt } from './command.ts';

const SECOND_MS = 1_000;

function setChange(key: string, value: string, expiresAtMs: number | undefined): StateChange {
  return expiresAtMs === undefined ? { op: 'set', key, value } : { op: 'set', key, value, expiresAtMs };
}

interface SetOptions {
  readonly condition: 'NX' | 'XX' | undefined;
  readonly get: boolean;
  readonly expiry: { readonly kind: 'none' | 'keep' } | { readonly kind: 'at'; readonly atMs: number };
}

const EXPIRY_UNITS: Readonly<Record<string, { readonly ms: number; readonly relative: boolean }>> = {
  EX: { ms: SECOND_MS, relative: true },
  PX: { ms: 1, relative: true },
  EXAT: { ms: SECOND_MS, relative: false },
  PXAT: { ms: 1, relative: false },
};

/** Option words count in any case: the Upstash client sends them in lower case. */
function readSetOptions(words: readonly string[], clockMs: number): SetOptions {
  let condition: SetOptions['condition'];
  let get = false;
  let expiry: SetOptions['expiry'] = { kind: 'none' };
  for (let i = 0; i < words.length; i += 1) {
    const word = (words[i] ?? '').toUpperCase();
    const unit = EXPIRY_UNITS[word];
    if ((word === 'NX' || word === 'XX') && (condition === undefined || condition === word)) condition = word;
    else if (word === 'GET') get = true;
    else if (word === 'KEEPTTL' && expiry.kind !== 'at') expiry = { kind: 'keep' };
    else if (unit !== undefined && expiry.kind === 'none' && i + 1 < words.length) {
      i += 1;
      const given = integer(words[i]);
      if (given <= 0) throw new ReplyError("ERR invalid expire time in 'set' command");
      expiry = { kind: 'at', atMs: (unit.relative ? clockMs : 0) + given * unit.ms };
    } else throw syntaxError();
  }
  return { condition, get, expiry };
}

function set([key = '', value = '', ...words]: readonly string[], { store, clockMs, changed }: CommandContext): Reply {
  const { condition, get, expiry } = readSetOptions(words, clockMs);
  const held = store.get(key);
  const old = get ? (textAt(store, key) ?? null) : null;
  if ((condition === 'NX' && held !== undefined) || (condition === 'XX' && held === undefined)) return old;
  store.set(key, value, expiry.kind === 'keep');
  if (expiry.kind === 'at') store.expire(key, expiry.atMs);
  // A moment that has passed deletes at once.
  store.get(key);
  changed(setChange(key, value, store.expiry(key)));
  return get ? old : 'OK';
}

function add(key: string, by: number, { store, changed }: CommandContext): Reply {
  const held = integer(textAt(store, key) ?? '0');
  const sum = BigInt(held) + BigInt(by);
  if (sum > 9_223_372_036_854_775_807n || sum < -9_223_372_036_854_775_808n) throw new ReplyError('ERR increment or decrement would overflow');
  if (!Number.isSafeInteger(Number(sum)) || !Number.isSafeInteger(held)) throw notInteger();
  store.set(key, String(sum));
  changed(setChange(key, String(sum), store.expiry(key)));
  return Number(sum);
}

const encoder = new TextEncoder();

export const STRING_COMMANDS: Readonly<Record<string, Command>> = {
  GET: { min: 1, max: 1, run: ([key = ''], { store }) => textAt(store, key) ?? null },
  SET: { min: 2, max: Number.POSITIVE_INFINITY, run: set },
  STRLEN: { min: 1, max: 1, run: ([key = ''], { store }) => encoder.encode(textAt(store, key) ?? '').length },
  APPEND: {
    min: 2,
    max: 2,
    run: ([key = '', more = ''], { store, changed }) => {
      const value = `${textAt(store, key) ?? ''}${more}`;
      store.set(key, value);
      changed(setChange(key, value, store.expiry(key)));
      return encoder.encode(value).length;
    },
  },
  INCR: { min: 1, max: 1, run: ([key = ''], context) => add(key, 1, context) },
  DECR: { min: 1, max: 1, run: ([key = ''], context) => add(key, -1, context) },
  INCRBY: { min: 2, max: 2, run: ([key = '', by], context) => add(key, integer(by), context) },
};
