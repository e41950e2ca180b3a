/** What a run throws, as the page tells it. */
import { InputError } from '../../sim/model/errors.ts';
import type { Problem } from './protocol.ts';

export function problemOf(error: unknown): Problem {
  if (error instanceof InputError) {
    return { field: error.field, found: error.found, expected: error.expected, message: error.message };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { field: 'run', found: message, expected: 'a run that ends', message };
}
