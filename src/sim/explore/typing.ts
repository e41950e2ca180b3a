/**
 * A model of how people type, for questions of rate: a conversation is some messages of one user, and each gap is drawn
 * from a distribution. The distribution is chosen, not measured: half of the gaps are under 1.4 s, one in four is over
 * 2.6 s, one in a hundred is half a minute or more. A file of real gaps takes its place.
 */
import { randomStream } from '../kernel/random.ts';
import type { TypedMessage } from '../model/scenario.ts';

/** A gap in milliseconds for a share from 0 to 1. */
export type Gaps = (share: number) => number;

/** Share, and the gap below which that share of all gaps lies; between them it is a straight line. */
const QUANTILES = [
  [0, 150],
  [0.25, 700],
  [0.5, 1_400],
  [0.75, 2_600],
  [0.9, 6_000],
  [0.97, 15_000],
  [0.99, 30_000],
  [1, 120_000],
] as const;

export const modelledGaps: Gaps = (share) => {
  const above = QUANTILES.findIndex(([at]) => at >= share);
  const [toShare, toMs] = QUANTILES[Math.max(1, above)] ?? QUANTILES[QUANTILES.length - 1] ?? [1, 0];
  const [fromShare, fromMs] = QUANTILES[Math.max(1, above) - 1] ?? [0, 0];
  return Math.round(fromMs + ((share - fromShare) / (toShare - fromShare)) * (toMs - fromMs));
};

/** Each of the measured gaps is as likely as the others. */
export function measuredGaps(gapsMs: readonly number[]): Gaps {
  return (share) => gapsMs[Math.min(gapsMs.length - 1, Math.floor(share * gapsMs.length))] ?? 0;
}

const MESSAGES = 6;
/** Where in a bucket of the clock a conversation begins. */
const LATEST_START_MS = 15_000;

/** The conversation of that number: the same for every setting that is compared. */
export function typedConversation(
  gaps: Gaps,
  user: string,
  seed: number,
  number: number,
): readonly Required<TypedMessage>[] {
  const random = randomStream(seed, `typing/${number}`);
  let atMs = random.below(LATEST_START_MS);
  return Array.from({ length: MESSAGES }, (_, i) => {
    if (i > 0) atMs += gaps(random.share());
    return { atMs, text: `message ${i + 1}`, user };
  });
}
