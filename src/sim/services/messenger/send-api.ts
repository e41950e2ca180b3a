/**
 * Reads a request to the Send API and words its errors. There is no idempotency key: the same request twice is two
 * replies. Sources: Send API reference, error codes of the Messenger platform.
 */
import { isRecord, parseJson } from '../../model/json.ts';
import { json, type WireAnswer, type WireRequest } from '../service.ts';
import { LONGEST_TEXT, PAGE_ACCESS_TOKEN, PAGE_ID } from './constants.ts';

export type SendRequest =
  | { readonly kind: 'text'; readonly user: string; readonly text: string; readonly metadata: string | undefined }
  /** The dots of "typing", or "seen": nothing that stays. */
  | { readonly kind: 'action'; readonly user: string; readonly action: string }
  | { readonly kind: 'refused'; readonly answer: WireAnswer; readonly reason: string };

/** An error as the Graph API words it; `code` and `subcode` are the vendor's. */
export interface GraphError {
  readonly status: number;
  readonly code: number;
  readonly subcode?: number;
  readonly message: string;
  readonly type?: string;
}

export function graphError({ status, code, subcode, message, type = 'OAuthException' }: GraphError): WireAnswer {
  const sub = subcode === undefined ? {} : { error_subcode: subcode };
  return json(status, { error: { message, type, code, ...sub, fbtrace_id: 'A0simulatedTrace' } });
}

/**
 * Errors of Messenger's own that a fault puts in the place of an answer: 613 for too many calls, 1200 and 2 for what is
 * down for a while. Which HTTP status they come with is not published.
 */
export function errorOf(status: number): WireAnswer {
  if (status === 429)
    return graphError({ status, code: 613, message: '(#613) Calls to this api have exceeded the rate limit.' });
  if (status < 500) return graphError({ status, code: 100, message: '(#100) Invalid parameter' });
  if (status === 503)
    return graphError({
      status,
      code: 1_200,
      message: '(#1200) Temporary send message failure. Please try again later.',
    });
  return graphError({ status, code: 2, message: 'Service temporarily unavailable' });
}

export const OUTSIDE_WINDOW: GraphError = {
  status: 400,
  code: 10,
  subcode: 2_018_278,
  message: '(#10) This message is sent outside of allowed window.',
};
export const NO_SUCH_USER: GraphError = {
  status: 400,
  code: 100,
  subcode: 2_018_001,
  message: '(#100) No matching user found',
};
/** The user has blocked the page, or left: the vendor does not say which. */
export const UNAVAILABLE: GraphError = {
  status: 400,
  code: 551,
  subcode: 1_545_041,
  message: "(#551) This person isn't available right now.",
};
const WRONG_TOKEN: GraphError = {
  status: 400,
  code: 190,
  message: 'Invalid OAuth access token - Cannot parse access token',
};
/** Members of a body whose meaning is simulated. */
const SIMULATED = new Set([
  'recipient', 'recipient.id', 'messaging_type', 'message', 'message.text', 'message.metadata', 'sender_action',
  'access_token',
]); // prettier-ignore
const ACTIONS = ['typing_on', 'typing_off', 'mark_seen'];
const TYPES = ['RESPONSE', 'UPDATE'];
const PATH = /^https:\/\/[^/]+(?:\/v\d+\.\d+)?\/([^/?]+)\/messages(?:\?(.*))?$/;

export function isSend(request: WireRequest): boolean {
  return request.method === 'POST' && PATH.test(request.url);
}

export function readSend(request: WireRequest): SendRequest {
  const [, page = '', query = ''] = PATH.exec(request.url) ?? [];
  if (request.method !== 'POST' || page === '') {
    return refused({ status: 400, code: 2_500, message: `Not simulated: ${request.method} ${request.url}` });
  }
  const parsed = parseJson(request.body);
  if (!isRecord(parsed)) return invalid('The request body is not a JSON object.');
  if (tokenOf(request, query, parsed) !== PAGE_ACCESS_TOKEN) return refused(WRONG_TOKEN);
  if (page !== 'me' && page !== PAGE_ID) {
    return invalid(`Unsupported post request. Object with ID '${page}' does not exist, or is no page of this token.`);
  }
  return read(parsed);
}

/** The first member that is not simulated, as `message.attachment`; undefined where there is none. */
function strangerIn(body: Readonly<Record<string, unknown>>): string | undefined {
  const { recipient, message } = body;
  return strangerOf(body, '') ?? strangerOf(recipient, 'recipient.') ?? strangerOf(message, 'message.');
}

function strangerOf(part: unknown, within: string): string | undefined {
  if (!isRecord(part)) return undefined;
  for (const name of Object.keys(part)) if (!SIMULATED.has(`${within}${name}`)) return `${within}${name}`;
  return undefined;
}

function read(body: Readonly<Record<string, unknown>>): SendRequest {
  const stranger = strangerIn(body);
  if (stranger !== undefined) return invalid(`(#100) Not simulated: ${stranger} in ${JSON.stringify(body)}`);
  const recipient = body['recipient'];
  const user: unknown = isRecord(recipient) ? recipient['id'] : undefined;
  if (typeof user !== 'string' || user === '')
    return invalid('(#100) Param recipient must be an object with the id of a user.');
  const type = body['messaging_type'] ?? 'RESPONSE';
  if (!TYPES.some((known) => known === type))
    return invalid(`(#100) Param messaging_type must be one of {RESPONSE, UPDATE}; found ${JSON.stringify(type)}`);
  const action = body['sender_action'];
  if (typeof action === 'string' && body['message'] === undefined) {
    return ACTIONS.includes(action)
      ? { kind: 'action', user, action }
      : invalid(`(#100) Param sender_action must be one of {${ACTIONS.join(', ')}}`);
  }
  const message = body['message'];
  const text: unknown = isRecord(message) ? message['text'] : undefined;
  if (!isRecord(message) || typeof text !== 'string') return invalid('(#100) Not simulated: a message without a text.');
  if (text === '') return invalid('(#100) Message cannot be empty, must provide valid attachment or text');
  if (Array.from(text).length > LONGEST_TEXT) {
    return invalid(`(#100) Length of param message[text] must be less than or equal to ${LONGEST_TEXT}`);
  }
  const metadata = message['metadata'];
  return { kind: 'text', user, text, metadata: typeof metadata === 'string' ? metadata : undefined };
}

const TOKEN = /(?:^|&)access_token=([^&%+]*)(?:&|$)/;

/** Cut by hand where nothing in it is escaped: that costs a tenth of reading the query. */
function tokenIn(query: string): string | null {
  return TOKEN.exec(query)?.[1] ?? new URLSearchParams(query).get('access_token');
}

function tokenOf(request: WireRequest, query: string, body: Readonly<Record<string, unknown>>): unknown {
  const bearer = /^Bearer (.+)$/.exec(request.headers['authorization'] ?? '')?.[1];
  return bearer ?? tokenIn(query) ?? body['access_token'];
}

function invalid(message: string): SendRequest {
  return refused({ status: 400, code: 100, message });
}

function refused(error: GraphError): SendRequest {
  return { kind: 'refused', answer: graphError(error), reason: error.message };
}
