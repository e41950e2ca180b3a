/**
 * Values of a script that is run the quick way: those of JavaScript, where a script's own need none but these. Texts are
 * texts, not bytes. Whatever has no such value makes the machine leave the script to the other way.
 */
import { integerOf } from '../values.ts';
import { isStatus, RedisError, type Reply } from '../../reply.ts';

/** A list without holes, and names beside it. */
export class Table {
  readonly list: Value[];
  names: Map<string, Value> | undefined;

  constructor(list: Value[]) {
    this.list = list;
    this.names = undefined;
  }
}

/** A table of the sandbox: what is asked of it and not here may be there the other way. */
export class Library {
  readonly functions: ReadonlyMap<string, Native>;

  constructor(functions: Readonly<Record<string, Native>>) {
    this.functions = new Map(Object.entries(functions));
  }
}

export type Action =
  | 'move' | 'nils' | 'boolean' | 'global' | 'get' | 'set' | 'table' | 'list'
  | 'closure' | 'outer' | 'set-outer' | 'get-in-outer' | 'set-in-outer' | 'close'
  | 'add' | 'subtract' | 'multiply' | 'divide' | 'power' | 'negate' | 'not' | 'length' | 'concat'
  | 'jump' | 'equal' | 'less' | 'at-most' | 'test' | 'test-set'
  | 'call' | 'tail-call' | 'return' | 'for-prepare' | 'for-loop' | 'each-call' | 'each-loop'; // prettier-ignore

/** What `a`, `b` and `c` are is the action's: a place in the frame, a count, how far to jump. */
export interface Instruction {
  readonly action: Action;
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/** Where a function finds a variable of an outer one: among the registers of who makes it, or of those that are outer to him. */
export interface Captured {
  readonly from: 'registers' | 'outer';
  readonly place: number;
}

/** A function in Lua, made ready for the machine. */
export interface Program {
  readonly code: readonly Instruction[];
  /** Constants, then an empty place for each register. */
  readonly frame: readonly Value[];
  /** Where the registers begin. */
  readonly base: number;
  readonly parameters: number;
  /** The functions that it makes. */
  readonly functions: readonly Program[];
  /** Undefined for the globals, which all functions share. */
  readonly captured: readonly (Captured | undefined)[];
}

/** A variable that an inner function knows: a place in the frame where it lives, or, once that is over, one of its own. */
export interface Variable {
  frame: Value[];
  place: number;
}

/** A function with the variables that it knows from outside. */
export class Closure {
  readonly program: Program;
  readonly outer: readonly (Variable | undefined)[];

  constructor(program: Program, outer: readonly (Variable | undefined)[]) {
    this.program = program;
    this.outer = outer;
  }
}

export type Native = (args: readonly Value[], world: World) => readonly Value[];
export type Value = undefined | boolean | number | string | Table | Library | Closure | Native;

/** What the script that is running sees and may still do. */
export interface World {
  readonly keys: Table;
  readonly argv: Table;
  /** Throws `LEAVE` where the command fails. */
  readonly call: (words: readonly string[]) => Reply;
  instructionsLeft: number;
}

class Leave extends Error {}

/** Thrown where the quick way ends and the other one begins. One for all, since nobody reads where it was thrown. */
export const LEAVE = new Leave('a script does what the quick way does not know');

const DEEPEST = 100;
/** Half a character, which has no bytes: what becomes of it is told the other way. */
const HALF = /\p{Surrogate}/u;

export function textIn(text: string): string {
  if (HALF.test(text)) throw LEAVE;
  return text;
}

/** What a command answers, as a script sees it. */
export function valueOf(reply: Reply): Value {
  if (reply === null) return false;
  if (typeof reply === 'string') return textIn(reply);
  if (typeof reply === 'number' || typeof reply === 'bigint') return Number(reply);
  if (reply instanceof RedisError) throw LEAVE;
  if (!isStatus(reply)) return new Table(reply.map(valueOf));
  const table = new Table([]);
  table.names = new Map([['ok', textIn(reply.status)]]);
  return table;
}

/** What a script returns, as an answer. `{err=...}` becomes a RedisError as a value. */
export function replyOf(value: Value, depth = 0): Reply {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return integerOf(value);
  if (value === undefined || value === false) return null;
  if (value === true) return 1;
  if (!(value instanceof Table) || depth > DEEPEST) throw LEAVE;
  const error = value.names?.get('err');
  if (typeof error === 'string') return new RedisError(error);
  const status = value.names?.get('ok');
  if (typeof status === 'string') return { status };
  return value.list.map((element) => replyOf(element, depth + 1));
}
