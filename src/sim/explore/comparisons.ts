/**
 * Comparisons with the single tab: in exploration they are rates and no findings, since the two sides wait by different
 * rules. Of each is counted how many runs could be judged by it, and how many of those broke it.
 */
import { checks } from '../checks/index.ts';
import type { CheckId, Verdict } from '../model/verdict.ts';
import { DRAWN_MODES } from '../model/none-found.ts';
import type { Mode } from './plan.ts';
import { shareOf } from './statistics.ts';

const COMPARISONS: readonly CheckId[] = checks.filter(({ kind }) => kind === 'comparison').map(({ id }) => id);

/** What one run shows: of each comparison that could be judged, whether it is broken. */
export type BesideTab = Readonly<Partial<Record<CheckId, boolean>>>;

export interface Tally {
  readonly judged: number;
  readonly broken: number;
}

export type Tallies = Readonly<Partial<Record<CheckId, Tally>>>;

export interface ComparisonRate extends Tally {
  readonly check: CheckId;
  readonly share: number;
  /** Wilson's at 95 %; null where runs were not drawn one by one: then it is what it is in these. */
  readonly interval: readonly [number, number] | null;
}

export function comparedIn(verdicts: readonly Pick<Verdict, 'check' | 'verdict'>[]): BesideTab {
  const judged = verdicts.filter(({ check, verdict }) => COMPARISONS.includes(check) && verdict !== 'inconclusive');
  return Object.fromEntries(judged.map(({ check, verdict }) => [check, verdict === 'broken']));
}

/** With one more run. */
export function tallied(before: Tallies, compared: BesideTab): Tallies {
  const after = { ...before };
  for (const check of COMPARISONS) {
    const broken = compared[check];
    if (broken === undefined) continue;
    const { judged, broken: times } = before[check] ?? { judged: 0, broken: 0 };
    after[check] = { judged: judged + 1, broken: times + (broken ? 1 : 0) };
  }
  return after;
}

export function ratesOf(tallies: Tallies, mode: Mode): readonly ComparisonRate[] {
  return COMPARISONS.flatMap((check) => {
    const tally = tallies[check];
    if (tally === undefined) return [];
    const { share, interval } = shareOf(tally.broken, tally.judged);
    return [{ check, ...tally, share, interval: DRAWN_MODES.includes(mode) ? interval : null }];
  });
}
