/** `run`: one variant of one scenario, or with `--all` every variant of every scenario. */
import { type Overrides, type Resolved, resolveInputs } from '../sim/index.ts';
import { InputError } from '../sim/model/errors.ts';
import type { Scenario } from '../sim/model/scenario.ts';
import type { RunInputs } from '../sim/model/trace.ts';
import { type Bench, type ExitCode, type Io } from './bench.ts';
import type { CommandLine } from './options.ts';
import { readFaults, readSeed, readSettings } from './overrides.ts';
import { exitCodeOf, type Expected, type FinishedRun, runAndJudge } from './report.ts';
import { runAsText, summaryOf } from './text.ts';

export async function run(line: CommandLine, bench: Bench, io: Io): Promise<ExitCode> {
  return line.switches.includes('all') ? await runAll(line, bench, io) : await runOne(line, bench, io);
}

async function runOne(line: CommandLine, bench: Bench, io: Io): Promise<ExitCode> {
  const scenario = findScenario(bench, line.argument);
  const { inputs, expected } = prepare(line, bench, scenario, valueOf(line, 'variant'));
  const finished = await runAndJudge(bench, inputs, expected);
  const file = valueOf(line, 'trace');
  if (file !== undefined) io.writeFile(file, `${JSON.stringify(finished.trace)}\n`);
  if (line.switches.includes('json')) io.out(JSON.stringify(finished.report, null, 2));
  else io.out(runAsText(scenario, finished, bench.draw(finished.trace), repeated(line)));
  return exitCodeOf([finished]);
}

async function runAll(line: CommandLine, bench: Bench, io: Io): Promise<ExitCode> {
  if (line.argument !== undefined) throw new InputError('scenario', line.argument, 'no scenario beside --all');
  for (const name of ['variant', 'trace'] as const) {
    const value = valueOf(line, name);
    if (value !== undefined) throw new InputError(`--${name}`, value, 'none beside --all');
  }
  // All inputs first: what cannot run is refused before anything has run.
  const all = bench.scenarios.flatMap((scenario) =>
    scenario.variants.map((variant) => prepare(line, bench, scenario, variant.id)),
  );
  const finished: FinishedRun[] = [];
  for (const { inputs, expected } of all) finished.push(await runAndJudge(bench, inputs, expected));
  if (line.switches.includes('json'))
    io.out(
      JSON.stringify(
        finished.map(({ report }) => report),
        null,
        2,
      ),
    );
  else io.out(summaryOf(finished, repeated(line)));
  return exitCodeOf(finished);
}

function findScenario({ scenarios }: Bench, id: string | undefined): Scenario {
  const scenario = scenarios.find((known) => known.id === id);
  if (scenario === undefined)
    throw new InputError('scenario', id, `one of ${scenarios.map((known) => known.id).join(', ')}`);
  return scenario;
}

/**
 * The inputs of a run, and what is expected of it: nothing where an option made it another run than the
 * scenario's own. An option that says what the scenario says anyway changes nothing.
 */
function prepare(
  line: CommandLine,
  bench: Bench,
  scenario: Scenario,
  variantId: string | undefined,
): { readonly inputs: RunInputs; readonly expected: Expected } {
  const seed = valueOf(line, 'seed');
  const seedOnly: Overrides = seed === undefined ? {} : { seed: readSeed(seed) };
  const plain = resolveInputs(scenario, variantId, seedOnly, bench.app);
  const overrides = { ...seedOnly, ...overridesOf(line, bench, plain) };
  const { inputs, variant, own } = resolveInputs(scenario, plain.variant.id, overrides, bench.app);
  return { inputs, expected: own ? variant.expected : null };
}

function overridesOf(line: CommandLine, bench: Bench, own: Resolved): Overrides {
  const policy = valueOf(line, 'policy');
  const profile = valueOf(line, 'profile');
  const faults = valuesOf(line, 'fault');
  return {
    ...(policy === undefined ? {} : { policy }),
    ...(profile === undefined ? {} : { profile }),
    ...readSettings(valuesOf(line, 'set'), bench.app),
    ...(faults.length === 0 ? {} : { faults: readFaults(faults, own.inputs.faults) }),
  };
}

type Values = CommandLine['values'];

function valuesOf({ values }: { readonly values: Values }, name: Values[number]['name']): readonly string[] {
  return values.flatMap((given) => (given.name === name ? [given.value] : []));
}

function valueOf(line: CommandLine, name: Values[number]['name']): string | undefined {
  return valuesOf(line, name)[0];
}

/** The options that change the run, as typed; scenario, variant and seed are always told. */
function repeated({ values }: CommandLine): readonly string[] {
  return values.flatMap(({ name, value }) => (['variant', 'seed', 'trace'].includes(name) ? [] : [`--${name}`, value]));
}
