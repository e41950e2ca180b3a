/** So many in each second, or each UTC day, by QStash's own clock. */

/** What is used up: how many there were, and when (Unix seconds) there is room again. */
export interface Spent {
  readonly limit: number;
  readonly resetS: number;
}

export class Allowance {
  #period = -1;
  #used = 0;

  /** Counts one more in that period; gives the limit where there is no room. */
  spend(limit: number, period: number, periodMs: number): Spent | undefined {
    if (period !== this.#period) {
      this.#period = period;
      this.#used = 0;
    }
    if (this.#used >= limit) return { limit, resetS: ((period + 1) * periodMs) / 1_000 };
    this.#used += 1;
    return undefined;
  }
}
