/** Carries out commands, one after the other: Redis serves one at a time, so each is atomic. */
import type { StateChange } from '../../model/trace.ts';
import { type Command, type Reply, ReplyError } from './command.ts';
import { KEY_COMMANDS } from './keys.ts';
import { LIST_COMMANDS } from './lists.ts';
import { Store } from './store.ts';
import { STRING_COMMANDS } from './strings.ts';

const COMMANDS: ReadonlyMap<string, Command> = new Map(Object.entries({ ...STRING_COMMANDS, ...LIST_COMMANDS, ...KEY_COMMANDS }));

/** The commands that are simulated. */
export const COMMAND_NAMES: readonly string[] = [...COMMANDS.keys()].sort();

export type Result = { readonly kind: 'reply'; readonly reply: Reply } | { readonly kind: 'error'; readonly error: string };

export class Redis {
  readonly #store = new Store();

  /** Runs one command at a moment of the server's clock; what it changed is given to `changed`. */
  run(words: readonly string[], clockMs: number, changed: (change: StateChange) => void): Result {
    try {
      return { kind: 'reply', reply: this.#run(words, clockMs, changed) };
    } catch (error) {
      if (error instanceof ReplyError) return { kind: 'error', error: error.message };
      throw error;
    }
  }

  #run([name = '', ...args]: readonly string[], clockMs: number, changed: (change: StateChange) => void): Reply {
    const command = COMMANDS.get(name.toUpperCase());
    if (command === undefined) {
      const shown = args.slice(0, 3).map((arg) => `'${arg}' `);
      throw new ReplyError(`ERR unknown command '${name}', with args beginning with: ${shown.join('')}(not simulated)`);
    }
    if (args.length < command.min || args.length > command.max) throw arityError(name);
    return command.run(args, { store: this.#store, clockMs, changed });
  }

  /** Whether the words are a command at all: a transaction refuses others before it begins. Undefined when they are. */
  refusal([name = '', ...args]: readonly string[]): string | undefined {
    const command = COMMANDS.get(name.toUpperCase());
    if (command === undefined) return `ERR unknown command '${name}'`;
    return args.length < command.min || args.length > command.max ? arityError(name).message : undefined;
  }
}

function arityError(name: string): ReplyError {
  return new ReplyError(`ERR wrong number of arguments for '${name.toLowerCase()}' command`);
}
