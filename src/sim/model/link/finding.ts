/** Whether what a link says was found in its run (`found=answered/requeue-dropped`) still shows in the run of today. */
import { failuresOf, sentenceOf } from '../cause/index.ts';
import type { LinkedFinding } from './index.ts';
import type { Verdict } from '../verdict.ts';
import type { RunView } from '../view/index.ts';

/** `otherwise`: the check is broken, and not by that cause. */
export type Shows =
  | { readonly kind: 'as found' | 'holds' | 'inconclusive' }
  | { readonly kind: 'otherwise'; readonly patterns: readonly string[] };

/** What the run, of which these are the view and the verdicts, shows of it. */
export function showsOf({ check, pattern }: LinkedFinding, view: RunView, verdicts: readonly Verdict[]): Shows {
  const verdict = verdicts.find((each) => each.check === check);
  if (verdict === undefined) return { kind: 'inconclusive' };
  if (verdict.verdict !== 'broken') return { kind: verdict.verdict };
  const patterns: readonly string[] = failuresOf(view, [verdict]).map((failure) => failure.pattern);
  return patterns.includes(pattern) ? { kind: 'as found' } : { kind: 'otherwise', patterns };
}

/** A sentence without its end: `still there, answered is broken by requeue-dropped (a processor put the batch off, ...)`. */
export function tellShows({ check, pattern }: LinkedFinding, shows: Shows): string {
  switch (shows.kind) {
    case 'as found':
      return `still there, ${check} is broken by ${pattern} (${sentenceOf(pattern)})`;
    case 'otherwise': {
      const now = shows.patterns.length === 0 ? 'something else' : shows.patterns.join(', ');
      return `not there, ${check} is broken by ${now}, and not by ${pattern}`;
    }
    case 'holds':
      return `not there, ${check} holds`;
    case 'inconclusive':
      return `not known, ${check} could not be judged`;
  }
}
