/** Values between Lua and the outside: answers of commands in, what a script returns out. Source: Redis 7.0, script_lua.c. */
import {
  LUA_TBOOLEAN,
  LUA_TNUMBER,
  LUA_TSTRING,
  LUA_TTABLE,
  lua_createtable,
  lua_getfield,
  lua_pop,
  lua_pushboolean,
  lua_pushnumber,
  lua_pushstring,
  lua_rawgeti,
  lua_rawseti,
  lua_setfield,
  lua_toboolean,
  lua_tonumber,
  lua_tostring,
  lua_type,
  type State,
} from 'fengari/src/lua.js';
import { general, integerReply, MIN_INT64 } from '../numbers.ts';
import { isStatus, RedisError, type Reply, unsupported } from '../reply.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const NUMBER_DIGITS = 17;
const DEEPEST = 100;
const INT64_RANGE = 2 ** 63;

export function bytes(text: string): Uint8Array {
  return encoder.encode(text);
}

const NAME_OK = bytes('ok');
const NAME_ERR = bytes('err');

export function pushText(L: State, text: string): void {
  lua_pushstring(L, bytes(text));
}

/** A string's bytes, a character each. */
export function bytesAt(L: State, index: number): string {
  const found = lua_tostring(L, index);
  return found === null ? '' : Array.from(found, (byte) => String.fromCharCode(byte)).join('');
}

/** The text of bytes, a character each. Throws where they are no UTF-8. */
export function binaryOf(binary: string): string {
  return decoded(Uint8Array.from(binary, (character) => character.charCodeAt(0)));
}

function decoded(found: Uint8Array): string {
  try {
    return decoder.decode(found);
  } catch {
    throw unsupported('strings of a script that are no UTF-8');
  }
}

/** A string's text. Throws where a script has cut a character in two: what is held here is text. */
export function textAt(L: State, index: number): string {
  const found = lua_tostring(L, index);
  if (found === null) throw new Error('Assertion failed: a string or a number in Lua has a text');
  return decoded(found);
}

export function pushError(L: State, message: string): void {
  lua_createtable(L, 0, 1);
  pushText(L, message);
  lua_setfield(L, -2, NAME_ERR);
}

export function pushReply(L: State, reply: Reply): void {
  if (reply === null) lua_pushboolean(L, false);
  else if (typeof reply === 'string') pushText(L, reply);
  else if (typeof reply === 'number' || typeof reply === 'bigint') lua_pushnumber(L, Number(reply));
  else if (reply instanceof RedisError) pushError(L, reply.message);
  else if (isStatus(reply)) {
    lua_createtable(L, 0, 1);
    pushText(L, reply.status);
    lua_setfield(L, -2, NAME_OK);
  } else {
    lua_createtable(L, reply.length, 0);
    for (const [place, element] of reply.entries()) {
      pushReply(L, element);
      lua_rawseti(L, -2, place + 1);
    }
  }
}

/** A word of a command; undefined where the value is neither string nor number. */
export function wordAt(L: State, index: number): string | undefined {
  const type = lua_type(L, index);
  if (type === LUA_TNUMBER) {
    const value = lua_tonumber(L, index);
    if (Number.isNaN(value)) throw unsupported('the text of a number that is none in a script');
    return general(value, NUMBER_DIGITS);
  }
  return type === LUA_TSTRING ? textAt(L, index) : undefined;
}

/** Takes the value on top of the stack as an answer. `{err=...}` becomes a RedisError as a value. */
export function popReply(L: State, depth = 0): Reply {
  if (depth > DEEPEST) throw unsupported('answers of a script that nest deeper than 100 tables');
  const type = lua_type(L, -1);
  const reply = type === LUA_TTABLE ? tableReply(L, depth) : scalarReply(L, type);
  lua_pop(L, 1);
  return reply;
}

function scalarReply(L: State, type: number): Reply {
  if (type === LUA_TSTRING) return textAt(L, -1);
  if (type === LUA_TBOOLEAN) return lua_toboolean(L, -1) ? 1 : null;
  return type === LUA_TNUMBER ? integerOf(lua_tonumber(L, -1)) : null;
}

/** A number that a script returns, as an answer. */
export function integerOf(value: number): number | bigint {
  const whole = Math.trunc(value);
  // What 64 bits do not hold comes out of the processor as the smallest integer.
  if (!(Math.abs(whole) < INT64_RANGE)) return MIN_INT64;
  return integerReply(BigInt(whole));
}

function tableReply(L: State, depth: number): Reply {
  const error = textField(L, NAME_ERR);
  if (error !== undefined) return new RedisError(error);
  const status = textField(L, NAME_OK);
  if (status !== undefined) return { status };
  const elements: Reply[] = [];
  for (let place = 1; ; place += 1) {
    lua_rawgeti(L, -1, place);
    // A list ends at its first hole.
    if (lua_type(L, -1) === 0) {
      lua_pop(L, 1);
      return elements;
    }
    elements.push(popReply(L, depth + 1));
  }
}

function textField(L: State, name: Uint8Array): string | undefined {
  lua_getfield(L, -1, name);
  const text = lua_type(L, -1) === LUA_TSTRING ? textAt(L, -1) : undefined;
  lua_pop(L, 1);
  return text;
}
