/** EVAL, EVALSHA and SCRIPT: which scripts a server knows by their names. What runs them is in `lua/`. */
import { ScriptDraws } from './lua/random.ts';
import { runScript } from './lua/run.ts';
import { compile, type ScriptHost } from './lua/vm.ts';
import { position } from './numbers.ts';
import { OK, RedisError, type Reply, unsupported, wrongArity } from './reply.ts';
import { sha1 } from './sha1.ts';

/** Words of each, with its name: at least so many. */
export const SCRIPT_COMMANDS: ReadonlyMap<string, number> = new Map([
  ['eval', 3],
  ['evalsha', 3],
  ['script', 2],
]);

/** What every client hears at its first use of a script; one for all, since making an error costs more than the look-up. */
const NO_SCRIPT = new RedisError('NOSCRIPT No matching script. Please use EVAL.');

export class Scripts {
  readonly #known = new Map<string, string>();
  readonly #host: ScriptHost;

  constructor(call: ScriptHost['call']) {
    this.#host = { call, draws: new ScriptDraws() };
  }

  /** `args` is without the name. Throws RedisError. */
  run(command: string, args: readonly string[]): Reply {
    if (command === 'script') return this.#script(args);
    const [first = '', count = '', ...rest] = args;
    const source = command === 'eval' ? first : this.#known.get(first.toLowerCase());
    const keys = position(count);
    if (keys > rest.length) throw new RedisError("ERR Number of keys can't be greater than number of args");
    if (keys < 0) throw new RedisError("ERR Number of keys can't be negative");
    if (source === undefined) return NO_SCRIPT;
    const sha = command === 'eval' ? sha1(source) : first.toLowerCase();
    const script = compile(sha, source);
    this.#known.set(sha, source);
    return runScript(script, rest.slice(0, keys), rest.slice(keys), this.#host);
  }

  #script([sub = '', ...args]: readonly string[]): Reply {
    switch (sub.toLowerCase()) {
      case 'load': {
        const [source] = args;
        if (source === undefined || args.length > 1) throw wrongArity('script|load');
        const sha = sha1(source);
        compile(sha, source);
        this.#known.set(sha, source);
        return sha;
      }
      case 'exists':
        if (args.length === 0) throw wrongArity('script|exists');
        return args.map((sha) => (this.#known.has(sha.toLowerCase()) ? 1 : 0));
      case 'flush':
        this.#known.clear();
        return OK;
      default:
        throw unsupported(`SCRIPT ${sub.toUpperCase()}`);
    }
  }
}
