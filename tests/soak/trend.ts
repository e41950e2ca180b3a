/**
 * Whether a figure that is taken again and again grows. What a machine shared with others does to single figures is
 * much; what it does to the lower quartile of many is little. So the first part of them is held against the last.
 */

export interface Trend {
  /** Lower quartile of the first third, of the last third, and how much the one is of the other. */
  readonly early: number;
  readonly late: number;
  readonly lateOverEarly: number;
}

function lowerQuartile(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 4)] ?? Number.NaN;
}

/** `values` in the order in which they were taken; at least three. */
export function trendOf(values: readonly number[]): Trend {
  const third = Math.floor(values.length / 3);
  if (third === 0) throw new Error(`a trend of ${values.length} figures was asked for; it takes three at least`);
  const early = lowerQuartile(values.slice(0, third));
  const late = lowerQuartile(values.slice(-third));
  const rounded = (value: number): number => Number(value.toFixed(3));
  return { early: rounded(early), late: rounded(late), lateOverEarly: rounded(late / early) };
}
