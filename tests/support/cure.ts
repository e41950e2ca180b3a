/** A run that breaks a check, and what makes the check hold again. */
import { judge } from '../../src/sim/checks/index.ts';
import type { Overrides } from '../../src/sim/index.ts';
import type { CheckId } from '../../src/sim/model/verdict.ts';
import { play } from './app.ts';

export interface Cure {
  readonly name: string;
  readonly scenario: string;
  readonly variant: string;
  readonly check: CheckId;
  /** What is changed on both sides, where the scenario as it stands does not show it. */
  readonly given?: Overrides;
  readonly by: Overrides;
}

export async function verdictOf({ scenario, variant, check, given = {} }: Cure, by: Overrides): Promise<string> {
  const settings = { ...given.settings, ...by.settings };
  const trace = await play(scenario, variant, { ...given, ...by, settings });
  const verdict = judge(trace).find((judged) => judged.check === check);
  return verdict === undefined ? 'no such check' : verdict.verdict;
}
