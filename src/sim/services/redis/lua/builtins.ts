/** What scripts call that is neither Lua's own nor the service's: the parts of the sandbox that are done here. */
import {
  LUA_TNUMBER,
  LUA_TSTRING,
  lua_error,
  lua_gettop,
  lua_pushboolean,
  lua_pushvalue,
  lua_settop,
  lua_toboolean,
  lua_tonumber,
  lua_topointer,
  lua_type,
  type State,
} from 'fengari/src/lua.js';
import { luaL_where } from 'fengari/src/lauxlib.js';
import { assert } from '../../../model/errors.ts';
import { RedisError } from '../reply.ts';
import { sha1 } from '../sha1.ts';
import { decode, encode } from './cjson.ts';
import { format } from './format.ts';
import { ScriptFault } from './json-reader.ts';
import { luaNumberText } from './numbers.ts';
import { number, typeNameAt } from './math.ts';
import { hide, isHidden } from './tables.ts';
import { binaryOf, bytesAt, pushText, textAt, wordAt } from './values.ts';

const MOST_LEVELS = 3;

/** A text, or a number as Lua makes it one. Throws ScriptFault. */
function bytesOf(L: State, name: string, at: number): string {
  const type = lua_type(L, at);
  if (type === LUA_TNUMBER) return luaNumberText(lua_tonumber(L, at));
  if (type === LUA_TSTRING) return bytesAt(L, at);
  throw new ScriptFault(`bad argument #${at} to '${name}' (string expected, got ${typeNameAt(L, at)})`);
}

/** With where it was raised, if it is a text or a number; so 5.1 does. */
function raise(L: State, at: number, level: number): never {
  const type = lua_type(L, at);
  if (level > 0 && (type === LUA_TSTRING || type === LUA_TNUMBER)) {
    const text = type === LUA_TNUMBER ? luaNumberText(lua_tonumber(L, at)) : textAt(L, at);
    luaL_where(L, level);
    pushText(L, textAt(L, -1) + text);
  } else lua_pushvalue(L, at);
  return lua_error(L);
}

function one(L: State, name: string): void {
  if (lua_gettop(L) !== 1) throw new ScriptFault(`bad argument #1 to '${name}' (expected 1 argument)`);
}

export const BUILTINS: Readonly<Record<string, (L: State) => number>> = {
  sha1hex: (L) => {
    if (lua_gettop(L) !== 1) throw new RedisError('ERR wrong number of arguments');
    pushText(L, sha1(wordAt(L, 1) ?? ''));
    return 1;
  },
  log: (L) => {
    if (lua_gettop(L) < 2) throw new RedisError('ERR redis.log() requires two arguments or more.');
    if (lua_type(L, 1) !== LUA_TNUMBER) throw new RedisError('ERR First argument must be a number (log level).');
    const level = Math.trunc(lua_tonumber(L, 1));
    if (level < 0 || level > MOST_LEVELS) throw new RedisError('ERR Invalid debug level.');
    return 0;
  },
  encode: (L) => {
    one(L, 'encode');
    pushText(L, encode(L));
    return 1;
  },
  decode: (L) => {
    one(L, 'decode');
    const text = wordAt(L, 1);
    if (text === undefined) {
      throw new ScriptFault(`bad argument #1 to 'decode' (string expected, got ${typeNameAt(L, 1)})`);
    }
    decode(L, text);
    return 1;
  },
  format: (L) => {
    const given = {
      count: lua_gettop(L),
      number: (at: number) => number(L, 'format', at),
      bytes: (at: number) => bytesOf(L, 'format', at),
    };
    pushText(L, binaryOf(format(bytesOf(L, 'format', 1), given)));
    return 1;
  },
  error: (L) => {
    const level = lua_gettop(L) < 2 ? 1 : number(L, 'error', 2);
    lua_settop(L, 1);
    return raise(L, 1, level);
  },
  assert: (L) => {
    if (lua_gettop(L) === 0) throw new ScriptFault("bad argument #1 to 'assert' (value expected)");
    if (lua_toboolean(L, 1)) return lua_gettop(L);
    if (lua_gettop(L) === 1 || lua_type(L, 2) === 0) throw new ScriptFault('assertion failed!');
    if (lua_type(L, 2) !== LUA_TSTRING && lua_type(L, 2) !== LUA_TNUMBER) {
      throw new ScriptFault(`bad argument #2 to 'assert' (string expected, got ${typeNameAt(L, 2)})`);
    }
    return raise(L, 2, 1);
  },
  hide: (L) => {
    const table = lua_topointer(L, 1);
    assert(typeof table === 'object' && table !== null, 'what is hidden is a table');
    hide(table);
    return 0;
  },
  hidden: (L) => (lua_pushboolean(L, isHidden(lua_topointer(L, 1))), 1),
};
