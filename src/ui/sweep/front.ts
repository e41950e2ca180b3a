/**
 * What a sweep comes to: the combinations that nothing beats in both what goes wrong and how long a reply takes, and
 * which of them one would choose. Pure.
 */
import type { Share, SweptRow } from '../worker/lab/protocol.ts';

/** Quicker is no virtue where nobody gets a reply. */
function replyOf({ replyMs: { median } }: SweptRow): number {
  return median ?? Infinity;
}

/** Those for which no other is as good in both and better in one; the quickest first. */
export function frontOf(rows: readonly SweptRow[]): readonly SweptRow[] {
  return rows
    .filter((row) => !rows.some((other) => beats(other, row)))
    .toSorted((a, b) => replyOf(a) - replyOf(b) || a.wrong.share - b.wrong.share);
}

function beats(one: SweptRow, other: SweptRow): boolean {
  const [wrong, reply] = [one.wrong.share - other.wrong.share, replyOf(one) - replyOf(other)];
  return wrong <= 0 && reply <= 0 && (wrong < 0 || reply < 0);
}

/** Whether another that is no slower may go wrong as little: only chance tells them apart. */
export function isWithinChance(row: SweptRow, rows: readonly SweptRow[]): boolean {
  return rows.some(
    (other) => other !== row && replyOf(other) <= replyOf(row) && other.wrong.interval[0] <= row.wrong.interval[1],
  );
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
  const least = front.at(-1);
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
