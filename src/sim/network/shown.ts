/** What a trace shows of a request: nothing that differs from host to host, and no secret. */
import type { WireHeaders } from '../model/trace.ts';

/** Headers that a trace shows: the others hold versions of the client's host. */
const SHOWN_HEADERS = new Set([
  'content-type',
  'retry-after',
  'upstash-deduplication-id',
  'upstash-delay',
  'upstash-not-before',
  'upstash-retries',
  'upstash-retried',
  'upstash-message-id',
  'upstash-timeout',
  'upstash-flow-control-key',
  'upstash-flow-control-value',
  'upstash-nonretryable-error',
  'x-should-retry',
]);

/** Services answer with a few sets of headers again and again, all of which are shown: those are not copied. */
export function shownHeaders(headers: WireHeaders): WireHeaders {
  if (areShown(headers)) return headers;
  const shown: Record<string, string> = {};
  for (const name in headers) if (SHOWN_HEADERS.has(name)) shown[name] = headers[name] ?? '';
  return shown;
}

function areShown(headers: WireHeaders): boolean {
  for (const name in headers) if (!SHOWN_HEADERS.has(name)) return false;
  return true;
}
