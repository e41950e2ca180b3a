/** What a command is: how many words it takes, and what it does to a store. One table for wire, MULTI and scripts. */
import type { Reply } from '../reply.ts';
import type { Store } from '../store.ts';

export interface Command {
  /** As a server counts: with the command's own name; negative: at least so many. */
  readonly arity: number;
  /** `args` is without the name, and as many as the arity wants. Throws RedisError, and then has changed nothing. */
  readonly run: (store: Store, args: readonly string[]) => Reply;
}

export type Commands = Readonly<Record<string, Command>>;

export function fits(command: Command, words: number): boolean {
  return command.arity < 0 ? words >= -command.arity : words === command.arity;
}

/** Splits a list into pairs. */
export function pairs(args: readonly string[]): readonly (readonly [string, string])[] {
  const found: (readonly [string, string])[] = [];
  for (let i = 0; i + 1 < args.length; i += 2) found.push([args[i] ?? '', args[i + 1] ?? '']);
  return found;
}

/** Positions `start` to `stop` as a command names them (negative: from the end) as a slice; undefined: nothing. */
export function sliceOf(start: number, stop: number, length: number): readonly [from: number, to: number] | undefined {
  const from = Math.max(start < 0 ? start + length : start, 0);
  const to = Math.min(stop < 0 ? stop + length : stop, length - 1);
  return from > to || from >= length ? undefined : [from, to + 1];
}
