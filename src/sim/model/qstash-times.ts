/** Times that QStash publishes: the simulated one keeps them, and verdicts and causes reckon with them. */

/**
 * Waits before retry 1, 2, 3, ... in milliseconds: min(86,400, e^(2.5 n)) s, written down, since `Math.exp` may differ
 * in its last digit between engines. Every further one is the last. Source: Upstash docs, features/retry.
 */
const BACK_OFF_MS = [12_182, 148_413, 1_808_042, 22_026_466] as const;
const LONGEST_BACK_OFF_MS = 86_400_000;

/** The wait before retry `n`, counted from 1, in milliseconds. */
export function backOffMs(n: number): number {
  return BACK_OFF_MS[n - 1] ?? LONGEST_BACK_OFF_MS;
}

/** A signature is good from the second in which it is made on, for five minutes. Source: Upstash docs, features/security. */
export const SIGNATURE_LIFE_S = 300;
