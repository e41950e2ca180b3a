/**
 * A thin REST bridge to a real redis-server, so that the client that production uses can talk to it: one command in a
 * POST to `/`, several to `/pipeline` and `/multi-exec`, strings in base64 where that is asked for. Written from the
 * vendor's page alone (Upstash docs, redis/features/restapi), and not from the simulation: it decides nothing, the
 * server does.
 */
import type { RealRedis, RespReply } from './real-redis.ts';

type Words = readonly string[];

export interface BridgedAnswer {
  readonly status: number;
  readonly body: string;
}

export function restBridge(
  real: RealRedis,
): (url: string, body: string, encoding: string | null) => Promise<BridgedAnswer> {
  return async (url, body, encoding) => {
    const answer = (reply: RespReply): unknown =>
      isError(reply) ? { error: reply.error } : { result: encoding === 'base64' ? encoded(reply) : reply };
    const sent: unknown = JSON.parse(body);
    switch (new URL(url).pathname) {
      case '/': {
        const [reply = null] = await real.send([wordsOf(sent)]);
        return { status: isError(reply) ? 400 : 200, body: JSON.stringify(answer(reply)) };
      }
      case '/pipeline':
        return { status: 200, body: JSON.stringify((await real.send(listOf(sent).map(wordsOf))).map(answer)) };
      case '/multi-exec': {
        const replies = await real.send([['MULTI'], ...listOf(sent).map(wordsOf), ['EXEC']]);
        const done = replies.at(-1) ?? null;
        if (isError(done)) return { status: 400, body: JSON.stringify({ error: done.error }) };
        return { status: 200, body: JSON.stringify(listOf(done).map((reply) => answer(replyOf(reply)))) };
      }
      default:
        throw new Error(`found ${url}, expected an address of the REST API`);
    }
  };
}

function isError(reply: RespReply): reply is { readonly error: string } {
  return typeof reply === 'object' && reply !== null && 'error' in reply;
}

/** Every string in base64, but for an `OK` that stands alone: so the client reads it. */
function encoded(reply: RespReply, inList = false): unknown {
  // What a script gives within a list as an error is a text there.
  if (isError(reply)) return encoded(reply.error, inList);
  if (Array.isArray(reply)) return reply.map((element: RespReply) => encoded(element, true));
  return typeof reply === 'string' && (inList || reply !== 'OK') ? Buffer.from(reply).toString('base64') : reply;
}

function listOf(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error(`found ${JSON.stringify(value)}, expected a list`);
  return value;
}

function wordsOf(value: unknown): Words {
  return listOf(value).map(String);
}

/** Elements of an EXEC's answer are answers. */
function replyOf(value: unknown): RespReply {
  if (typeof value === 'string' || typeof value === 'number' || value === null) return value;
  if (Array.isArray(value)) return value.map(replyOf);
  if (typeof value === 'object' && 'error' in value && typeof value.error === 'string') return { error: value.error };
  throw new Error(`found ${JSON.stringify(value)}, expected an answer`);
}
