/**
 * A node's own clock: virtual time as that node sees it. Offset and drift are what makes clocks disagree;
 * a step is an offset that begins at some moment; jitter is drawn by the fault that asks for it.
 */

/** Virtual time 0 as a wall clock: a moment in the week when the pipeline's history was written. */
export const EPOCH_MS = Date.UTC(2025, 10, 27, 12, 0, 0);

const MILLION = 1_000_000;

export class NodeClock {
  #offsetMs = 0;
  #driftPpm = 0;
  #driftSinceMs = 0;
  #jitter: (() => number) | undefined;

  /** Milliseconds of the Unix epoch by this clock, whole as `Date.now()` gives them. */
  read(nowMs: number): number {
    return Math.floor(this.exact(nowMs) + (this.#jitter?.() ?? 0));
  }

  /** The same with fractions and without jitter, for `performance.now()`. */
  exact(nowMs: number): number {
    return EPOCH_MS + nowMs + this.#offsetMs + ((nowMs - this.#driftSinceMs) * this.#driftPpm) / MILLION;
  }

  /** Moves the clock by so many milliseconds, from now on. */
  step(byMs: number): void {
    this.#offsetMs += byMs;
  }

  /** From now on the clock runs fast (positive) or slow, in parts per million; what it has gathered stays. */
  drift(ppm: number, nowMs: number): void {
    this.#offsetMs += ((nowMs - this.#driftSinceMs) * this.#driftPpm) / MILLION;
    this.#driftSinceMs = nowMs;
    this.#driftPpm = ppm;
  }

  /** Every reading is off by what this gives, in milliseconds. */
  jitter(draw: () => number): void {
    this.#jitter = draw;
  }
}
