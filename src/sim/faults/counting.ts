/** Which of the things that match: the nth and as many more, within an interval, each with a probability. */
import type { Random } from '../kernel/random.ts';

export interface Counting {
  readonly nth: number;
  /** 0: all that follow. */
  readonly count: number;
  readonly share?: number;
  readonly fromMs?: number;
  readonly toMs?: number;
}

/** To be asked about each thing that matches, in order. What is outside the interval does not count. */
export function counter(counting: Counting, random: Random): (atMs: number) => boolean {
  const { nth, count, share = 1, fromMs = 0, toMs = Number.POSITIVE_INFINITY } = counting;
  let seen = 0;
  return (atMs) => {
    if (atMs < fromMs || atMs >= toMs) return false;
    seen += 1;
    if (seen < nth || (count > 0 && seen >= nth + count)) return false;
    return share >= 1 || random.chance(share);
  };
}
