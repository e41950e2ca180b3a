/** The door of QStash: delayed, deduplicated, retried and signed delivery of messages over HTTP. */
import type { ServiceKind } from '../service.ts';
import { QSTASH_CONSTANTS } from './constants.ts';
import { handle, operationOf, qstashError } from './server.ts';
import { QStash } from './service.ts';

export { CURRENT_SIGNING_KEY, NEXT_SIGNING_KEY, QSTASH_TOKEN } from './constants.ts';

export const qstash: ServiceKind<typeof QSTASH_CONSTANTS> = {
  id: 'qstash',
  role: 'qstash',
  label: 'QStash',
  origins: ['https://qstash.upstash.io'],
  constants: QSTASH_CONSTANTS,
  operation: operationOf,
  words: ['publish', 'enqueue', 'dead', 'letter', 'letters', 'retry', 'delete'],
  errorOf: (status) => qstashError(status, status === 429 ? 'rate limit exceeded' : 'internal server error'),
  create: (host) => {
    const service = new QStash(host);
    return { handle: (request) => handle(service, request) };
  },
};
