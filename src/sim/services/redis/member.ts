/**
 * One server of the database, the leader or a replica, behind Upstash's REST API: it checks the token and the limits,
 * does the commands on what it holds, and words the answers. Measured on @upstash/redis 1.39.0.
 */
import type { Json } from '../../model/json.ts';
import { json, type Served, type ServiceHost, type WireAnswer, type WireRequest } from '../service.ts';
import { type Call, callOf } from './calls.ts';
import type { REDIS_CONSTANTS } from './constants.ts';
import { isStatus, RedisError, type Reply } from './reply.ts';
import type { Done, Redis } from './service.ts';
import { base64, byteLength } from './text.ts';

export type RedisHost = ServiceHost<typeof REDIS_CONSTANTS>;

const DAY_MS = 86_400_000;

/**
 * A reply in JSON. Where texts are encoded, every string but `OK` is base64, within a list that one as well, as the client
 * reads it; `encoded` is told what they were.
 */
function replyJson(reply: Reply, encoded: string[] | undefined, inList = false): string {
  if (reply === null) return 'null';
  if (typeof reply === 'number' || typeof reply === 'bigint') return reply.toString();
  if (typeof reply === 'string') {
    encoded?.push(reply);
    return encoded === undefined ? JSON.stringify(reply) : `"${base64(reply)}"`;
  }
  // Inside a list of answers an error is a text.
  if (reply instanceof RedisError) return replyJson(reply.message, encoded);
  if (isStatus(reply)) return reply.status === 'OK' && !inList ? '"OK"' : replyJson(reply.status, encoded);
  return `[${reply.map((element) => replyJson(element, encoded, true)).join(',')}]`;
}

function resultJson(reply: Reply, encoded: string[] | undefined): string {
  return reply instanceof RedisError
    ? `{"error":${JSON.stringify(reply.message)}}`
    : `{"result":${replyJson(reply, encoded)}}`;
}

/** An error as the REST API answers it. */
export function redisError(status: number, message: string): WireAnswer {
  return json(status, { error: message });
}

function refused(status: number, message: string): Served {
  return { answer: redisError(status, message), facts: { refused: message } };
}

/** How many commands the plan allows a day and a month, over all servers. A run counts as part of one month. */
export class Quota {
  readonly #host: RedisHost;
  #day = -1;
  #used = 0;
  #usedInMonth = 0;

  constructor(host: RedisHost) {
    this.#host = host;
  }

  /** A sentence where the plan does not allow so many commands more. */
  spend(commands: number): string | undefined {
    const today = Math.floor(this.#host.clockMs() / DAY_MS);
    if (today !== this.#day) [this.#day, this.#used] = [today, 0];
    const { dailyCommands, monthlyCommands } = this.#host.constants;
    if (dailyCommands > 0 && this.#used + commands > dailyCommands) {
      return `ERR max daily request limit exceeded. Limit: ${dailyCommands}, Usage: ${this.#used}.`;
    }
    if (monthlyCommands > 0 && this.#usedInMonth + commands > monthlyCommands) {
      return `ERR max requests limit exceeded. Limit: ${monthlyCommands}, Usage: ${this.#usedInMonth}.`;
    }
    this.#used += commands;
    this.#usedInMonth += commands;
    return undefined;
  }
}

export interface MemberParts {
  readonly host: RedisHost;
  readonly redis: Redis;
  readonly quota: Quota;
  /** How far this server has come, as it tells its clients: they give it back, and do not look into it. */
  readonly syncToken: () => string;
  /** Told when a request has changed something, before its answer is worded. */
  readonly wrote: () => void;
}

export function memberOf({ host, redis, quota, syncToken, wrote }: MemberParts): (request: WireRequest) => Served {
  function serve(call: Exclude<Call, { readonly kind: 'refused' }>, encoded: string[] | undefined): Served {
    let done: readonly Done[];
    try {
      done =
        call.kind === 'transaction' ? redis.transact(call.commands) : call.commands.map((words) => redis.do(words));
    } catch (error) {
      if (!(error instanceof RedisError)) throw error;
      return refused(400, error.message);
    }
    const patch = redis.takeChanges();
    if (patch.length > 0) wrote();
    const commands: readonly Json[] = done.map(({ facts }) => facts);
    const results = done.map(({ reply }) => resultJson(reply, encoded));
    const failed = call.kind === 'command' && done[0]?.reply instanceof RedisError;
    const body = call.kind === 'command' ? (results[0] ?? '') : `[${results.join(',')}]`;
    const headers = { 'content-type': 'application/json', 'upstash-sync-token': syncToken() };
    return {
      answer: { status: failed ? 400 : 200, headers, body, ...(encoded === undefined ? {} : { encoded }) },
      facts: { commands },
      patch: patch.length > 0 ? patch : undefined,
    };
  }

  return (request) => {
    const { token, largestRequestBytes } = host.constants;
    if (request.headers['authorization'] !== `Bearer ${token}`) {
      return refused(401, 'WRONGPASS invalid username-password pair or user is disabled.');
    }
    const format = request.headers['upstash-response-format'] ?? 'json';
    if (format !== 'json')
      return refused(400, `ERR the simulated Redis does not support the response format ${format}`);
    // A character has at most three bytes: what is short enough need not be counted.
    const size = request.body.length * 3 > largestRequestBytes ? byteLength(request.body) : 0;
    if (size > largestRequestBytes) {
      return refused(400, `ERR max request size exceeded. Limit: ${largestRequestBytes} bytes, Actual: ${size} bytes`);
    }
    const call = callOf(request);
    if (call.kind === 'refused') return refused(400, `ERR ${call.why}`);
    const limited = quota.spend(call.commands.length);
    if (limited !== undefined) return refused(400, limited);
    redis.begin(host.nowMs(), host.clockMs());
    return serve(call, request.headers['upstash-encoding'] === 'base64' ? [] : undefined);
  };
}
