/**
 * The words of a command line, checked: which command, its argument, its options. Everything that does not fit
 * is an InputError that names the option; nothing is guessed and nothing is ignored.
 */
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { InputError } from '../sim/model/errors.ts';
import { notAmong } from '../sim/model/expected-among.ts';
import { readWhole } from '../sim/model/typed.ts';

export const COMMANDS = [
  'list',
  'run',
  'replay',
  'explore',
  'hindcast',
  'recall',
  'sweep',
  'matrix',
  'ablate',
  'audit',
  'curve',
  'help',
] as const;
export type Command = (typeof COMMANDS)[number];

const OPTIONS = {
  variant: { type: 'string' },
  seed: { type: 'string' },
  policy: { type: 'string' },
  profile: { type: 'string' },
  set: { type: 'string', multiple: true },
  fault: { type: 'string', multiple: true },
  trace: { type: 'string' },
  link: { type: 'string' },
  runs: { type: 'string' },
  time: { type: 'string' },
  mode: { type: 'string' },
  seeds: { type: 'string' },
  users: { type: 'string' },
  workers: { type: 'string' },
  mitigations: { type: 'string' },
  calm: { type: 'boolean' },
  'until-found': { type: 'boolean' },
  resume: { type: 'string' },
  corpus: { type: 'string' },
  compare: { type: 'string' },
  examples: { type: 'string' },
  junit: { type: 'string' },
  vary: { type: 'string', multiple: true },
  typing: { type: 'string' },
  check: { type: 'string' },
  points: { type: 'string' },
  only: { type: 'string', multiple: true },
  all: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies NonNullable<ParseArgsConfig['options']>;

type OptionName = keyof typeof OPTIONS;

export const ALLOWED: Readonly<Record<Command, readonly OptionName[]>> = {
  list: ['json', 'help'],
  run: ['variant', 'seed', 'policy', 'profile', 'set', 'fault', 'link', 'trace', 'all', 'json', 'help'],
  replay: ['link', 'json', 'help'],
  explore: [
    'runs',
    'time',
    'seed',
    'policy',
    'mitigations',
    'set',
    'profile',
    'users',
    'mode',
    'fault',
    'calm',
    'until-found',
    'workers',
    'resume',
    'corpus',
    'compare',
    'examples',
    'junit',
    'json',
    'help',
  ],
  ablate: ['only', 'runs', 'seed', 'policy', 'profile', 'users', 'mode', 'fault', 'calm', 'workers', 'json', 'help'],
  audit: ['json', 'help'],
  curve: ['link', 'check', 'points', 'runs', 'workers', 'json', 'help'],
  sweep: ['vary', 'runs', 'seed', 'policy', 'profile', 'set', 'typing', 'calm', 'workers', 'json', 'help'],
  matrix: ['runs', 'seed', 'workers', 'json', 'help'],
  hindcast: ['runs', 'seed', 'seeds', 'policy', 'users', 'workers', 'json', 'help'],
  recall: ['runs', 'seed', 'seeds', 'users', 'workers', 'json', 'help'],
  help: ['help'],
};

/** What the one argument of a command is called; a command that is not here takes none. */
const ARGUMENT: Readonly<Partial<Record<Command, string>>> = { run: 'scenario', replay: 'file', help: 'command' };

export interface CommandLine {
  readonly command: Command;
  readonly argument: string | undefined;
  /** Options with a value, in the order given. */
  readonly values: readonly { readonly name: OptionName; readonly value: string }[];
  /** Options without a value. */
  readonly switches: readonly OptionName[];
}

/** Whether the errors of this command line are wanted in JSON: also where the rest of it cannot be read. */
export function wantsJson(args: readonly string[]): boolean {
  return hasOption(args, 'json');
}

/** Whether an option was typed, with its value or before it. */
export function hasOption(args: readonly string[], name: string): boolean {
  const end = args.indexOf('--');
  const option = `--${name}`;
  return (end === -1 ? args : args.slice(0, end)).some((word) => word === option || word.startsWith(`${option}=`));
}

/** Throws InputError. */
export function readCommandLine(args: readonly string[]): CommandLine {
  const { tokens } = parseArgs({
    args: [...args],
    options: OPTIONS,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const positionals = tokens.flatMap((token) => (token.kind === 'positional' ? [token.value] : []));
  const given = tokens.flatMap((token) => (token.kind === 'option' ? [token] : []));
  const helpOnly = positionals.length === 0 && given.some(({ name }) => name === 'help');
  const command = helpOnly ? 'help' : commandOf(positionals[0]);
  const values: { name: OptionName; value: string }[] = [];
  const switches: OptionName[] = [];
  for (const { name: written, rawName, value, inlineValue } of given) {
    const name = optionOf(written, rawName, command);
    const config: { readonly type: 'string' | 'boolean'; readonly multiple?: boolean } = OPTIONS[name];
    if (config.type === 'boolean') {
      if (value !== undefined) throw new InputError(rawName, value, 'no value');
      if (!switches.includes(name)) switches.push(name);
      continue;
    }
    if (value === undefined || (!inlineValue && value.startsWith('--')))
      throw new InputError(rawName, value, 'a value');
    if (config.multiple !== true && values.some((earlier) => earlier.name === name)) {
      throw new InputError(rawName, value, 'the option only once');
    }
    values.push({ name, value });
  }
  return { command, argument: argumentOf(command, positionals.slice(1)), values, switches };
}

export function commandOf(word: string | undefined): Command {
  const command = COMMANDS.find((known) => known === word);
  if (command === undefined) throw notAmong('command', word, COMMANDS);
  return command;
}

function optionOf(name: string, rawName: string, command: Command): OptionName {
  const option = ALLOWED[command].find((allowed) => allowed === name);
  if (option === undefined) {
    throw notAmong(
      'option',
      rawName,
      ALLOWED[command].map((allowed) => `--${allowed}`),
    );
  }
  return option;
}

function argumentOf(command: Command, words: readonly string[]): string | undefined {
  const name = ARGUMENT[command];
  if (name === undefined && words.length > 0)
    throw new InputError('argument', words[0], `no argument after ${command}`);
  if (words.length > 1) throw new InputError('argument', words[1], `one ${name ?? 'argument'} only`);
  return words[0];
}

/** The values of an option in the order given. */
export function valuesOf({ values }: Pick<CommandLine, 'values'>, name: OptionName): readonly string[] {
  return values.flatMap((given) => (given.name === name ? [given.value] : []));
}

export function valueOf(line: Pick<CommandLine, 'values'>, name: OptionName): string | undefined {
  return valuesOf(line, name)[0];
}

/** A whole number, where the option is given. Throws InputError. */
export function numberOf(
  line: Pick<CommandLine, 'values'>,
  name: OptionName,
  least: number,
  most: number,
): number | undefined {
  const text = valueOf(line, name);
  if (text === undefined) return undefined;
  return readWhole(`--${name}`, text, least, most);
}
