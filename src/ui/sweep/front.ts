/**
 * What a sweep comes to: the combinations that nothing beats, and which of them one would choose. Pure.
 */
import type { Share, SweptRow } from '../worker/lab/protocol.ts';

/** Quicker is no virtue where nobody gets a reply. */
function replyOf({ replyMs: { median } }: SweptRow): number {
  return median ?? Infinity;
}

/** Those that are on the front by the sweep itself (docs/exploration.md, Rates); the quickest first. */
export function frontOf(rows: readonly SweptRow[]): readonly SweptRow[] {
  return rows.filter(({ front }) => front).toSorted((a, b) => replyOf(a) - replyOf(b) || a.wrong.share - b.wrong.share);
}

export interface Best {
  /** With which the least goes wrong; of equals the quickest. */
  readonly least: SweptRow;
  /** How many others may be as good: their intervals reach into its own. */
  readonly alike: number;
  readonly quickest: SweptRow;
}

export function bestOf(rows: readonly SweptRow[]): Best | undefined {
  const front = frontOf(rows);
  const [least] = front.toSorted((a, b) => a.wrong.share - b.wrong.share);
  const [quickest] = front;
  if (least === undefined || quickest === undefined) return undefined;
  const alike = rows.filter((row) => row !== least && row.wrong.interval[0] <= least.wrong.interval[1]).length;
  return { least, alike, quickest };
}

export const METRICS = ['wrong', 'split', 'stranded', 'twice', 'reply'] as const;
export type Metric = (typeof METRICS)[number];

/** Null where it is no share. */
export function shareOf(row: SweptRow, metric: Metric): Share | null {
  return metric === 'reply' ? null : row[metric];
}

/** How hot a cell is, from 0 to 1, beside the hottest; a sweep in which nothing goes wrong is cold. */
export function heatsOf(rows: readonly SweptRow[], metric: Metric): readonly number[] {
  const values = rows.map((row) => shareOf(row, metric)?.share ?? row.replyMs.median ?? Number.NaN);
  const known = values.filter((value) => Number.isFinite(value));
  const most = Math.max(...known, 0);
  const least = metric === 'reply' ? Math.min(...known, most) : 0;
  return values.map((value) => {
    if (!Number.isFinite(value)) return 1;
    return most === least ? 0 : (value - least) / (most - least);
  });
}
