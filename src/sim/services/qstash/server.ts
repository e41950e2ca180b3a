/**
 * QStash's REST API, version 2, as `@upstash/qstash` speaks it: publish, enqueue and dead letters. Everything else is refused
 * with a sentence that names it.
 */
import type { Json } from '../../model/json.ts';
import { json, type Served, type WireAnswer, type WireRequest } from '../service.ts';
import { QSTASH_TOKEN } from './constants.ts';
import { readOrder } from './publish.ts';
import type { Spent } from './allowance.ts';
import type { DeadLetter, QStash } from './service.ts';

const PUBLISH = '/v2/publish/';
const ENQUEUE = /^\/v2\/enqueue\/([^/]+)\/(.*)$/;
const DLQ = '/v2/dlq';
const DLQ_RETRY = '/v2/dlq/retry';

/** An error as the vendor words it. */
export function qstashError(status: number, error: string, headers: Readonly<Record<string, string>> = {}): WireAnswer {
  return json(status, { error }, headers);
}

interface Address {
  readonly path: string;
  readonly query: string;
}

/** Cut by hand: the destination of a publish stands raw in the path, query included. */
function addressOf(url: string): Address {
  const start = url.indexOf('/', url.indexOf('://') + 3);
  const whole = start === -1 ? '/' : url.slice(start);
  const mark = whole.startsWith(PUBLISH) || ENQUEUE.test(whole) ? -1 : whole.indexOf('?');
  return mark === -1 ? { path: whole, query: '' } : { path: whole.slice(0, mark), query: whole.slice(mark + 1) };
}

export function operationOf(request: WireRequest): string {
  const { path } = addressOf(request.url);
  if (path.startsWith(PUBLISH)) return 'publish';
  if (ENQUEUE.test(path)) return 'enqueue';
  if (path.startsWith(DLQ_RETRY)) return 'retry dead letter';
  if (path.startsWith(DLQ)) return request.method === 'DELETE' ? 'delete dead letter' : 'dead letters';
  return `${request.method} ${path}`;
}

/** The client tells the limits of a day and of a second by their headers. */
function limitHeaders(prefix: '' | 'burst-', { limit, resetS }: Spent): Readonly<Record<string, string>> {
  return {
    [`${prefix}ratelimit-limit`]: String(limit),
    [`${prefix}ratelimit-remaining`]: '0',
    [`${prefix}ratelimit-reset`]: String(resetS),
  };
}

export function handle(qstash: QStash, request: WireRequest): Served {
  if (request.headers['authorization'] !== `Bearer ${QSTASH_TOKEN}`) {
    return { answer: qstashError(401, 'unable to authenticate: invalid token'), facts: { refused: 'wrong token' } };
  }
  const { path, query } = addressOf(request.url);
  if (path.startsWith(PUBLISH) && request.method === 'POST')
    return publish(qstash, path.slice(PUBLISH.length), request);
  const [, queue, destination] = ENQUEUE.exec(path) ?? [];
  if (queue !== undefined && destination !== undefined && request.method === 'POST')
    return publish(qstash, destination, request, queue);
  const burst = qstash.burst();
  if (burst !== undefined) {
    const error = `Exceeded burst rate limit. limit: ${burst.limit}`;
    return { answer: qstashError(429, error, limitHeaders('burst-', burst)), facts: { refused: 'burst limit' } };
  }
  if (path === DLQ_RETRY || path.startsWith(`${DLQ_RETRY}/`)) return retryDeadLetters(qstash, path, query, request);
  if (path === DLQ || path.startsWith(`${DLQ}/`)) return deadLetters(qstash, path, query, request);
  return notSimulated(request);
}

function publish(qstash: QStash, destination: string, request: WireRequest, queue?: string): Served {
  const read = readOrder(destination, request, queue);
  if (read.kind === 'refused') return { answer: qstashError(read.status, read.error), facts: { refused: read.error } };
  const spent = qstash.spendQuota();
  if (spent !== undefined) {
    const error = `Exceeded daily rate limit. limit: ${spent.limit}`;
    return { answer: qstashError(429, error, limitHeaders('', spent)), facts: { refused: 'daily quota' } };
  }
  const { messageId, deduplicated, facts, patch } = qstash.publish(read.order);
  const answer = deduplicated ? json(202, { messageId, deduplicated: true }) : json(200, { messageId });
  return { answer, facts, patch };
}

function deadLetters(qstash: QStash, path: string, query: string, request: WireRequest): Served {
  const chosen = select(qstash, path.slice(DLQ.length + 1), query);
  if (chosen === undefined) return notSimulated(request);
  const single = path.length > DLQ.length + 1;
  if (single && chosen.length === 0) return { answer: qstashError(404, 'message not found') };
  if (request.method === 'DELETE') {
    const { deleted, patch } = qstash.discard(chosen.map(({ dlqId }) => dlqId));
    return { answer: json(200, { deleted }), facts: { deleted }, patch };
  }
  if (request.method !== 'GET') return notSimulated(request);
  const shown = chosen.map(shownLetter);
  return { answer: json(200, single ? (shown[0] ?? null) : { messages: shown }) };
}

function retryDeadLetters(qstash: QStash, path: string, query: string, request: WireRequest): Served {
  const id = path.slice(DLQ_RETRY.length + 1);
  const chosen = select(qstash, id, query);
  if (chosen === undefined || request.method !== 'POST') return notSimulated(request);
  if (id !== '' && chosen.length === 0) return { answer: qstashError(404, 'message not found') };
  const revived = chosen.flatMap(({ dlqId }) => qstash.revive(dlqId) ?? []);
  const responses = revived.map(({ messageId }) => ({ messageId }));
  return {
    answer: json(200, id === '' ? { responses } : (responses[0] ?? null)),
    facts: { revived: revived.map(({ messageId }) => messageId) },
    patch: revived.flatMap(({ patch }) => patch),
  };
}

/** The dead letters that a path and a query name; undefined where the query has a filter that is not simulated. */
function select(qstash: QStash, id: string, query: string): readonly DeadLetter[] | undefined {
  const wanted = new URLSearchParams(query);
  for (const name of wanted.keys()) if (!['dlqIds', 'count', 'url', 'messageId'].includes(name)) return undefined;
  const ids = [...(id === '' ? [] : [id]), ...wanted.getAll('dlqIds')];
  const url = wanted.get('url');
  const messageId = wanted.get('messageId');
  const fitting = qstash.deadLetters.filter(
    ({ dlqId, message }) =>
      (ids.length === 0 || ids.includes(dlqId)) &&
      (url === null || message.order.url === url) &&
      (messageId === null || message.id === messageId),
  );
  const count = wanted.get('count');
  return count === null ? fitting : fitting.slice(0, Number(count));
}

function shownLetter({ dlqId, message, status, answer }: DeadLetter): Json {
  const { url, method, body, headers } = message.order;
  return {
    dlqId,
    messageId: message.id,
    url,
    method,
    header: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
    body,
    maxRetries: message.retries,
    createdAt: message.createdAtClockMs,
    responseStatus: status,
    responseBody: answer,
  };
}

function notSimulated({ method, url }: WireRequest): Served {
  const error = `not simulated: ${method} ${url}`;
  return { answer: qstashError(501, error), facts: { refused: error } };
}
