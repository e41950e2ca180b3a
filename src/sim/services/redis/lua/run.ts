/**
 * Runs scripts, in one of two ways. The quick way (`quick/`) knows the usual scripts and what they do when all goes
 * well, for a sixth of the cost (docs/performance.md). The other one (`vm.ts`) knows all. Where the quick way comes to
 * something that it does not know, an error above all, the script begins again the other way, and is given the answers
 * that its commands have had already: so nothing is done twice, and what is answered does not hang on the way.
 */
import { assert } from '../../../model/errors.ts';
import { RedisError, type Reply } from '../reply.ts';
import { execute } from './quick/machine.ts';
import { Closure, LEAVE, type Program, replyOf, Table, textIn } from './quick/values.ts';
import { type Compiled, interpret, type ScriptHost } from './vm.ts';

/** A script that does more is run the other way, which counts to its own bound. */
const MOST_INSTRUCTIONS = 50_000;

/** A command that the script has called. */
interface Called {
  readonly words: readonly string[];
  readonly reply: Reply;
}

type Outcome =
  | { readonly kind: 'done'; readonly reply: Reply }
  | { readonly kind: 'left'; readonly called: readonly Called[] };

/** Runs it and gives what it returns. Throws RedisError where it fails. */
export function runScript(script: Compiled, keys: readonly string[], argv: readonly string[], host: ScriptHost): Reply {
  if (script.program === undefined) return interpret(script, keys, argv, host);
  const outcome = runQuickly(script.program, keys, argv, host.call);
  const reply = outcome.kind === 'left' ? beginAgain(script, keys, argv, outcome.called, host) : outcome.reply;
  if (reply instanceof RedisError) throw reply;
  return reply;
}

/** Runs it as far as the quick way goes; an error that it returns is a value here. */
export function runQuickly(
  program: Program,
  keys: readonly string[],
  argv: readonly string[],
  call: ScriptHost['call'],
): Outcome {
  const called: Called[] = [];
  try {
    const results = execute(new Closure(program, [undefined]), [], {
      keys: new Table(keys.map(textIn)),
      argv: new Table(argv.map(textIn)),
      call: (words) => {
        const reply = settled(() => call(words));
        called.push({ words, reply });
        if (reply instanceof RedisError) throw LEAVE;
        return reply;
      },
      instructionsLeft: MOST_INSTRUCTIONS,
    });
    return { kind: 'done', reply: replyOf(results[0]) };
  } catch (error) {
    if (error !== LEAVE) throw error;
    return { kind: 'left', called };
  }
}

/** An error as a value. */
function settled(act: () => Reply): Reply {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof RedisError)) throw error;
    return error;
  }
}

/** The other way, where what was done already is not done again; an error is a value here as well. */
function beginAgain(
  script: Compiled,
  keys: readonly string[],
  argv: readonly string[],
  called: readonly Called[],
  { call, draws }: ScriptHost,
): Reply {
  let at = 0;
  const asBefore: ScriptHost['call'] = (words) => {
    const done = called[at];
    at += 1;
    if (done === undefined) return call(words);
    const same = words.length === done.words.length && words.every((word, i) => word === done.words[i]);
    assert(same, `a script calls ${done.words.join(' ')} again as it did before`);
    if (done.reply instanceof RedisError) throw done.reply;
    return done.reply;
  };
  const reply = settled(() => interpret(script, keys, argv, { draws, call: asBefore }));
  assert(at >= called.length, 'a script comes as far the other way as it had come the quick way');
  return reply;
}
