/** Durations and moments as QStash reads them: `3s`, `2h30m`, `6m5s`, `Sun, 27 Jun 2024 12:16:24 GMT`. */

const UNIT_MS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};
const WHOLE = /^(?:\d+(?:\.\d+)?(?:[nuµm]s|[smhd]))+$/;
const PART = /(\d+(?:\.\d+)?)([nuµm]s|[smhd])/g;

/** Most are one number and one unit. */
const ONE = /^(\d+)(ms|[smhd])$/;

/** Milliseconds, or undefined where the text is no duration. */
export function parseDurationMs(text: string): number | undefined {
  const one = ONE.exec(text);
  if (one !== null) return Number(one[1]) * (UNIT_MS[one[2] ?? ''] ?? 0);
  if (!WHOLE.test(text)) return undefined;
  let totalMs = 0;
  for (const [, count, unit] of text.matchAll(PART)) totalMs += Number(count) * (UNIT_MS[unit ?? ''] ?? 0);
  return Math.round(totalMs);
}

/** Whole seconds (`10`) or a duration (`6m5s`). Milliseconds, or undefined. */
export function parseSecondsOrDurationMs(text: string): number | undefined {
  return /^\d+$/.test(text) ? Number(text) * 1_000 : parseDurationMs(text);
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const RFC1123 = /^[A-Z][a-z]{2}, (\d{2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) GMT$/;
const DAY_MS = 86_400_000;
const DAYS_TO_1970 = 719_468;

/** How long it is till then from that moment of the Unix epoch, 0 where it is past; undefined: no such answer. */
export function parseRetryAfterMs(text: string, clockMs: number): number | undefined {
  const [, day, month = '', year, hours, minutes, seconds] = RFC1123.exec(text) ?? [];
  if (day === undefined) return parseSecondsOrDurationMs(text);
  const days = daysSince1970(Number(year), MONTHS.indexOf(month) + 1, Number(day));
  const dateMs = days * DAY_MS + ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1_000;
  return Math.max(0, dateMs - clockMs);
}

/** In the Gregorian calendar, counted in years that begin in March. */
function daysSince1970(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const leaps = Math.floor(shifted / 4) - Math.floor(shifted / 100) + Math.floor(shifted / 400);
  return shifted * 365 + leaps + ofYear - DAYS_TO_1970;
}
