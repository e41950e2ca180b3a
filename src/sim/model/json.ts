/** Plain JSON data. Everything that leaves a run, or enters one, is made of this. */
export type Json = Scalar | null | readonly Json[] | { readonly [key: string]: Json };

/** A value that a person can set: in a scenario, on the command line, in a form of the page. */
export type Scalar = string | number | boolean;

/** Whether a value is a JSON object (not an array, not null). */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
