/**
 * A node's own clock: virtual time as that node sees it. Offset and drift are what makes clocks disagree; a step is an
 * offset that begins at some moment. Jitter is a function of virtual time: whoever reads the clock, and how often,
 * changes nothing.
 */

/** Virtual time 0 as a wall clock: a moment in the week when the pipeline's history was written. */
export const EPOCH_MS = Date.UTC(2025, 10, 27, 12, 0, 0);

const MILLION = 1_000_000;

interface Drift {
  readonly ppm: number;
  readonly sinceMs: number;
}

export class NodeClock {
  #offsetMs = 0;
  #drifts: readonly Drift[] | undefined;
  #jitter: ((nowMs: number) => number) | undefined;

  /** Milliseconds of the Unix epoch by this clock, whole as `Date.now()` gives them. */
  read(nowMs: number): number {
    return Math.floor(this.exact(nowMs) + (this.#jitter === undefined ? 0 : this.#jitter(nowMs)));
  }

  /** The same with fractions and without jitter, for `performance.now()`. */
  exact(nowMs: number): number {
    const ms = EPOCH_MS + nowMs + this.#offsetMs;
    return this.#drifts === undefined ? ms : ms + gained(this.#drifts, nowMs);
  }

  /** Moves the clock by so many milliseconds, from now on. */
  step(byMs: number): void {
    this.#offsetMs += byMs;
  }

  /** From that moment on the clock runs fast (positive) or slow, in parts per million; several add up. */
  drift(ppm: number, sinceMs: number): void {
    this.#drifts = [...(this.#drifts ?? []), { ppm, sinceMs }];
  }

  /** At each moment the reading is off by what this gives, in milliseconds; several add up. */
  jitter(offMs: (nowMs: number) => number): void {
    const before = this.#jitter;
    this.#jitter = before === undefined ? offMs : (nowMs) => before(nowMs) + offMs(nowMs);
  }
}

function gained(drifts: readonly Drift[], nowMs: number): number {
  return drifts.reduce((ms, { ppm, sinceMs }) => ms + (Math.max(0, nowMs - sinceMs) * ppm) / MILLION, 0);
}
