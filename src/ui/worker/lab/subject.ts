/** Where the rooms meet for the laboratory: the code under test, as exploration needs it, and any run that an address names. */
import { create, createBaseline, describe } from '../../../batching/index.ts';
import { scenarios } from '../../../scenarios/index.ts';
import type { LinkBase, MeasuredRun, Subject } from '../../../sim/explore/index.ts';
import { resolveInputs, run } from '../../../sim/index.ts';
import { assert } from '../../../sim/model/errors.ts';
import { notAmong } from '../../../sim/model/expected-among.ts';
import type { Trace } from '../../../sim/model/trace.ts';

const app = describe();
/** Explored runs carry its name: it has no settings, constants or faults of its own. */
const plain = scenarios.find(({ id }) => id === 'rapid-burst');
assert(plain !== undefined, 'there is a scenario rapid-burst');
const webhook = app.routes.find(({ role }) => role === 'webhook');
assert(webhook !== undefined, 'the logic has a webhook');

export const subject: Subject = {
  app,
  base: plain,
  settingsFor: (users) => ({ testUsers: users.join(',') }),
  create,
  createBaseline,
  webhook: webhook.path,
  readClock: () => Date.now(),
};

export const base: LinkBase = { scenario: plain.id, variant: plain.variants[0].id };

/** Throws InputError where it names what does not exist. */
export async function simulate({ scenario: id, variant, overrides, future }: MeasuredRun): Promise<Trace> {
  const scenario = scenarios.find((known) => known.id === id);
  if (scenario === undefined)
    throw notAmong(
      'scenario',
      id,
      scenarios.map((known) => known.id),
    );
  const { inputs } = resolveInputs(scenario, variant, overrides, app);
  const { settings } = inputs;
  return await run({ app: create(settings), baseline: createBaseline(settings), inputs, future });
}
