/** Times as the text of a service's constant lists them: the service keeps to them, and verdicts reckon with them. */

/** Whole milliseconds, separated by commas; an empty text lists none. Undefined where it is no such list. */
export function readListOfMs(text: string): readonly number[] | undefined {
  const given = text.trim();
  if (given === '') return [];
  const times = given.split(',').map((time) => time.trim());
  return times.every((time) => /^\d+$/.test(time)) ? times.map(Number) : undefined;
}
