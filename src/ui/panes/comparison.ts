/** The rows of the document's table, each with the scenarios whose runs decide it. */
import { aspects, claims } from '../../scenarios/claims/index.ts';
import type { Aspect } from '../../sim/model/claim.ts';

export interface ComparisonRow extends Aspect {
  readonly scenarios: readonly string[];
}

export const COMPARISON: readonly ComparisonRow[] = aspects.map((aspect) => {
  const decidedBy = claims.find(({ id }) => id === aspect.claim)?.predicts ?? [];
  return { ...aspect, scenarios: [...new Set(decidedBy.map(({ scenario }) => scenario))] };
});
