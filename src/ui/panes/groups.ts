/** In which group of the list a scenario stands, and the order of the groups. */
import type { Scenario } from '../../sim/model/scenario.ts';

export const GROUPS = ['issues', 'summary', 'found', 'wire', 'history', 'recommended'] as const;
export type Group = (typeof GROUPS)[number];

export function groupOf(scenario: Scenario): Group {
  if (scenario.kind !== 'document') return scenario.kind;
  return scenario.reference.startsWith('issue') ? 'issues' : 'summary';
}
