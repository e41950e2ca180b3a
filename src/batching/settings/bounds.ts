/** Largest values, used by several topics. */
export const HOUR_MS = 3_600_000;
/** More than the 48 h for which Messenger may send a webhook again. */
export const WEEK_MS = 604_800_000;
