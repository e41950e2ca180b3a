/**
 * Where the rooms meet for the command line: the batching logic is handed to the simulator, and everything that a
 * command needs is put into one object. Nothing else in this folder knows the batching logic.
 */
import { create, createBaseline, describe } from '../batching/index.ts';
import { claims } from '../scenarios/claims/index.ts';
import { hindcastVersions, knownFailures, scenarios } from '../scenarios/index.ts';
import { checks, judge } from '../sim/checks/index.ts';
import { checkAgainst, resolveInputs, run } from '../sim/index.ts';
import type { MeasuredRun, Subject } from '../sim/explore/index.ts';
import type { AppDescription } from '../sim/model/app.ts';
import { drawTrace } from '../sim/model/draw/index.ts';
import { assert } from '../sim/model/errors.ts';
import { expectedOutcome } from '../sim/model/expected.ts';
import type { Scenario } from '../sim/model/scenario.ts';
import type { Trace } from '../sim/model/trace.ts';
import type { Bench } from './bench.ts';
import { openPool } from './explore/pool.ts';
import { scenarioOf } from './linked.ts';

const app: AppDescription = describe();

/** Explored runs carry its name: it has no settings, constants or faults of its own. */
const base: Scenario = rapidBurst();

function rapidBurst(): Scenario {
  const scenario = scenarios.find(({ id }) => id === 'rapid-burst');
  assert(scenario !== undefined, 'there is a scenario rapid-burst');
  return scenario;
}

const webhook = app.routes.find(({ role }) => role === 'webhook');
assert(webhook !== undefined, 'the logic has a webhook');

export const subject: Subject = {
  app,
  base,
  settingsFor: (users) => ({ testUsers: users.join(',') }),
  create,
  createBaseline,
  webhook: webhook.path,
  readClock: () => Date.now(),
};

/** The run that an address names. Throws InputError where it names what does not exist. */
export async function simulateLink({ future, ...linked }: MeasuredRun): Promise<Trace> {
  const { variant, overrides } = linked;
  return await bench.simulate(resolveInputs(scenarioOf(linked, scenarios), variant, overrides, app).inputs, future);
}

export const bench: Bench = {
  scenarios,
  claims,
  app,
  simulate: async (inputs, future) => {
    // A saved trace may hold settings that this version does not know; the logic itself only throws at them.
    checkAgainst(inputs, app);
    return await run({ app: create(inputs.settings), baseline: createBaseline(inputs.settings), inputs, future });
  },
  judge,
  expectedOutcome: (id, expected) => {
    const check = checks.find((known) => known.id === id);
    assert(check !== undefined, `there is a check ${id}`);
    return expectedOutcome(expected, id, check.unlessListed);
  },
  draw: drawTrace,
  hindcastVersions,
  knownFailures,
  base: { scenario: base.id, variant: base.variants[0].id },
  openPool,
};
