/** What a variant expects of a check: what it lists, and for the rest what the check says of itself. */
import type { CheckId, Outcome } from './verdict.ts';
import type { Variant } from './scenario.ts';

/** `unlessListed` is the check's own: `holds` for most, `inconclusive` for those that judge only what seldom happens. */
export function expectedOutcome(expected: Variant['expected'], check: CheckId, unlessListed: Outcome): Outcome {
  return expected[check] ?? unlessListed;
}
