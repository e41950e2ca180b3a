/** What scripts find in `math` and in `tonumber`, where the Lua that runs them here is another than a server's. */
import {
  LUA_TNUMBER,
  LUA_TSTRING,
  lua_gettop,
  lua_pushnil,
  lua_pushnumber,
  lua_tonumber,
  lua_type,
  type State,
} from 'fengari/src/lua.js';
import { ScriptFault } from './json-reader.ts';
import type { ScriptDraws } from './random.ts';
import { textAt, wordAt } from './values.ts';

export function typeNameAt(L: State, at: number): string {
  return TYPE_NAMES[lua_type(L, at)] ?? 'no value';
}

const TYPE_NAMES = ['nil', 'boolean', 'userdata', 'number', 'string', 'table', 'function', 'userdata', 'thread'];

/** The number at that place of the stack, as the argument of that function. Throws ScriptFault. */
export function number(L: State, name: string, at = 1): number {
  const type = lua_type(L, at);
  // A text of digits is a number to a server as well.
  const value = type === LUA_TSTRING ? Number(textAt(L, at).trim() || Number.NaN) : lua_tonumber(L, at);
  if ((type !== LUA_TNUMBER && type !== LUA_TSTRING) || (type === LUA_TSTRING && Number.isNaN(value))) {
    throw new ScriptFault(`bad argument #${at} to '${name}' (number expected, got ${typeNameAt(L, at)})`);
  }
  return value;
}

function random(L: State, draws: ScriptDraws): number {
  const count = lua_gettop(L);
  const drawn = draws.draw();
  if (count === 0) {
    lua_pushnumber(L, drawn);
    return 1;
  }
  if (count > 2) throw new ScriptFault('wrong number of arguments');
  const low = count === 1 ? 1 : Math.trunc(number(L, 'random'));
  const high = Math.trunc(number(L, 'random', count));
  if (low > high) throw new ScriptFault(`bad argument #${count} to 'random' (interval is empty)`);
  lua_pushnumber(L, Math.floor(drawn * (high - low + 1)) + low);
  return 1;
}

/** A whole number in another base; nil where it is none. */
function radix(L: State): number {
  const [digits, base] = [wordAt(L, 1) ?? '', lua_tonumber(L, 2)];
  const letters = '0123456789abcdefghijklmnopqrstuvwxyz'.slice(0, base);
  const value = Array.from(digits.trim().toLowerCase()).reduce((sum, letter) => {
    const place = letters.indexOf(letter);
    return place < 0 ? Number.NaN : sum * base + place;
  }, 0);
  if (digits.trim() === '' || Number.isNaN(value)) lua_pushnil(L);
  else lua_pushnumber(L, value);
  return 1;
}

/** `draws` are those of the service that runs the script. */
export function mathOf(draws: () => ScriptDraws): Readonly<Record<string, (L: State) => number>> {
  return {
    floor: (L) => (lua_pushnumber(L, Math.floor(number(L, 'floor'))), 1),
    ceil: (L) => (lua_pushnumber(L, Math.ceil(number(L, 'ceil'))), 1),
    radix,
    random: (L) => random(L, draws()),
    randomseed: (L) => (draws().seed(number(L, 'randomseed')), 0),
  };
}
