/** What went wrong, in the three parts that the page shows. */
import { InputError } from '../../sim/model/errors.ts';
import { WorkerProblem } from '../worker/client.ts';
import type { Problem } from '../worker/protocol.ts';

/** Whether it is about what the browser keeps, or should keep, of what somebody made. */
export function isOfStorage({ field }: Problem): boolean {
  return field.startsWith('storage') || field.startsWith('stored');
}

export function problemOf(error: unknown, field = 'page'): Problem {
  if (error instanceof WorkerProblem) return error.problem;
  if (error instanceof InputError) {
    return { field: error.field, found: error.found, expected: error.expected, message: error.message };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { field, found: message, expected: 'no error', message };
}
