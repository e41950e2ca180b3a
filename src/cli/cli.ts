/** One command line from start to end: dispatches, and turns errors into a sentence (or JSON) and an exit code. */
import { InputError, unreachable } from '../sim/model/errors.ts';
import { type Bench, EXIT, type ExitCode, type Io, PROGRAM } from './bench.ts';
import { ablate } from './explore/ablate.ts';
import { audit } from './explore/audit.ts';
import { curve } from './explore/curve.ts';
import { exploreCommand } from './explore/command.ts';
import { hindcast } from './explore/hindcast.ts';
import { matrix } from './explore/matrix.ts';
import { recall } from './explore/recall.ts';
import { sweep } from './explore/sweep.ts';
import { helpText } from './help.ts';
import { list } from './list.ts';
import { commandOf, hasOption, readCommandLine, wantsJson } from './options.ts';
import { replay } from './replay.ts';
import { run } from './run.ts';

/** Runs one command. Never throws; what a user can cause ends as exit code 2 with a sentence on stderr. */
export async function cli(args: readonly string[], bench: Bench, io: Io): Promise<ExitCode> {
  try {
    return await dispatch(args, bench, io);
  } catch (error) {
    if (error instanceof InputError) {
      const told = namingOption(error, args);
      io.err(wantsJson(args) ? asJson(told) : `${told.message}\nSee: ${PROGRAM} help`);
      return EXIT.badInput;
    }
    const bug = bugOf(error);
    io.err(
      wantsJson(args) ? JSON.stringify({ error: bug }) : `This is a bug of the bench, not of your input.\n${bug.stack}`,
    );
    return EXIT.bug;
  }
}

async function dispatch(args: readonly string[], bench: Bench, io: Io): Promise<ExitCode> {
  const line = readCommandLine(args);
  const { command } = line;
  if (line.switches.includes('help') && command !== 'help') {
    io.out(helpText(bench, command));
    return EXIT.ok;
  }
  switch (command) {
    case 'help':
      io.out(helpText(bench, line.argument === undefined ? undefined : commandOf(line.argument)));
      return EXIT.ok;
    case 'list':
      return list(line, bench, io);
    case 'run':
      return await run(line, bench, io);
    case 'replay':
      return await replay(line, bench, io);
    case 'explore':
      return await exploreCommand(line, bench, io);
    case 'hindcast':
      return await hindcast(line, bench, io);
    case 'recall':
      return await recall(line, bench, io);
    case 'sweep':
      return await sweep(line, bench, io);
    case 'matrix':
      return await matrix(line, bench, io);
    case 'ablate':
      return await ablate(line, bench, io);
    case 'audit':
      return await audit(line, bench, io);
    case 'curve':
      return await curve(line, bench, io);
    default:
      return unreachable(command);
  }
}

/** What the simulator calls by its name is here the option that said it. */
function namingOption(error: InputError, args: readonly string[]): InputError {
  return hasOption(args, error.field) ? error.as(`--${error.field}`) : error;
}

function asJson({ field, found, expected }: InputError): string {
  return JSON.stringify({ error: { field, found: plain(found), expected } });
}

/** Whatever was thrown, as what an error says. Its stack is what a report of the bug needs. */
function bugOf(thrown: unknown): { readonly name: string; readonly message: string; readonly stack: string } {
  if (!(thrown instanceof Error)) return { name: 'Error', message: String(thrown), stack: String(thrown) };
  const { name, message, stack = message } = thrown;
  return { name, message, stack };
}

/** An InputError shows what it found as JSON; in JSON a text needs no second pair of quotes. */
function plain(found: string): string {
  try {
    const value: unknown = JSON.parse(found);
    return typeof value === 'string' ? value : found;
  } catch {
    return found;
  }
}
