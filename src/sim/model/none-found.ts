/** What a campaign shows that found nothing. Pure. */

interface Clean {
  readonly verdict: string;
  readonly runs: number;
  readonly plan: { readonly mode: string };
}

/** Modes in which every run is drawn by itself; a guided one chooses, an exhaustive one leaves nothing out. */
export const DRAWN_MODES: readonly string[] = ['random', 'pct'];

/**
 * Of runs that are drawn as these were, fewer than one in so many fail, at 95 %: the rule of three, 3 / runs (Hanley and
 * Lippman-Hand, JAMA 249, 1983: were it more, so many runs without a failure would come about one time in twenty at
 * most). Undefined where that cannot be said.
 */
export function failsFewerThanOneIn({ verdict, runs, plan: { mode } }: Clean): number | undefined {
  const oneIn = Math.floor(runs / 3);
  return verdict === 'none found' && DRAWN_MODES.includes(mode) && oneIn > 1 ? oneIn : undefined;
}
