/**
 * The wire: Upstash's REST API. A command is a JSON list in a POST to `/`; `/pipeline` and `/multi-exec` take a list
 * of them. Source: Upstash docs, redis/features/restapi; measured on @upstash/redis 1.39.0.
 */
import type { Json } from '../../model/json.ts';
import { pathOf } from '../../network/wire.ts';
import { json, type Served, type Service, type ServiceHost, type WireAnswer, type WireRequest } from '../service.ts';
import type { REDIS_CONSTANTS } from './constants.ts';
import { isStatus, RedisError, type Reply } from './reply.ts';
import { type Done, labelOf, Redis } from './service.ts';
import { base64, byteLength } from './text.ts';

type Words = readonly string[];
type Call =
  | { readonly kind: 'command'; readonly commands: readonly [Words] }
  | { readonly kind: 'pipeline' | 'transaction'; readonly commands: readonly Words[] }
  | { readonly kind: 'refused'; readonly why: string };

const DAY_MS = 86_400_000;
const LONGEST_LABEL = 4;

/** A word of a command; a list or an object is none. */
function wordOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new RedisError(`ERR the simulated Redis takes strings and numbers as words, not ${JSON.stringify(value)}`);
}

function wordsOf(value: unknown): Words {
  if (!Array.isArray(value)) throw new RedisError(`ERR failed to parse command ${JSON.stringify(value)}`);
  if (value.length === 0) throw new RedisError('ERR empty command');
  return value.map(wordOf);
}

/** What was read last: the sender asks for a request's name, and soon after the server for its commands. */
let latest: { readonly request: WireRequest; readonly call: Call } | undefined;

function callOf(request: WireRequest): Call {
  if (latest?.request !== request) latest = { request, call: readCall(request) };
  return latest.call;
}

function readCall(request: WireRequest): Call {
  const path = pathOf(request.url);
  if (request.method !== 'POST')
    return { kind: 'refused', why: `${request.method} ${path}: the simulated Redis takes POST` };
  try {
    const body: unknown = JSON.parse(request.body);
    if (path === '/') return { kind: 'command', commands: [wordsOf(body)] };
    const kind = path === '/pipeline' ? 'pipeline' : path === '/multi-exec' ? 'transaction' : undefined;
    if (kind === undefined) return { kind: 'refused', why: `the simulated Redis does not know the path ${path}` };
    if (!Array.isArray(body) || body.length === 0) return { kind: 'refused', why: 'empty pipeline request' };
    return { kind, commands: body.map(wordsOf) };
  } catch (error) {
    if (error instanceof RedisError) return { kind: 'refused', why: error.message.replace(/^ERR /, '') };
    return { kind: 'refused', why: `failed to parse command ${request.body.slice(0, 200)}` };
  }
}

/** `RPUSH`, `RPUSH+EXPIRE`, `MULTI LRANGE+DEL`. */
export function operationOf(request: WireRequest): string {
  const call = callOf(request);
  if (call.kind === 'refused') return 'refused';
  const labels = call.commands.map(labelOf);
  const more = labels.length > LONGEST_LABEL ? `+${labels.length - LONGEST_LABEL} more` : '';
  return `${call.kind === 'transaction' ? 'MULTI ' : ''}${labels.slice(0, LONGEST_LABEL).join('+')}${more}`;
}

/** A reply in JSON. With `encoded`, every string but `OK` is base64, in lists too. */
function replyJson(reply: Reply, encoded: boolean): string {
  if (reply === null) return 'null';
  if (typeof reply === 'number' || typeof reply === 'bigint') return reply.toString();
  if (typeof reply === 'string') return JSON.stringify(encoded ? base64(reply) : reply);
  // Inside a list of answers an error is a text.
  if (reply instanceof RedisError) return replyJson(reply.message, encoded);
  if (isStatus(reply)) return reply.status === 'OK' ? '"OK"' : replyJson(reply.status, encoded);
  return `[${reply.map((element) => replyJson(element, encoded)).join(',')}]`;
}

function resultJson(reply: Reply, encoded: boolean): string {
  return reply instanceof RedisError
    ? `{"error":${JSON.stringify(reply.message)}}`
    : `{"result":${replyJson(reply, encoded)}}`;
}

/** An error as the REST API answers it. */
export function redisError(status: number, message: string): WireAnswer {
  return json(status, { error: message });
}

export function createRedis(host: ServiceHost<typeof REDIS_CONSTANTS>): Service {
  const redis = new Redis();
  let writes = 0;
  let day = -1;
  let usedToday = 0;

  const refused = (status: number, message: string): Served => ({
    answer: redisError(status, message),
    facts: { refused: message },
  });

  /** A sentence where the plan does not allow so many commands more. */
  function overLimit(commands: number, clockMs: number): string | undefined {
    const today = Math.floor(clockMs / DAY_MS);
    if (today !== day) [day, usedToday] = [today, 0];
    const limit = host.constants.dailyCommands;
    if (limit > 0 && usedToday + commands > limit) {
      return `ERR max daily request limit exceeded. Limit: ${limit}, Usage: ${usedToday}.`;
    }
    usedToday += commands;
    return undefined;
  }

  function answer(status: number, body: string): WireAnswer {
    // Opaque to clients, who give it back: it stands for how far the leader has come.
    return { status, headers: { 'content-type': 'application/json', 'upstash-sync-token': `zzz=${writes}` }, body };
  }

  function serve(call: Exclude<Call, { readonly kind: 'refused' }>, encoded: boolean): Served {
    let done: readonly Done[];
    try {
      done =
        call.kind === 'transaction' ? redis.transact(call.commands) : call.commands.map((words) => redis.do(words));
    } catch (error) {
      if (!(error instanceof RedisError)) throw error;
      return refused(400, error.message);
    }
    const patch = redis.takeChanges();
    writes += patch.length;
    const commands: readonly Json[] = done.map(({ facts }) => facts);
    const results = done.map(({ reply }) => resultJson(reply, encoded));
    const [first] = done;
    const failed = call.kind === 'command' && first?.reply instanceof RedisError;
    const body = call.kind === 'command' ? (results[0] ?? '') : `[${results.join(',')}]`;
    return {
      answer: answer(failed ? 400 : 200, body),
      facts: { commands },
      ...(patch.length > 0 ? { patch } : {}),
    };
  }

  return {
    handle: (request) => {
      const { token, largestRequestBytes } = host.constants;
      if (request.headers['authorization'] !== `Bearer ${token}`) {
        return refused(401, 'WRONGPASS invalid username-password pair or user is disabled.');
      }
      const size = byteLength(request.body);
      if (size > largestRequestBytes) {
        return refused(
          400,
          `ERR max request size exceeded. Limit: ${largestRequestBytes} bytes, Actual: ${size} bytes`,
        );
      }
      const call = callOf(request);
      if (call.kind === 'refused') return refused(400, `ERR ${call.why}`);
      const clockMs = host.clockMs();
      const limited = overLimit(call.commands.length, clockMs);
      if (limited !== undefined) return refused(400, limited);
      redis.begin(host.nowMs(), clockMs);
      return serve(call, request.headers['upstash-encoding'] === 'base64');
    },
  };
}
