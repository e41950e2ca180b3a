/** A link on the command line: the run that it names, with its scenario, whether that is of the list or travels in the link. */
import { type LinkedRun, readRunLink, type RecordedRun } from '../sim/model/link.ts';
import { asScenario } from '../sim/model/own-scenario.ts';
import { notAmong } from '../sim/model/expected-among.ts';
import type { Scenario } from '../sim/model/scenario.ts';
import type { Bench } from './bench.ts';

export interface OpenedLink {
  readonly run: RecordedRun;
  readonly scenario: Scenario;
}

/** Throws InputError for what does not fit. */
export async function openLink(address: string, { scenarios }: Pick<Bench, 'scenarios'>): Promise<OpenedLink> {
  const run = await readRunLink(address, scenarios);
  return { run, scenario: scenarioOf(run, scenarios) };
}

/** Throws InputError where nobody knows the scenario. */
export function scenarioOf({ scenario: id, own }: LinkedRun, scenarios: readonly Scenario[]): Scenario {
  const scenario = own === undefined ? scenarios.find((known) => known.id === id) : asScenario(own);
  if (scenario === undefined)
    throw notAmong(
      'scenario',
      id,
      scenarios.map((known) => known.id),
    );
  return scenario;
}
