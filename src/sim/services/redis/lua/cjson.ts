/**
 * The cjson library of scripts. Source: lua-cjson 2.1 as in Redis 7.0, measured against it. Objects are written in the
 * order in which their keys were set; a server's order is that of its hash table.
 */
import {
  LUA_TBOOLEAN,
  LUA_TLIGHTUSERDATA,
  LUA_TNIL,
  LUA_TNUMBER,
  LUA_TSTRING,
  LUA_TTABLE,
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
import { luaNumberText } from './numbers.ts';
import { pushText, textAt } from './values.ts';

/** What `cjson.null` is: one object, so that it equals itself alone. */
export const NULL = {};

/** What goes wrong for a script: its message is told with the place in the script. */
export class ScriptFault extends Error {
  override readonly name = 'ScriptFault';
}

const DEEPEST = 1000;
/** A list of more than so many places is refused where fewer than half of them hold something. */
const SPARSE_FROM = 10;
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
  if (depth > DEEPEST) throw new ScriptFault(`Cannot serialise, excessive depth (${DEEPEST + 1})`);
  const entries: { readonly key: string | number; readonly json: string }[] = [];
  const table = lua_gettop(L);
  lua_pushnil(L);
  while (lua_next(L, table) !== 0) {
    const type = lua_type(L, -2);
    if (type !== LUA_TSTRING && type !== LUA_TNUMBER) {
      throw new ScriptFault('Cannot serialise table: table key must be a number or string');
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
    length = Math.max(length, key);
  }
  if (length === 0) return undefined;
  if (length > SPARSE_FROM && length > entries.length * SPARSE_RATIO) {
    throw new ScriptFault('Cannot serialise table: excessively sparse array');
  }
  const places = Array.from({ length }, () => 'null');
  for (const { key, json } of entries) places[Number(key) - 1] = json;
  return `[${places.join(',')}]`;
}

/** Pushes what the JSON text says. Throws ScriptFault; its words are ours. */
export function decode(L: State, text: string): void {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ScriptFault(`Expected value but found invalid token in ${text.length} characters of JSON`);
  }
  pushJson(L, value);
}

function pushJson(L: State, value: unknown): void {
  if (typeof value === 'string') pushText(L, value);
  else if (typeof value === 'number') lua_pushnumber(L, value);
  else if (typeof value === 'boolean') lua_pushboolean(L, value);
  else if (Array.isArray(value)) {
    lua_createtable(L, value.length, 0);
    for (const [place, element] of value.entries()) {
      pushJson(L, element);
      lua_rawseti(L, -2, place + 1);
    }
  } else if (typeof value === 'object' && value !== null) {
    lua_createtable(L, 0, 0);
    for (const [name, element] of Object.entries(value)) {
      pushText(L, name);
      pushJson(L, element);
      lua_rawset(L, -3);
    }
  } else lua_pushlightuserdata(L, NULL);
}
