/** Figures of many runs: shares with the interval in which they lie, and quantiles. */

export interface Share {
  readonly share: number;
  /** Wilson's interval at 95 %: it holds for shares near 0 and 1 and for few runs, too. */
  readonly interval: readonly [number, number];
}

/** Of what belongs together, as the bursts of one conversation, so many. */
export interface Part {
  readonly count: number;
  readonly of: number;
}

/** The quantile of the normal distribution that leaves 2.5 % on either side. */
const Z = 1.96;

/** Where each was drawn by itself. */
export function shareOf(count: number, of: number): Share {
  if (of === 0) return { share: 0, interval: [0, 1] };
  return { share: round(count / of), interval: wilson(count / of, of) };
}

/**
 * Where they were drawn by parts, and those of one part fare alike: they tell less than as many that were drawn one by
 * one. Wilson's interval over the effective number: so many, over the design effect (docs/exploration.md, Rates).
 */
export function shareOfParts(parts: readonly Part[]): Share {
  const count = total(parts, (part) => part.count);
  const of = total(parts, (part) => part.of);
  if (of === 0) return { share: 0, interval: [0, 1] };
  return { share: round(count / of), interval: wilson(count / of, of / designEffect(parts)) };
}

/**
 * By how much the variance of the share (of a ratio, over the parts) is larger than if each had been drawn by itself:
 * from 1 to what it is where each part is a single unit, which is the size of the part in which one of them lies, on
 * average. Few counted ones say little about whether they come together. So two parts of that size are added, one of
 * which is counted as a whole and one not at all: where nothing else was counted, each part is a single unit.
 */
function designEffect(parts: readonly Part[]): number {
  const size = total(parts, ({ of }) => of * of) / total(parts, ({ of }) => of);
  const more = [...parts.filter(({ of }) => of > 0), { count: size, of: size }, { count: 0, of: size }];
  const of = total(more, (part) => part.of);
  const p = total(more, ({ count }) => count) / of;
  const between = total(more, (part) => (part.count - p * part.of) ** 2) * (more.length / (more.length - 1));
  return Math.min(size, Math.max(1, between / (of * p * (1 - p))));
}

/**
 * How likely it is that the share rises from `before` of so many to `after` of as many, or further, where chance alone
 * decides which of them are counted: Fisher's exact test, one-sided.
 */
export function riseByChance(before: number, after: number, of: number): number {
  const both = before + after;
  const [least, most] = [Math.max(0, both - of), Math.min(both, of)];
  const middle = Math.floor(both / 2);
  // How likely each split is beside the most likely one, which is the even one.
  let [all, asGreat] = [0, 0];
  const add = (later: number, likely: number): void => {
    all += likely;
    if (later >= after) asGreat += likely;
  };
  const step = (later: number): number => ((both - later) * (of - later)) / ((later + 1) * (of - both + later + 1));
  let likely = 1;
  for (let later = middle; later <= most; later += 1) {
    add(later, likely);
    likely *= step(later);
  }
  likely = 1;
  for (let later = middle - 1; later >= least; later -= 1) {
    likely /= step(later);
    add(later, likely);
  }
  return asGreat / all;
}

function total(parts: readonly Part[], figure: (part: Part) => number): number {
  return parts.reduce((sum, part) => sum + figure(part), 0);
}

function wilson(p: number, of: number): readonly [number, number] {
  const square = Z * Z;
  const middle = p + square / (2 * of);
  const spread = Z * Math.sqrt((p * (1 - p)) / of + square / (4 * of * of));
  const whole = 1 + square / of;
  const clipped = (value: number): number => round(Math.min(1, Math.max(0, value)));
  return [clipped((middle - spread) / whole), clipped((middle + spread) / whole)];
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

/** The smallest value that is not below that share of all; null where there is none. */
export function quantile(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? null;
}
