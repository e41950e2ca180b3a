/** Plain JSON data. Everything that leaves a run, or enters one, is made of this. */
export type Json = Scalar | null | readonly Json[] | { readonly [key: string]: Json };

/** A value that a person can set: in a scenario, on the command line, in a form of the page. */
export type Scalar = string | number | boolean;

/** Whether a value is a JSON object (not an array, not null). */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What was read last; who sends a request and who serves it both look into its body. Nobody changes what he reads. */
const latest: { text: string; value: unknown }[] = [];
const MOST_LATEST = 8;
let next = 0;

/** JSON, or undefined where it is none: what the code under test sends may be malformed. */
export function parseJson(text: string): unknown {
  for (const held of latest) if (held.text === text) return held.value;
  const value = parsed(text);
  keepParsed(text, value);
  return value;
}

/** Who has just written a text that others will look into need not let them read it. */
export function keepParsed(text: string, value: unknown): void {
  latest[next] = { text, value };
  next = (next + 1) % MOST_LATEST;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
