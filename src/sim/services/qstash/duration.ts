/** Durations as QStash writes them: `3s`, `2h30m`, `1d`. */

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const WHOLE = /^(?:\d+(?:ms|[smhd]))+$/;
const PART = /(\d+)(ms|[smhd])/g;

/** Most are one number and one unit. */
const ONE = /^(\d+)(ms|[smhd])$/;

/** Milliseconds, or undefined where the text is no duration. */
export function parseDurationMs(text: string): number | undefined {
  const one = ONE.exec(text);
  if (one !== null) return Number(one[1]) * (UNIT_MS[one[2] ?? ''] ?? 0);
  if (!WHOLE.test(text)) return undefined;
  let totalMs = 0;
  for (const [, count, unit] of text.matchAll(PART)) totalMs += Number(count) * (UNIT_MS[unit ?? ''] ?? 0);
  return totalMs;
}

/** `Retry-After` as QStash reads it: whole seconds (`10`) or a duration (`6m5s`). Milliseconds, or undefined. */
export function parseRetryAfterMs(text: string): number | undefined {
  return /^\d+$/.test(text) ? Number(text) * 1_000 : parseDurationMs(text);
}
