/** A link on the command line: the run that it names, with its scenario, whether that is of the list or travels in the link. */
import { type LinkedRun, readRunLink, type OpenedRun } from '../sim/model/link/index.ts';
import { asScenario } from '../sim/model/own-scenario.ts';
import { InputError } from '../sim/model/errors.ts';
import { notAmong } from '../sim/model/expected-among.ts';
import type { Scenario } from '../sim/model/scenario.ts';
import type { Bench } from './bench.ts';

export interface OpenedLink {
  readonly run: OpenedRun;
  readonly scenario: Scenario;
}

/** Throws InputError for what does not fit, as `ofLink` names it. */
export async function openLink(address: string, { scenarios }: Pick<Bench, 'scenarios'>): Promise<OpenedLink> {
  return await ofLink(async () => {
    const run = await readRunLink(address, scenarios);
    return { run, scenario: scenarioOf(run, scenarios) };
  });
}

/** What is refused on the way came with the link, `--link: faults[0]`, but for what was `typed` as an option beside it. */
export async function ofLink<T>(act: () => Promise<T>, typed: readonly string[] = []): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof InputError) || error.field.startsWith('--') || typed.includes(error.field)) throw error;
    const field = error.field.replace(/^link\./, '').replaceAll(/\.(\d+)(?=\.|$)/g, '[$1]');
    throw error.as(`--link: ${field}`);
  }
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
