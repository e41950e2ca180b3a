/** OpenAI's wire: chat completions as the `openai` client asks for them. Everything else is refused with its name. */
import { isRecord, keepParsed, parseJson } from '../../model/json.ts';
import { json, type Served, type ServiceHost, type WireRequest } from '../service.ts';
import { OPENAI_API_KEY, type OPENAI_CONSTANTS } from './constants.ts';
import { type ModelError, openaiError } from './errors.ts';
import type { Model } from './service.ts';

const CHAT = /^https:\/\/[^/]+\/v1\/chat\/completions$/;
const ID_LENGTH = 29;
/** A rough rule of the vendor's: a token is about four characters. */
const CHARACTERS_A_TOKEN = 4;
const ROLES = ['system', 'developer', 'user', 'assistant', 'tool', 'function'];

/** Parameters that change nothing about an answer of this model. */
const TAKEN = new Set([
  'model', 'messages', 'stream', 'temperature', 'top_p', 'max_tokens', 'max_completion_tokens', 'presence_penalty',
  'frequency_penalty', 'seed', 'stop', 'user', 'metadata', 'store', 'reasoning_effort', 'verbosity', 'service_tier',
  'safety_identifier', 'prompt_cache_key', 'logit_bias',
]); // prettier-ignore

interface Message {
  readonly role: string;
  readonly text: string;
}

type ReadChat =
  | { readonly kind: 'chat'; readonly model: string; readonly messages: readonly Message[] }
  | { readonly kind: 'refused'; readonly error: ModelError };

export function operationOf(request: WireRequest): string {
  return CHAT.test(request.url) ? 'chat' : `${request.method} ${request.url.replace(/^https:\/\/[^/]+/, '')}`;
}

export function handle(host: ServiceHost<typeof OPENAI_CONSTANTS>, model: Model, request: WireRequest): Served {
  const read = readChat(request);
  if (read.kind === 'refused') return { answer: openaiError(read.error), facts: { refused: read.error.message } };
  const turn = lastTurn(read.messages);
  const content = model.answer(turn);
  const promptTokens = tokensIn(read.messages.reduce((sum, { text }) => sum + text.length, 0));
  const completionTokens = tokensIn(content.length);
  const completion = {
    id: `chatcmpl-${host.random.token(ID_LENGTH)}`,
    object: 'chat.completion',
    created: Math.floor(host.clockMs() / 1_000),
    model: read.model,
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content, refusal: null, annotations: [] },
        logprobs: null,
        finish_reason: 'stop',
      },
    ],
    usage: {
      prompt_tokens: promptTokens,
      completion_tokens: completionTokens,
      total_tokens: promptTokens + completionTokens,
    },
    service_tier: 'default',
    system_fingerprint: null,
  };
  const answer = json(200, completion);
  keepParsed(answer.body, completion);
  const { latencyMs } = host.constants;
  return { answer, afterMs: latencyMs, facts: { texts: turn, promptTokens, completionTokens, latencyMs } };
}

function readChat({ method, url, headers, body }: WireRequest): ReadChat {
  const key = headers['authorization']?.replace(/^Bearer /, '');
  if (key !== OPENAI_API_KEY) {
    const message = `Incorrect API key provided: ${key ?? ''}. You can find your API key at https://platform.openai.com/account/api-keys.`;
    return { kind: 'refused', error: { status: 401, message, type: 'invalid_request_error', code: 'invalid_api_key' } };
  }
  if (method !== 'POST' || !CHAT.test(url)) {
    const message = `Not simulated: ${method} ${url}`;
    return { kind: 'refused', error: { status: 404, message, type: 'invalid_request_error', code: 'unknown_url' } };
  }
  const parsed = parseJson(body);
  if (!isRecord(parsed)) return invalid('We could not parse the JSON body of your request.');
  const { model, messages, stream } = {
    model: parsed['model'],
    messages: parsed['messages'],
    stream: parsed['stream'],
  };
  if (typeof model !== 'string' || model === '') return invalid('you must provide a model parameter', 'model');
  if (stream === true) return invalid('Not simulated: stream', 'stream');
  for (const name of Object.keys(parsed)) {
    if (!TAKEN.has(name)) return invalid(`Not simulated: ${name} (${JSON.stringify(parsed[name])})`, name);
  }
  if (!Array.isArray(messages) || messages.length === 0) {
    return invalid("Invalid 'messages': expected an array with minimum length 1.", 'messages');
  }
  const read: Message[] = [];
  for (const [i, message] of messages.entries()) {
    const known = messageOf(message);
    if (known === undefined)
      return invalid(`Invalid 'messages[${i}]': expected an object with a role and a content.`, `messages[${i}]`);
    read.push(known);
  }
  return { kind: 'chat', model, messages: read };
}

function messageOf(message: unknown): Message | undefined {
  if (!isRecord(message)) return undefined;
  const role = message['role'];
  const text = textOf(message['content']);
  if (typeof role !== 'string' || !ROLES.includes(role) || text === undefined) return undefined;
  return { role, text };
}

/** A content is a text, parts of which some are texts, or (an assistant's that only called tools) nothing. */
function textOf(content: unknown): string | undefined {
  if (typeof content === 'string') return content;
  if (content === null) return '';
  if (!Array.isArray(content)) return undefined;
  return content
    .map((part: unknown) => (isRecord(part) && typeof part['text'] === 'string' ? part['text'] : ''))
    .filter((text) => text !== '')
    .join(' ');
}

/** What the user said since anybody else spoke. */
function lastTurn(messages: readonly Message[]): readonly string[] {
  const start = messages.findLastIndex(({ role }) => role !== 'user') + 1;
  return messages.slice(start).map(({ text }) => text);
}

function tokensIn(characters: number): number {
  return Math.max(1, Math.ceil(characters / CHARACTERS_A_TOKEN));
}

function invalid(message: string, param?: string): ReadChat {
  const error = { status: 400, message, type: 'invalid_request_error', ...(param === undefined ? {} : { param }) };
  return { kind: 'refused', error };
}
