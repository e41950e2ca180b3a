/**
 * Finds what lies in a stretch of time without looking at everything: stretches are kept by their length, each length
 * sorted by its start, so that one long bar does not make every search begin at the start of the run.
 */

export interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}

interface Level<T extends Stretch> {
  /** No stretch of this level is longer. */
  longestMs: number;
  readonly items: T[];
}

export interface Spans<T extends Stretch> {
  readonly levels: readonly Level<T>[];
  readonly count: number;
}

const SHORTEST_MS = 1;
const RATIO = 8;

/** Builds the index. Within a level the order given is kept for equal starts. */
export function spansOf<T extends Stretch>(items: readonly T[]): Spans<T> {
  const levels: Level<T>[] = [];
  for (const item of items) {
    const index = levelOf(item.toMs - item.fromMs);
    while (levels.length <= index) levels.push({ longestMs: 0, items: [] });
    const level = levels[index];
    if (level === undefined) continue;
    level.items.push(item);
    level.longestMs = Math.max(level.longestMs, item.toMs - item.fromMs);
  }
  for (const { items: sorted } of levels) sorted.sort((a, b) => a.fromMs - b.fromMs);
  return { levels: levels.filter((level) => level.items.length > 0), count: items.length };
}

function levelOf(lengthMs: number): number {
  let level = 0;
  for (let limit = SHORTEST_MS; limit < lengthMs && level < 24; limit *= RATIO) level += 1;
  return level;
}

export interface Reach extends Stretch {
  /** Levels without anything as long as this are left out altogether. */
  readonly shortestMs?: number;
}

/** Calls `visit` for everything that touches the stretch; it stops when `visit` gives false. Long ones come first. */
export function visitSpans<T extends Stretch>(
  spans: Spans<T>,
  { fromMs, toMs, shortestMs = 0 }: Reach,
  visit: (item: T) => boolean | undefined,
): void {
  for (let index = spans.levels.length - 1; index >= 0; index -= 1) {
    const level = spans.levels[index];
    if (level === undefined || level.longestMs < shortestMs) continue;
    for (let at = firstFrom(level.items, fromMs - level.longestMs); at < level.items.length; at += 1) {
      const item = level.items[at];
      if (item === undefined || item.fromMs > toMs) break;
      if (item.toMs >= fromMs && visit(item) === false) return;
    }
  }
}

/** How many begin in the stretch, or in reach of it: an upper bound, found without visiting them. */
export function countSpans<T extends Stretch>(spans: Spans<T>, fromMs: number, toMs: number): number {
  let count = 0;
  for (const { items, longestMs } of spans.levels) {
    count += firstFrom(items, toMs + Number.EPSILON) - firstFrom(items, fromMs - longestMs);
  }
  return count;
}

/** Position of the first that starts at that time or later. */
function firstFrom<T extends Stretch>(items: readonly T[], ms: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((items[middle]?.fromMs ?? Infinity) < ms) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Position of the first time that is not earlier, in ascending times. */
export function firstNotBefore(times: Float64Array, ms: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] ?? Infinity) < ms) low = middle + 1;
    else high = middle;
  }
  return low;
}
