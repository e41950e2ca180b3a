/** One mark for many verdicts. */
import type { Outcome } from '../../sim/model/verdict.ts';

/** Broken if anything is, else holds if anything does, else not judged. */
export function markOf(verdicts: readonly { readonly verdict: Outcome }[]): Outcome {
  if (verdicts.some(({ verdict }) => verdict === 'broken')) return 'broken';
  return verdicts.some(({ verdict }) => verdict === 'holds') ? 'holds' : 'inconclusive';
}
