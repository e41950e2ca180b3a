/** What a Redis command is to the simulated server: its arity, and a function on the store. */
import type { StateChange } from '../../model/trace.ts';
import type { Store, Stored } from './store.ts';

export type Reply = string | number | null | readonly Reply[];

/** An error reply; the text begins with its code, as `ERR` or `WRONGTYPE`. */
export class ReplyError extends Error {}

export const wrongType = (): ReplyError => new ReplyError('WRONGTYPE Operation against a key holding the wrong kind of value');
export const notInteger = (): ReplyError => new ReplyError('ERR value is not an integer or out of range');
export const syntaxError = (): ReplyError => new ReplyError('ERR syntax error');

export interface CommandContext {
  readonly store: Store;
  /** The server's clock. */
  readonly clockMs: number;
  /** Notes a change for the trace; expiries are given by the server's clock. */
  readonly changed: (change: StateChange) => void;
}

export interface Command {
  /** How many arguments it takes. */
  readonly min: number;
  readonly max: number;
  readonly run: (args: readonly string[], context: CommandContext) => Reply;
}

/** Throws WRONGTYPE where the key holds a text. */
export function listAt(store: Store, key: string): readonly string[] | undefined {
  const held = store.get(key);
  if (typeof held === 'string') throw wrongType();
  return held;
}

/** Throws WRONGTYPE where the key holds a list. */
export function textAt(store: Store, key: string): string | undefined {
  const held: Stored | undefined = store.get(key);
  if (held !== undefined && typeof held !== 'string') throw wrongType();
  return held;
}

const LARGEST = 9_223_372_036_854_775_807n;

/** A 64-bit integer as the server reads it; what a JS number cannot hold exactly is refused. */
export function integer(text: string | undefined): number {
  if (text === undefined || !/^(?:-?[1-9]\d*|0)$/.test(text)) throw notInteger();
  const value = BigInt(text);
  if (value > LARGEST || value < -LARGEST - 1n) throw notInteger();
  return Number(value);
}
