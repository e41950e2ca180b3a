/**
 * The wire of the Upstash REST API: one command at `/`, several at `/pipeline`, a transaction at `/multi-exec`.
 * Source: upstash.com/docs/redis/features/restapi; measured on @upstash/redis 1.39.0.
 */
import { parseJson } from '../../network/concerns.ts';
import type { Json } from '../../model/json.ts';
import type { StateChange } from '../../model/trace.ts';
import { json, type Served, type Service, type ServiceHost, type WireRequest } from '../service.ts';
import type { Reply } from './command.ts';
import type { REDIS_CONSTANTS } from './constants.ts';
import { Redis, type Result } from './service.ts';

const UNAUTHORISED = 'WRONGPASS invalid username-password pair or user is disabled.';
const encoder = new TextEncoder();

function base64(text: string): string {
  let binary = '';
  for (const byte of encoder.encode(text)) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** On request all texts but `OK` come in base64; numbers and null as they are. */
function encode(reply: Reply, encoded: boolean): Json {
  if (typeof reply === 'string') return encoded && reply !== 'OK' ? base64(reply) : reply;
  if (typeof reply === 'number' || reply === null) return reply;
  return reply.map((element) => encode(element, encoded));
}

/** Words of a command: texts, and numbers as the client may send them. Undefined where it is none. */
function wordsOf(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  return value.map((word: unknown) => (typeof word === 'string' ? word : JSON.stringify(word)));
}

export function commandsOf({ url, body }: WireRequest): readonly (readonly string[])[] | undefined {
  const parsed = parseJson(body);
  const path = new URL(url).pathname;
  const lists = path === '/' ? [parsed] : Array.isArray(parsed) ? parsed : undefined;
  const commands = lists?.map(wordsOf);
  return commands?.every((words) => words !== undefined) === true ? commands : undefined;
}

export function createRedis(host: ServiceHost<typeof REDIS_CONSTANTS>): Service {
  const redis = new Redis();

  const refused = (status: number, error: string): Served => ({ answer: json(status, { error }), facts: { status, error } });

  /** The trace tells expiries in virtual time, the server by its own clock. */
  function toVirtual(change: StateChange): StateChange {
    const aheadMs = host.clockMs() - host.nowMs();
    if (change.op === 'delete' || change.expiresAtMs === undefined || change.expiresAtMs === null) return change;
    return { ...change, expiresAtMs: change.expiresAtMs - aheadMs };
  }

  function serve(commands: readonly (readonly string[])[], kind: 'one' | 'pipeline' | 'transaction', encoded: boolean): Served {
    const patch: StateChange[] = [];
    const run = (words: readonly string[]): Result => redis.run(words, host.clockMs(), (change) => patch.push(toVirtual(change)));
    const refusal = kind === 'transaction' ? commands.map((words) => redis.refusal(words)).find((error) => error !== undefined) : undefined;
    if (refusal !== undefined) return refused(400, `EXECABORT Transaction discarded because of previous errors. (${refusal})`);
    const results = commands.map(run);
    const shown = results.map((result): Json => (result.kind === 'reply' ? { result: encode(result.reply, encoded) } : { error: result.error }));
    const [first] = results;
    const failed = kind === 'one' && first?.kind === 'error';
    return {
      answer: json(failed ? 400 : 200, kind === 'one' ? (shown[0] ?? null) : shown),
      facts: { results: results.map((result, i) => factOf(commands[i] ?? [], result)) },
      patch,
    };
  }

  return {
    handle: (request) => {
      const { token, largestRequestBytes } = host.constants;
      if (request.headers['authorization'] !== `Bearer ${token}`) return refused(401, UNAUTHORISED);
      if (request.body.length > largestRequestBytes) return refused(413, `ERR max request size exceeded. Limit: ${largestRequestBytes} bytes`);
      const path = new URL(request.url).pathname;
      const kind = path === '/' ? 'one' : path === '/pipeline' ? 'pipeline' : path === '/multi-exec' ? 'transaction' : undefined;
      if (kind === undefined || request.method !== 'POST') return refused(404, `ERR the simulated REST API does not know ${request.method} ${path}`);
      const commands = commandsOf(request);
      if (commands === undefined) return refused(400, `ERR failed to parse command: ${request.body.slice(0, 200)}`);
      return serve(commands, kind, request.headers['upstash-encoding'] === 'base64');
    },
  };
}

/** What a debugger wants to see of a result: texts and numbers whole, lists by their length. */
function factOf(words: readonly string[], result: Result): Json {
  const command = words.slice(0, 2).join(' ');
  if (result.kind === 'error') return { command, error: result.error };
  const { reply } = result;
  return { command, result: typeof reply === 'object' && reply !== null ? `${reply.length} elements` : reply };
}
