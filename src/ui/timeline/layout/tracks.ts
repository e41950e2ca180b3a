/** Bars that overlap in time go on tracks of their own: each takes the first that is free. */

/** A lane does not grow without end: what finds no free track shares the last. */
export const MOST_TRACKS = 6;

export class Tracks {
  readonly #busyUntilMs: number[] = [];
  #used = 1;

  /** The track for a bar. Bars must come in the order in which they start. */
  take(fromMs: number, toMs: number): number {
    let track = this.#busyUntilMs.findIndex((until) => until <= fromMs);
    if (track === -1) track = Math.min(this.#busyUntilMs.length, MOST_TRACKS - 1);
    this.#busyUntilMs[track] = Math.max(this.#busyUntilMs[track] ?? 0, toMs);
    this.#used = Math.max(this.#used, track + 1);
    return track;
  }

  get count(): number {
    return this.#used;
  }
}
