/**
 * A case: everything that decides one explored run, as plain data. It is what `resolveInputs` takes, with nothing left
 * to the scenario, so that a link, a command and a scenario file say it just as well.
 */
import { type Overrides, resolveInputs, run } from '../index.ts';
import type { App, AppDescription, Baseline } from '../model/app.ts';
import type { FaultInput, ProfileId, Scenario, TypedMessage, Values } from '../model/scenario.ts';
import type { RunInputs, Trace } from '../model/trace.ts';

export interface Case extends Required<Overrides> {
  readonly seed: number;
  readonly messages: readonly Required<TypedMessage>[];
  readonly policy: string;
  /** Settings of the logic that differ from the policy's. */
  readonly settings: Values;
  readonly profile: ProfileId;
  /** Constants of the services that differ from the profile's. */
  readonly constants: Values;
  readonly faults: readonly FaultInput[];
}

/** Of two cases that show the same the one with fewer faults says more, then that with fewer conditions, and messages. */
export function plainnessOf({ faults, constants, messages }: Case): number {
  return faults.length * 1_000 + Object.keys(constants).length * 20 + messages.length;
}

/** The code under test, as exploration needs it. */
export interface Subject {
  readonly app: AppDescription;
  /** Whose name the explored runs carry: a scenario without settings, constants or faults of its own. */
  readonly base: Scenario;
  /** The users whom the logic serves by default come first; further ones need what `settingsFor` gives. */
  readonly settingsFor: (users: readonly string[]) => Values;
  readonly create: (settings: Values) => App;
  readonly createBaseline: (settings: Values) => Baseline;
  /** The path of the webhook; the canary sits there. */
  readonly webhook: string;
  /** Reads the clock of whoever runs: in a run the instance's own. */
  readonly readClock: () => number;
}

/** Throws InputError where the case names what does not exist. */
export function inputsOf({ base, app }: Subject, explored: Case): RunInputs {
  return resolveInputs(base, undefined, explored, app).inputs;
}

/** Puts something between the platform and the code under test; the canary does. */
export type Wrap = (app: App) => App;

export async function runCase(subject: Subject, explored: Case, wrap: Wrap = (app) => app): Promise<Trace> {
  const inputs = inputsOf(subject, explored);
  const { settings } = inputs;
  return await run({ app: wrap(subject.create(settings)), baseline: subject.createBaseline(settings), inputs });
}
