/** What the platform itself answers: in the place of a function, or of one that died. */
import type { WireAnswer } from '../../network/wire.ts';

/** The platform's own pages: a text that names the code. */
export function plain(status: number, code: string, sentence: string): WireAnswer {
  return {
    status,
    headers: { 'content-type': 'text/plain', 'x-vercel-error': code },
    body: `${sentence}\n\n${code}\n`,
  };
}

export const TIMED_OUT = plain(504, 'FUNCTION_INVOCATION_TIMEOUT', 'An error occurred with your deployment');

/** An error of that status as the platform words it: what a fault answers in a function's stead. */
export function platformError(status: number): WireAnswer {
  if (status === 504) return TIMED_OUT;
  return plain(
    status,
    status === 429 ? 'TOO_MANY_REQUESTS' : 'FUNCTION_INVOCATION_FAILED',
    'A server error has occurred',
  );
}
