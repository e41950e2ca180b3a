/** The little of fengari (Lua 5.3 in JavaScript, a dependency of ioredis-mock) that scripts are run with. */
declare module 'fengari/src/lua.js' {
  import type { Value } from 'fengari/src/lobject.js';
  /** A Lua state. */
  export interface State {
    readonly lua: unique symbol;
    readonly stack: readonly Value[];
    /** The call that is running. */
    readonly ci: {
      /** Of a function in Lua: its instructions, and how far it is. */
      readonly l_code: readonly Instruction[] | null;
      readonly l_savedpc: number;
      /** Bits; `CIST_LUA` says that a function in Lua runs. */
      readonly callstatus: number;
    };
  }
  export interface Instruction {
    readonly opcode: number;
    readonly A: number;
    readonly B: number;
    readonly C: number;
    readonly Bx: number;
    readonly sBx: number;
  }
  export interface Debug {
    /** Bytes; null where there is none. */
    readonly source: Uint8Array | null;
    readonly currentline: number;
  }
  export const lua_Debug: new () => Debug;
  export const LUA_REGISTRYINDEX: number;
  export const LUA_MASKCOUNT: number;
  export const LUA_TNIL: number;
  export const LUA_TBOOLEAN: number;
  export const LUA_TLIGHTUSERDATA: number;
  export const LUA_TNUMBER: number;
  export const LUA_TSTRING: number;
  export const LUA_TTABLE: number;
  export function lua_checkstack(L: State, slots: number): boolean;
  export function lua_createtable(L: State, arrayLength: number, fields: number): void;
  export function lua_error(L: State): never;
  export function lua_getfield(L: State, index: number, name: Uint8Array): number;
  export function lua_getinfo(L: State, what: Uint8Array, into: Debug): number;
  export function lua_getstack(L: State, level: number, into: Debug): number;
  export function lua_gettop(L: State): number;
  export function lua_next(L: State, index: number): number;
  export function lua_pcall(L: State, args: number, results: number, handler: number): number;
  export function lua_pop(L: State, count: number): void;
  export function lua_pushboolean(L: State, value: boolean): void;
  export function lua_pushjsfunction(L: State, act: (L: State) => number): void;
  export function lua_pushlightuserdata(L: State, value: object): void;
  export function lua_pushnil(L: State): void;
  export function lua_pushnumber(L: State, value: number): void;
  export function lua_pushstring(L: State, bytes: Uint8Array): void;
  export function lua_pushvalue(L: State, index: number): void;
  export function lua_rawgeti(L: State, index: number, place: number): number;
  export function lua_rawseti(L: State, index: number, place: number): void;
  export function lua_rawset(L: State, index: number): void;
  export function lua_remove(L: State, index: number): void;
  export function lua_insert(L: State, index: number): void;
  export function lua_setfield(L: State, index: number, name: Uint8Array): void;
  export function lua_sethook(L: State, hook: ((L: State) => void) | null, mask: number, count: number): void;
  export function lua_settop(L: State, top: number): void;
  export function lua_setupvalue(L: State, index: number, place: number): unknown;
  export function lua_toboolean(L: State, index: number): boolean;
  /** The text's bytes; null where the value is neither string nor number. */
  export function lua_tostring(L: State, index: number): Uint8Array | null;
  export function lua_tonumber(L: State, index: number): number;
  /** A table's own object. */
  export function lua_topointer(L: State, index: number): unknown;
  export function lua_type(L: State, index: number): number;
  export function lua_typename(L: State, type: number): Uint8Array;
}
declare module 'fengari/src/lauxlib.js' {
  import type { State } from 'fengari/src/lua.js';
  export function luaL_newstate(): State;
  export function luaL_loadbufferx(
    L: State,
    code: Uint8Array,
    bytes: number,
    name: Uint8Array,
    mode: Uint8Array,
  ): number;
  export function luaL_ref(L: State, table: number): number;
  export function luaL_unref(L: State, table: number, ref: number): void;
  export function luaL_requiref(L: State, name: Uint8Array, open: (L: State) => number, global: boolean): void;
  export function luaL_where(L: State, level: number): void;
}
declare module 'fengari/src/lbaselib.js' {
  import type { State } from 'fengari/src/lua.js';
  export function luaopen_base(L: State): number;
}
declare module 'fengari/src/lstrlib.js' {
  import type { State } from 'fengari/src/lua.js';
  export function luaopen_string(L: State): number;
}
declare module 'fengari/src/ltablib.js' {
  import type { State } from 'fengari/src/lua.js';
  export function luaopen_table(L: State): number;
}
declare module 'fengari/src/lmathlib.js' {
  import type { State } from 'fengari/src/lua.js';
  export function luaopen_math(L: State): number;
}
declare module 'fengari/src/lopcodes.js' {
  export type { Instruction } from 'fengari/src/lua.js';
  const lopcodes: {
    /** Names by number. */
    OpCodes: readonly string[];
  };
  export default lopcodes;
}
declare module 'fengari/src/lobject.js' {
  import type { Instruction, State } from 'fengari/src/lua.js';
  /** A compiled function. */
  export interface Proto {
    readonly code: readonly Instruction[];
    readonly k: readonly Value[];
    /** Functions within it. */
    readonly p: readonly Proto[];
    readonly upvalues: readonly { readonly instack: boolean; readonly idx: number }[];
    readonly numparams: number;
    readonly maxstacksize: number;
  }
  interface Closure {
    readonly p: Proto;
  }
  export interface Value {
    readonly value: unknown;
    ttisnil(): boolean;
    ttisdeadkey(): boolean;
    ttisstring(): boolean;
    /** Of a string. */
    svalue(): Uint8Array;
    setfltvalue(value: number): void;
    setsvalue(value: unknown): void;
    ttisfloat(): boolean;
    readonly type: number;
  }
  const lobject: {
    LClosure: new () => Closure;
    /** Puts a value onto the stack. */
    setobj2s: (L: State, at: number, value: Value) => void;
    luaO_str2num: (text: Uint8Array, into: Value) => number;
    luaO_tostring: (L: State, value: Value) => void;
  };
  export default lobject;
}
declare module 'fengari/src/lstring.js' {
  import type { State } from 'fengari/src/lua.js';
  export function luaS_bless(L: State, bytes: Uint8Array): unknown;
}
declare module 'fengari/src/ltable.js' {
  import type { State } from 'fengari/src/lua.js';
  import type { Value } from 'fengari/src/lobject.js';
  /** An entry of a table; they are linked in the order in which they came. */
  export interface Entry {
    readonly key: Value;
    /** Undefined once it was taken out. */
    readonly value: Value | undefined;
    readonly n: Entry | undefined;
  }
  export interface Table {
    /** By what identifies a key: for a number the number itself. */
    readonly strong: ReadonlyMap<unknown, Entry>;
    readonly f: Entry | undefined;
  }
  /** Its functions are looked up at each call. */
  const ltable: {
    luaH_new: (L: State) => Table;
    luaH_next: (L: State, table: Table, at: number) => boolean;
    luaH_getn: (table: Table) => number;
    luaH_setfrom: (L: State, table: Table, key: Value, value: Value) => void;
    luaH_setint: (table: Table, key: number, value: Value) => void;
  };
  export default ltable;
}
