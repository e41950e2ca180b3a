/** Marks in one row with their words beside them, so that none covers another: right of the mark, left, or not at all. */
export interface Wanted<T> {
  readonly item: T;
  /** The middle of the mark, in pixels from the left. */
  readonly x: number;
  /** Of its words. */
  readonly width: number;
  /** Whether its words come before those of others. */
  readonly first: boolean;
}

export interface PlacedInRow<T> {
  readonly item: T;
  readonly x: number;
  readonly side: 'left' | 'right' | null;
}

const MARK_HALF = 7;
const GAP = 4;

export function placeInRow<T>(wanted: readonly Wanted<T>[], rowWidth: number): readonly PlacedInRow<T>[] {
  /** Marks keep their places, whatever words want. */
  const taken: [from: number, to: number][] = wanted.map(({ x }) => [x - MARK_HALF, x + MARK_HALF]);
  const free = (from: number, to: number, own: number): boolean =>
    from >= 0 && to <= rowWidth && taken.every(([a, b], at) => at === own || to <= a || from >= b);
  const sides = new Map<number, 'left' | 'right'>();
  const order = wanted.map((_, at) => at).toSorted((a, b) => Number(wanted[b]?.first) - Number(wanted[a]?.first));
  for (const at of order) {
    const mark = wanted[at];
    if (mark === undefined) continue;
    const reach = MARK_HALF + mark.width + GAP;
    for (const side of ['right', 'left'] as const) {
      const [from, to] = side === 'right' ? [mark.x + MARK_HALF, mark.x + reach] : [mark.x - reach, mark.x - MARK_HALF];
      if (!free(from, to, at)) continue;
      taken.push([from, to]);
      sides.set(at, side);
      break;
    }
  }
  return wanted.map(({ item, x }, at) => ({ item, x, side: sides.get(at) ?? null }));
}
