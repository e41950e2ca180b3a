/**
 * The cjson library of scripts. Source: lua-cjson 2.1 as in Redis 7.0, measured against it.
 */
import {
  LUA_TBOOLEAN,
  LUA_TLIGHTUSERDATA,
  LUA_TNIL,
  LUA_TNUMBER,
  LUA_TSTRING,
  LUA_TTABLE,
  lua_checkstack,
  lua_createtable,
  lua_gettop,
  lua_next,
  lua_pop,
  lua_pushboolean,
  lua_pushlightuserdata,
  lua_pushnil,
  lua_pushnumber,
  lua_rawset,
  lua_rawseti,
  lua_toboolean,
  lua_tonumber,
  lua_type,
  lua_typename,
  type State,
} from 'fengari/src/lua.js';
import { readJson, ScriptFault } from './json-reader.ts';
import { luaNumberText } from './numbers.ts';
import { pushText, textAt } from './values.ts';

/** What `cjson.null` is: one object, so that it equals itself alone. */
export const NULL = {};

const DEEPEST = 1000;
/** The table, a key and a value. */
const SLOTS_A_TABLE = 3;
/** A list of more than so many places is refused where fewer than half of them hold something. */
const SPARSE_FROM = 10;
const MOST_PLACES = 2 ** 31 - 1;
const SPARSE_RATIO = 2;

const decoder = new TextDecoder();
const typeName = (L: State, index: number): string => decoder.decode(lua_typename(L, lua_type(L, index)));

const SHORT: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '/': '\\/',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

function quoted(text: string): string {
  // oxlint-disable-next-line no-control-regex
  const escaped = text.replace(/["\\/\u0000-\u001f\u007f]/g, (character) => {
    return SHORT[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return `"${escaped}"`;
}

function numberText(value: number): string {
  if (!Number.isFinite(value)) throw new ScriptFault('Cannot serialise number: must not be NaN or Inf');
  return luaNumberText(value);
}

/** The value on top of the stack as JSON; it stays there. Throws ScriptFault. */
export function encode(L: State, depth = 1): string {
  const type = lua_type(L, -1);
  if (type === LUA_TSTRING) return quoted(textAt(L, -1));
  if (type === LUA_TNUMBER) return numberText(lua_tonumber(L, -1));
  if (type === LUA_TBOOLEAN) return lua_toboolean(L, -1) ? 'true' : 'false';
  if (type === LUA_TNIL || type === LUA_TLIGHTUSERDATA) return 'null';
  if (type === LUA_TTABLE) return encodeTable(L, depth);
  throw new ScriptFault(`Cannot serialise ${typeName(L, -1)}: type not supported`);
}

function encodeTable(L: State, depth: number): string {
  if (depth > DEEPEST) throw new ScriptFault(`Cannot serialise, excessive nesting (${DEEPEST + 1})`);
  const entries: { readonly key: string | number; readonly json: string }[] = [];
  if (!lua_checkstack(L, SLOTS_A_TABLE)) throw new ScriptFault(`Cannot serialise, excessive nesting (${depth})`);
  const table = lua_gettop(L);
  lua_pushnil(L);
  while (lua_next(L, table) !== 0) {
    const type = lua_type(L, -2);
    if (type !== LUA_TSTRING && type !== LUA_TNUMBER) {
      throw new ScriptFault(`Cannot serialise ${typeName(L, -2)}: table key must be a number or string`);
    }
    const key = type === LUA_TNUMBER ? lua_tonumber(L, -2) : textAt(L, -2);
    entries.push({ key, json: encode(L, depth + 1) });
    lua_pop(L, 1);
  }
  return listOf(entries) ?? `{${entries.map(({ key, json }) => `${nameOf(key)}:${json}`).join(',')}}`;
}

function nameOf(key: string | number): string {
  return typeof key === 'string' ? quoted(key) : `"${numberText(key)}"`;
}

/** As a JSON list where every key is a place from 1 on; undefined otherwise, and for an empty table. */
function listOf(entries: readonly { readonly key: string | number; readonly json: string }[]): string | undefined {
  let length = 0;
  for (const { key } of entries) {
    if (typeof key !== 'number' || key < 1 || !Number.isInteger(key)) return undefined;
    // A server counts with 32 bits, where a larger one turns negative.
    if (key > length) length = key > MOST_PLACES ? -MOST_PLACES : key;
  }
  if (length <= 0) return undefined;
  if (length > SPARSE_FROM && length > entries.length * SPARSE_RATIO) {
    throw new ScriptFault('Cannot serialise table: excessively sparse array');
  }
  const places = Array.from({ length }, () => 'null');
  for (const { key, json } of entries) places[Number(key) - 1] = json;
  return `[${places.join(',')}]`;
}

/** Pushes what the JSON text says. Throws ScriptFault. */
export function decode(L: State, text: string): void {
  readJson(text, {
    text: (value) => pushText(L, value),
    number: (value) => lua_pushnumber(L, value),
    boolean: (value) => lua_pushboolean(L, value),
    null: () => lua_pushlightuserdata(L, NULL),
    begin: () => {
      if (!lua_checkstack(L, SLOTS_A_TABLE)) throw new ScriptFault('Found too many nested data structures');
      lua_createtable(L, 0, 0);
    },
    element: (place) => lua_rawseti(L, -2, place),
    field: () => lua_rawset(L, -3),
  });
}
