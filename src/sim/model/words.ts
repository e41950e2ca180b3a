/** How figures are worded in verdicts and drawings, the same everywhere and in every locale. */

const SECOND_MS = 1_000;

/** A moment of virtual time: `+3.012 s`. */
export function moment(atMs: number): string {
  return `+${(atMs / SECOND_MS).toFixed(3)} s`;
}

const MINUTE_MS = 60 * SECOND_MS;

/** A length of time as one says it: `90 ms`, `1.25 s`, `2 min 5 s`, `1 h 0 min 23.6 s`. */
export function duration(ms: number): string {
  const size = Math.abs(ms);
  if (size < SECOND_MS) return `${trimmed(ms, 1)} ms`;
  if (size < 2 * MINUTE_MS) return `${trimmed(ms / SECOND_MS, 2)} s`;
  // Rounded first, so that no part of it comes to sixty.
  const tenths = Math.round(size / 100);
  const [hours, minutes, seconds] = [Math.floor(tenths / 36_000), Math.floor(tenths / 600) % 60, (tenths % 600) / 10];
  const parts = [
    ...(hours > 0 ? [`${hours} h`] : []),
    ...(minutes > 0 || (hours > 0 && seconds > 0) ? [`${minutes} min`] : []),
    ...(seconds > 0 ? [`${seconds} s`] : []),
  ];
  return `${ms < 0 ? '-' : ''}${parts.join(' ')}`;
}

function trimmed(value: number, digits: number): string {
  return String(Number(value.toFixed(digits)));
}

/** `1 message`, `3 messages`. */
export function count(
  number: number,
  noun: string,
  plural = noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`,
): string {
  return `${number} ${number === 1 ? noun : plural}`;
}

/** `1 of 3 messages`: what is picked out of, in the plural; of a single one `The message`. */
export function partOf(part: number, whole: number, noun: string): string {
  return part === 1 && whole === 1 ? `The ${noun}` : `${part} of ${whole} ${noun}s`;
}

/** `All 3 messages`; of a single one `The message`. */
export function all(number: number, noun: string): string {
  return number === 1 ? `The ${noun}` : `All ${count(number, noun)}`;
}

/** `was` for one, `were` for any other number. */
export function were(number: number): 'was' | 'were' {
  return number === 1 ? 'was' : 'were';
}
