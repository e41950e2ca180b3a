/** How figures are worded in verdicts and drawings, the same everywhere and in every locale. */

const SECOND_MS = 1_000;

/** A moment of virtual time: `+3.012 s`. */
export function moment(atMs: number): string {
  return `+${(atMs / SECOND_MS).toFixed(3)} s`;
}

/** A length of time, as short as it is exact to a tenth of a second: `40 s`, `1.5 s`. */
export function duration(ms: number): string {
  const tenths = Math.round(ms / 100) / 10;
  return `${Number.isInteger(tenths) ? tenths.toFixed(0) : tenths.toFixed(1)} s`;
}

/** `1 message`, `3 messages`. */
export function count(
  number: number,
  noun: string,
  plural = noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`,
): string {
  return `${number} ${number === 1 ? noun : plural}`;
}
