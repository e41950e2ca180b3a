/**
 * Compiles scripts and runs them in fengari: one Lua for all of them and for all services, made when the first script
 * comes (a fresh one a script would cost 1.5 ms), since a script can leave nothing behind in it: its world is read-only
 * (`prelude.ts`). Compiled scripts are kept. While a script runs, `redis.call` goes to the service that runs it.
 */
import {
  LUA_MASKCOUNT,
  LUA_REGISTRYINDEX,
  LUA_TNUMBER,
  LUA_TSTRING,
  LUA_TTABLE,
  lua_Debug,
  lua_createtable,
  lua_error,
  lua_getfield,
  lua_getinfo,
  lua_getstack,
  lua_gettop,
  lua_pcall,
  lua_pop,
  lua_pushjsfunction,
  lua_pushlightuserdata,
  lua_rawgeti,
  lua_setfield,
  lua_sethook,
  lua_settop,
  lua_setupvalue,
  lua_topointer,
  lua_type,
  type State,
} from 'fengari/src/lua.js';
import {
  luaL_loadbufferx,
  luaL_newstate,
  luaL_ref,
  luaL_requiref,
  luaL_unref,
  luaL_where,
} from 'fengari/src/lauxlib.js';
import { luaopen_base } from 'fengari/src/lbaselib.js';
import { luaopen_math } from 'fengari/src/lmathlib.js';
import { luaopen_string } from 'fengari/src/lstrlib.js';
import { luaopen_table } from 'fengari/src/ltablib.js';
import { assert } from '../../../model/errors.ts';
import { RedisError, Refusal, type Reply, unsupported } from '../reply.ts';
import { BUILTINS } from './builtins.ts';
import { NULL } from './cjson.ts';
import { compileErrorOf51, inWordsOf51, strangerIn } from './dialect.ts';
import { ScriptFault } from './json-reader.ts';
import { mathOf } from './math.ts';
import './numbers.ts';
import { PRELUDE } from './prelude.ts';
import { programOf } from './quick/program.ts';
import type { Program } from './quick/values.ts';
import type { ScriptDraws } from './random.ts';
import { refuseBy } from './refuse.ts';
import { watchTables } from './tables.ts';
import { bytes, popReply, pushError, pushReply, pushText, textAt, wordAt } from './values.ts';

/** The service that a script runs for. */
export interface ScriptHost {
  /** What `redis.call` does: throws RedisError. */
  readonly call: (words: readonly string[]) => Reply;
  readonly draws: ScriptDraws;
}

/** A script that takes longer is ended with an error: a server would go on, and answer BUSY. */
const MOST_INSTRUCTIONS = 2_000_000;
const MOST_COMPILED = 500;
const CHUNK = '@user_script';
const LIBRARIES = { _G: luaopen_base, string: luaopen_string, table: luaopen_table, math: luaopen_math };

interface Lua {
  readonly state: State;
  /** References into the registry. */
  readonly environment: number;
  readonly globals: number;
  readonly compiled: Map<string, Compiled>;
}

export interface Compiled {
  /** Into the registry. */
  readonly reference: number;
  /** Undefined where it can only be run here. */
  readonly program: Program | undefined;
  readonly sha: string;
}

let lua: Lua | undefined;
/** A script that is running. */
interface Running {
  readonly host: ScriptHost;
  /** The first thing that it did and that is not known here: its answer, whatever it made of the error. */
  refusal: Refusal | undefined;
}

let running: Running | undefined;

function now(): Running {
  assert(running !== undefined, 'a script runs for a service');
  return running;
}

/** Keeps a refusal, so that the script cannot catch it. */
function kept(error: RedisError): RedisError {
  if (error instanceof Refusal) now().refusal ??= error;
  return error;
}

/** Ends what the script does with a refusal. */
function refuse(L: State, what: string): never {
  pushError(L, kept(unsupported(`${what} in a script`)).message);
  return lua_error(L);
}

/** Does `act`; what it throws for the script's sake is raised in Lua, with its place where `cjson` would tell it. */
function guarded(act: (L: State) => number): (L: State) => number {
  return (L) => {
    try {
      return act(L);
    } catch (error) {
      if (error instanceof RedisError) pushError(L, kept(error).message);
      else if (error instanceof ScriptFault) {
        luaL_where(L, 1);
        const place = textAt(L, -1);
        lua_pop(L, 1);
        pushText(L, place + error.message);
      } else throw error;
    }
    return lua_error(L);
  };
}

function call(L: State): Reply {
  const count = lua_gettop(L);
  if (count === 0) throw new RedisError('ERR Please specify at least one argument for this redis lib call');
  const words: string[] = [];
  for (let index = 1; index <= count; index += 1) {
    const word = wordAt(L, index);
    if (word === undefined) throw new RedisError('ERR Lua redis lib command arguments must be strings or integers');
    words.push(word);
  }
  return now().host.call(words);
}

const HOST: Readonly<Record<string, (L: State) => number>> = {
  call: (L) => (pushReply(L, call(L)), 1),
  pcall: (L) => {
    let reply: Reply;
    try {
      reply = call(L);
    } catch (error) {
      if (!(error instanceof RedisError)) throw error;
      reply = kept(error);
    }
    pushReply(L, reply);
    return 1;
  },
  ...BUILTINS,
  ...mathOf(() => now().host.draws),
  refuse: (L) => refuse(L, textAt(L, 1)),
  reword: (L) => (pushText(L, inWordsOf51(textAt(L, 1))), 1),
};

function makeLua(): Lua {
  const L = luaL_newstate();
  watchTables(L);
  refuseBy((what) => refuse(L, what));
  for (const [name, open] of Object.entries(LIBRARIES)) {
    luaL_requiref(L, bytes(name), open, true);
    lua_pop(L, 1);
  }
  const code = bytes(PRELUDE);
  const loaded = luaL_loadbufferx(L, code, code.length, bytes('=prelude'), bytes('t'));
  assert(loaded === 0, `the prelude of scripts compiles: ${loaded === 0 ? '' : textAt(L, -1)}`);
  lua_createtable(L, 0, 0);
  for (const [name, act] of Object.entries(HOST)) {
    lua_pushjsfunction(L, guarded(act));
    lua_setfield(L, -2, bytes(name));
  }
  lua_pushlightuserdata(L, NULL);
  lua_setfield(L, -2, bytes('null'));
  const ran = lua_pcall(L, 1, 2, 0);
  assert(ran === 0, `the prelude of scripts runs: ${ran === 0 ? '' : textAt(L, -1)}`);
  const globals = luaL_ref(L, LUA_REGISTRYINDEX);
  const environment = luaL_ref(L, LUA_REGISTRYINDEX);
  return { state: L, environment, globals, compiled: new Map() };
}

/** Gives the script made ready. Throws RedisError where it does not compile. */
export function compile(sha: string, source: string): Compiled {
  lua ??= makeLua();
  const { state: L, compiled, environment } = lua;
  const known = compiled.get(sha);
  if (known !== undefined) return known;
  const stranger = strangerIn(source);
  if (stranger !== undefined) throw unsupported(`${stranger} in a script: Lua 5.1 does not have it`);
  // The first line of a script may say `#!lua`; lines keep their numbers.
  const code = bytes(source.replace(/^#!lua[^\n]*/, ''));
  if (luaL_loadbufferx(L, code, code.length, bytes(CHUNK), bytes('t')) !== 0) {
    const error = textAt(L, -1);
    lua_pop(L, 1);
    const words = compileErrorOf51(error);
    if (words === undefined) throw unsupported(`a script of which Lua 5.3 says: ${error}`);
    throw new RedisError(`ERR Error compiling script (new function): ${words}`);
  }
  const program = programOf(lua_topointer(L, -1));
  lua_rawgeti(L, LUA_REGISTRYINDEX, environment);
  lua_setupvalue(L, -2, 1);
  if (compiled.size >= MOST_COMPILED) {
    for (const { reference } of compiled.values()) luaL_unref(L, LUA_REGISTRYINDEX, reference);
    compiled.clear();
  }
  const script: Compiled = { reference: luaL_ref(L, LUA_REGISTRYINDEX), program, sha };
  compiled.set(sha, script);
  return script;
}

/** The line of the script that was running; 0 where none was. */
function lineOf(L: State): number {
  const found = new lua_Debug();
  for (let level = 0; lua_getstack(L, level, found) !== 0; level += 1) {
    lua_getinfo(L, bytes('Sl'), found);
    const source = found.source === null ? '' : new TextDecoder().decode(found.source);
    if (source.startsWith(CHUNK) && found.currentline > 0) return found.currentline;
  }
  return 0;
}

/** Makes of an error the text that a server answers. Runs where the error was raised. */
function explain(sha: string): (L: State) => number {
  return (L) => {
    let words: string;
    const type = lua_type(L, -1);
    if (type === LUA_TSTRING || type === LUA_TNUMBER) words = `ERR ${inWordsOf51(textAt(L, -1))}`;
    else if (type === LUA_TTABLE && lua_getfield(L, -1, bytes('err')) === LUA_TSTRING) words = textAt(L, -1);
    else words = 'ERR the simulated Redis does not support errors that are neither text nor {err=...}';
    pushText(L, `${words} script: ${sha}, on @user_script:${lineOf(L)}.`);
    return 1;
  };
}

function setList(L: State, name: string, texts: readonly string[]): void {
  pushReply(L, texts);
  lua_setfield(L, -2, bytes(name));
}

/** Runs a script that was compiled last or not long ago, and gives what it returns. Throws RedisError where it fails. */
export function interpret(
  { reference, sha }: Compiled,
  keys: readonly string[],
  argv: readonly string[],
  host: ScriptHost,
): Reply {
  assert(lua !== undefined, 'who has a compiled script has a Lua');
  const { state: L, globals } = lua;
  assert(running === undefined, 'one script runs at a time');
  const top = lua_gettop(L);
  try {
    lua_pushjsfunction(L, explain(sha));
    lua_rawgeti(L, LUA_REGISTRYINDEX, reference);
    lua_rawgeti(L, LUA_REGISTRYINDEX, globals);
    setList(L, 'KEYS', keys);
    setList(L, 'ARGV', argv);
    lua_pop(L, 1);
    lua_sethook(L, endless, LUA_MASKCOUNT, MOST_INSTRUCTIONS);
    const doing: Running = { host, refusal: undefined };
    running = doing;
    const failed = lua_pcall(L, 0, 1, top + 1) !== 0;
    if (doing.refusal !== undefined) throw doing.refusal;
    if (failed) throw new RedisError(textAt(L, -1));
    const reply = popReply(L);
    if (reply instanceof RedisError) throw reply;
    return reply;
  } finally {
    running = undefined;
    lua_settop(L, top);
  }
}

function endless(L: State): void {
  refuse(L, `more than ${MOST_INSTRUCTIONS} instructions`);
}
