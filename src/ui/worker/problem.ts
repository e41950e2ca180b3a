/** What a run throws, as the page tells it. */
import { InputError } from '../../sim/model/errors.ts';
import type { Problem } from './protocol.ts';

/** `within`: what stands before the field of an input, where it is not one of the page's own forms. */
export function problemOf(error: unknown, within = ''): Problem {
  if (error instanceof InputError) {
    return { field: `${within}${error.field}`, found: error.found, expected: error.expected, message: error.message };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { field: 'run', found: message, expected: 'a run that ends', message };
}
