/**
 * What the simulated Redis does: one command, a transaction, a script call, all through one table. Every request sees
 * one moment of the clock, and nothing else happens in between, as on a server with one thread.
 */
import type { Json } from '../../model/json.ts';
import type { StateChange } from '../../model/trace.ts';
import { type Command, COMMANDS, fits } from './commands/index.ts';
import { holdToLimits } from './limits.ts';
import { isStatus, RedisError, Refusal, type Reply, unsupported, wrongArity } from './reply.ts';
import { SCRIPT_COMMANDS, Scripts } from './scripts.ts';
import { type Change, type Held, Store } from './store.ts';

/** What a debugger wants to know of one command. */
export type CommandFacts = { readonly [name: string]: Json };

export interface Done {
  readonly reply: Reply;
  readonly facts: CommandFacts;
}

/** A command with the option that changes its meaning: `SET NX`. */
export function labelOf(words: readonly string[]): string {
  const name = (words[0] ?? '').toUpperCase();
  if (name !== 'SET') return name;
  let label = name;
  for (let i = 3; i < words.length && label !== 'SET NX'; i += 1) {
    const option = words[i]?.toUpperCase();
    if (option === 'NX' || option === 'XX') label = `SET ${option}`;
  }
  return label;
}

function shown(reply: Reply): Json {
  if (reply === null || typeof reply === 'number') return reply;
  if (typeof reply === 'bigint') return reply.toString();
  if (typeof reply === 'string') return 'text';
  if (reply instanceof RedisError) return reply.message;
  return isStatus(reply) ? reply.status : `${reply.length} elements`;
}

export class Redis {
  readonly #store = new Store();
  readonly #scripts: Scripts;
  /** Names of the commands that the script now running has called. */
  #called: string[] = [];

  constructor() {
    this.#scripts = new Scripts((words) => this.#fromScript(words));
  }

  /** Begins a request at this moment of virtual time and of this server's clock. */
  begin(nowMs: number, clockMs: number): void {
    this.#store.begin(nowMs, clockMs);
  }

  /** What the request has changed. */
  takeChanges(): readonly StateChange[] {
    return this.#store.takeChanges();
  }

  /** From now on what requests change is kept for replicas. */
  copy(): void {
    this.#store.copy();
  }

  /** What the request has changed, for replicas. */
  takeCopied(): readonly Change[] {
    return this.#store.takeCopied();
  }

  /** Takes a key over from the leader. */
  adopt(key: string, held: Held): void {
    this.#store.adopt(key, held);
  }

  /** Does one command; an error is its answer. */
  do(words: readonly string[]): Done {
    if (this.#called.length > 0) this.#called = [];
    let reply: Reply;
    try {
      reply = this.#run(words);
    } catch (error) {
      if (!(error instanceof RedisError)) throw error;
      reply = error;
    }
    return { reply, facts: this.#factsOf(words, reply) };
  }

  /** Does all of them as MULTI and EXEC would. Throws RedisError, with nothing done, where one could not be queued. */
  transact(commands: readonly (readonly string[])[]): readonly Done[] {
    for (const words of commands) {
      try {
        this.#check(words);
      } catch (error) {
        if (!(error instanceof RedisError)) throw error;
        // A server's words, but for a command that only the simulation lacks: that must not look like a user's mistake.
        if (error instanceof Refusal) throw error;
        throw new RedisError('EXECABORT Transaction discarded because of previous errors.');
      }
    }
    return commands.map((words) => this.do(words));
  }

  /** The command of that name, its words counted; undefined for those of scripts. */
  #check(words: readonly string[]): Command | undefined {
    const name = (words[0] ?? '').toLowerCase();
    const needed = SCRIPT_COMMANDS.get(name);
    if (needed !== undefined) {
      if (words.length < needed) throw wrongArity(name);
      return undefined;
    }
    const command = COMMANDS.get(name);
    if (command === undefined) throw unsupported(`the command ${JSON.stringify(words)}`);
    if (!fits(command, words.length)) throw wrongArity(name);
    return command;
  }

  #run(words: readonly string[]): Reply {
    const command = this.#check(words);
    holdToLimits(words);
    const args = words.slice(1);
    return command === undefined
      ? this.#scripts.run((words[0] ?? '').toLowerCase(), args)
      : command.run(this.#store, args);
  }

  #fromScript(words: readonly string[]): Reply {
    const name = (words[0] ?? '').toLowerCase();
    if (SCRIPT_COMMANDS.has(name)) throw new RedisError('ERR This Redis command is not allowed from script');
    const command = COMMANDS.get(name);
    if (command === undefined) throw unsupported(`the command ${JSON.stringify(words)}`);
    if (!fits(command, words.length))
      throw new RedisError('ERR Wrong number of args calling Redis command from script');
    holdToLimits(words);
    this.#called.push(labelOf(words));
    return command.run(this.#store, words.slice(1));
  }

  #factsOf(words: readonly string[], reply: Reply): CommandFacts {
    const command = labelOf(words);
    const key = SCRIPT_COMMANDS.has(command.toLowerCase()) ? undefined : words[1];
    const result = shown(reply);
    const facts: { [name: string]: Json } = key === undefined ? { command, result } : { command, key, result };
    if (command === 'SET NX') facts['won'] = !(reply instanceof RedisError) && reply !== null;
    if (this.#store.takeLapsed().length > 0) facts['expired'] = true;
    if (this.#called.length > 0) facts['calls'] = this.#called;
    return facts;
  }
}
