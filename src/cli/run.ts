/** `run`: one variant of one scenario, or with `--all` every variant of every scenario. */
import { resolve } from 'node:path';
import { type Overrides, type Resolved, resolveInputs } from '../sim/index.ts';
import { InputError } from '../sim/model/errors.ts';
import { notAmong } from '../sim/model/expected-among.ts';
import type { FaultInput, Scenario } from '../sim/model/scenario.ts';
import type { RunInputs } from '../sim/model/trace.ts';
import { traceInPieces } from '../sim/model/trace-file/pieces.ts';
import { type Bench, type ExitCode, type Io } from './bench.ts';
import { type CommandLine, valueOf, valuesOf } from './options.ts';
import { asSet, asTyped, readFaults, readSeed, readSettings } from './overrides.ts';
import { exitCodeOf, type Expected, type FinishedRun, runAndJudge } from './report.ts';
import { ofLink, openLink, type OpenedLink } from './linked.ts';
import { boundText, runAsText, summaryOf } from './text.ts';

const NONE: readonly FaultInput[] = [];

export async function run(line: CommandLine, bench: Bench, io: Io): Promise<ExitCode> {
  return line.switches.includes('all') ? await runAll(line, bench, io) : await runOne(line, bench, io);
}

async function runOne(line: CommandLine, bench: Bench, io: Io): Promise<ExitCode> {
  const link = await linkOf(line, bench);
  const scenario = link?.scenario ?? findScenario(bench, line.argument);
  const variant = link?.run.variant ?? valueOf(line, 'variant');
  const typed = line.values.map(({ name }) => name);
  const told = <T>(act: () => Promise<T>): Promise<T> => (link === undefined ? act() : ofLink(act, typed));
  const prepared = await told(async () => prepare(line, bench, scenario, variant, link?.run.overrides));
  // Nothing is expected of an own scenario: nobody said what should be seen. A run that options change is not the recorded one.
  const nothing = link?.run.own !== undefined;
  const recorded = changesTheRun(line) ? [] : (link?.run.recorded ?? []);
  const file = valueOf(line, 'trace');
  if (file !== undefined) io.checkFile(file, '--trace');
  const expected = nothing ? null : prepared.expected;
  const beside = { recorded, found: link?.run.found ?? null };
  const finished = await told(() => prepared.naming(() => runAndJudge(bench, prepared.inputs, expected, beside)));
  if (line.switches.includes('json')) io.out(JSON.stringify(finished.report, null, 2));
  else io.out(runAsText(scenario, finished, bench.draw(finished.trace), repeated(line)));
  if (file !== undefined) {
    io.writePieces(file, asLine(traceInPieces(finished.trace)), '--trace');
    io.err(`Trace written to ${resolve(file)}`);
  }
  if (finished.trace.end.reason === 'bound') io.err(`The run was ended by ${boundText(finished.trace)}.`);
  return exitCodeOf([finished]);
}

function* asLine(pieces: Iterable<string>): Generator<string, void> {
  yield* pieces;
  yield '\n';
}

function changesTheRun({ values }: CommandLine): boolean {
  return values.some(({ name }) => ['seed', 'policy', 'profile', 'set', 'fault'].includes(name));
}

async function runAll(line: CommandLine, bench: Bench, io: Io): Promise<ExitCode> {
  if (line.argument !== undefined) throw new InputError('scenario', line.argument, 'no scenario beside --all');
  for (const name of ['variant', 'trace', 'link'] as const) {
    const value = valueOf(line, name);
    if (value !== undefined) throw new InputError(`--${name}`, value, 'none beside --all');
  }
  // All inputs first: what cannot run is refused before anything has run.
  const all = bench.scenarios.flatMap((scenario) =>
    scenario.variants.map((variant) => prepare(line, bench, scenario, variant.id)),
  );
  const finished: FinishedRun[] = [];
  for (const { inputs, expected, naming } of all) {
    finished.push(await naming(() => runAndJudge(bench, inputs, expected)));
  }
  if (line.switches.includes('json'))
    io.out(
      JSON.stringify(
        finished.map(({ report }) => report),
        null,
        2,
      ),
    );
  else io.out(summaryOf(finished, repeated(line)));
  for (const { report, trace } of finished) {
    if (trace.end.reason === 'bound') io.err(`${report.id} / ${report.variant} was ended by ${boundText(trace)}.`);
  }
  return exitCodeOf(finished);
}

/** What the page's address says, where `--link` gives one: then it names the scenario and the variant. */
async function linkOf(line: CommandLine, bench: Bench): Promise<OpenedLink | undefined> {
  const address = valueOf(line, 'link');
  if (address === undefined) return undefined;
  if (line.argument !== undefined) throw new InputError('scenario', line.argument, 'no scenario beside --link');
  const variant = valueOf(line, 'variant');
  if (variant !== undefined) throw new InputError('--variant', variant, 'none beside --link');
  return await openLink(address, bench);
}

function findScenario({ scenarios }: Bench, id: string | undefined): Scenario {
  const scenario = scenarios.find((known) => known.id === id);
  if (scenario === undefined)
    throw notAmong(
      'scenario',
      id,
      scenarios.map((known) => known.id),
    );
  return scenario;
}

interface Prepared {
  readonly inputs: RunInputs;
  readonly expected: Expected;
  /** What is refused on the way is called as it was typed. */
  readonly naming: <T>(act: () => Promise<T>) => Promise<T>;
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
  linked: Overrides = {},
): Prepared {
  const seed = valueOf(line, 'seed');
  const first: Overrides = { ...linked, ...(seed === undefined ? {} : { seed: readSeed(seed) }) };
  const plain = resolveInputs(scenario, variantId, first, bench.app);
  const changed = overridesOf(line, bench, plain);
  const overrides: Overrides = {
    ...first,
    ...changed,
    // What a link sets beside what is typed stays.
    settings: { ...first.settings, ...changed.settings },
    constants: { ...first.constants, ...changed.constants },
  };
  const typed = (error: unknown): unknown =>
    error instanceof InputError
      ? asTyped(asSet(error, valuesOf(line, 'set')), overrides.faults ?? NONE, plain.inputs.faults)
      : error;
  try {
    const { inputs, variant, own } = resolveInputs(scenario, plain.variant.id, overrides, bench.app);
    const naming: Prepared['naming'] = (act) => act().catch((error: unknown) => Promise.reject(typed(error)));
    return { inputs, expected: own ? variant.expected : null, naming };
  } catch (error) {
    throw typed(error);
  }
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

/** The options that change the run, as typed; variant and seed are always told, where no link tells them. */
function repeated(line: CommandLine): readonly string[] {
  const untold = valueOf(line, 'link') === undefined ? ['variant', 'seed', 'trace'] : ['trace'];
  return line.values.flatMap(({ name, value }) => (untold.includes(name) ? [] : [`--${name}`, value]));
}
