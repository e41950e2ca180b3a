/**
 * Errors as OpenAI words them, for its own refusals and for faults. Source: the API's error reference; the shape is
 * what `openai` reads.
 */
import { json, type WireAnswer } from '../service.ts';

export interface ModelError {
  readonly status: number;
  readonly message: string;
  readonly type: string;
  readonly code?: string;
  readonly param?: string;
}

export function openaiError(error: ModelError, headers: Readonly<Record<string, string>> = {}): WireAnswer {
  const { status, message, type, code = null, param = null } = error;
  return json(status, { error: { message, type, param, code } }, headers);
}

/** Too many requests; the client obeys `retry-after` (seconds) without an upper bound. */
export function rateLimited(retryAfterS?: number): WireAnswer {
  const error = {
    status: 429,
    message: 'Rate limit reached for requests',
    type: 'requests',
    code: 'rate_limit_exceeded',
  };
  return openaiError(error, retryAfterS === undefined ? {} : { 'retry-after': String(retryAfterS) });
}

/** The account is out of money: a 429 as well, so that the client tries again in vain. */
export function insufficientQuota(): WireAnswer {
  const message = 'You exceeded your current quota, please check your plan and billing details.';
  return openaiError({ status: 429, message, type: 'insufficient_quota', code: 'insufficient_quota' });
}

export function serverError(status = 500): WireAnswer {
  return openaiError({
    status,
    message: 'The server had an error while processing your request. Sorry about that!',
    type: 'server_error',
  });
}
