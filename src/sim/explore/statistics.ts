/** Figures of many runs: shares with the interval in which they lie, and quantiles. */

export interface Share {
  readonly share: number;
  /** Wilson's interval at 95 %: it holds for shares near 0 and 1 and for few runs, too. */
  readonly interval: readonly [number, number];
}

/** The quantile of the normal distribution that leaves 2.5 % on either side. */
const Z = 1.96;

export function shareOf(count: number, of: number): Share {
  if (of === 0) return { share: 0, interval: [0, 1] };
  const p = count / of;
  const square = Z * Z;
  const middle = p + square / (2 * of);
  const spread = Z * Math.sqrt((p * (1 - p)) / of + square / (4 * of * of));
  const whole = 1 + square / of;
  const clipped = (value: number): number => round(Math.min(1, Math.max(0, value)));
  return { share: round(p), interval: [clipped((middle - spread) / whole), clipped((middle + spread) / whole)] };
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

/** The smallest value that is not below that share of all; null where there is none. */
export function quantile(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? null;
}
