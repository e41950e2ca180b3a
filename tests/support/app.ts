/** Where the rooms meet for tests: the batching logic handed to the simulator. */
import { create, createBaseline, describe } from '../../src/batching/index.ts';
import { scenarios } from '../../src/scenarios/index.ts';
import { type Overrides, resolveInputs, run, type RunOptions } from '../../src/sim/index.ts';
import type { Scenario, Variant } from '../../src/sim/model/scenario.ts';
import type { RunInputs, Trace } from '../../src/sim/model/trace.ts';

const app = describe();

export interface Case {
  readonly scenario: Scenario;
  readonly variant: Variant;
  readonly name: string;
}

/** Every variant of every scenario. */
export const cases: readonly Case[] = scenarios.flatMap((scenario) =>
  scenario.variants.map((variant) => ({ scenario, variant, name: `${scenario.id} / ${variant.id}` })),
);

/** Those that somebody thought about. Of what exploration wrote nothing is demanded that is written by hand. */
export const handWritten: readonly Case[] = cases.filter(({ scenario }) => scenario.kind !== 'explored');

export function findScenario(id: string): Scenario {
  const scenario = scenarios.find((candidate) => candidate.id === id);
  if (scenario === undefined) throw new Error(`no scenario ${id}`);
  return scenario;
}

/** The options of a run of these inputs with the real logic. */
export function optionsFor(inputs: RunInputs): RunOptions {
  return { app: create(inputs.settings), baseline: createBaseline(inputs.settings), inputs };
}

export function inputsOf(scenario: Scenario, variant?: string, overrides: Overrides = {}): RunInputs {
  return resolveInputs(scenario, variant, overrides, app).inputs;
}

/** Runs a scenario by its id. */
export async function play(id: string, variant?: string, overrides: Overrides = {}): Promise<Trace> {
  return run(optionsFor(inputsOf(findScenario(id), variant, overrides)));
}
