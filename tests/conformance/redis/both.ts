/**
 * One way to speak to both: the simulated Redis over its REST wire, the real one over RESP. Time passes in the real
 * one by shortening what its keys have left to live, so that no test waits.
 */
import { hosted } from '../../support/service-host.ts';
import type { RealRedis, RespReply } from '../../support/real-redis.ts';
import { redis } from '../../../src/sim/services/redis/index.ts';

export type Words = readonly string[];

export interface Both {
  /** Empties them. */
  readonly begin: () => Promise<void>;
  readonly pass: (ms: number) => Promise<void>;
  readonly command: (words: Words) => Promise<Answers>;
  readonly transaction: (commands: readonly Words[]) => Promise<Answers>;
}

export interface Answers {
  readonly simulated: RespReply;
  readonly real: RespReply;
}

const PASS = `
  for _, key in ipairs(redis.call('KEYS', '*')) do
    local left = redis.call('PTTL', key)
    if left >= 0 then
      if left <= tonumber(ARGV[1]) then redis.call('DEL', key) else redis.call('PEXPIRE', key, left - ARGV[1]) end
    end
  end`;

/** Words that stand for a moment by the clock of whoever is asked: `@+5000` is five seconds from now, in ms. */
function dated(words: Words, clockMs: number): Words {
  return words.map((word) => (word.startsWith('@+') ? String(clockMs + Number(word.slice(2))) : word));
}

const HEADERS = { authorization: 'Bearer redis-token', 'upstash-encoding': 'base64' };

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function decoded(value: unknown): RespReply {
  if (value === 'OK' || typeof value === 'number' || value === null) return value;
  if (typeof value === 'string') return Buffer.from(value, 'base64').toString();
  if (Array.isArray(value)) return value.map(decoded);
  throw new Error(`found ${JSON.stringify(value)}, expected an answer`);
}

function unpacked(body: unknown): RespReply {
  if (Array.isArray(body)) return body.map(unpacked);
  if (!isObject(body)) throw new Error(`found ${JSON.stringify(body)}, expected a result or an error`);
  return typeof body['error'] === 'string' ? { error: body['error'] } : decoded(body['result']);
}

export function both(real: RealRedis): Both {
  let simulated = hosted(redis);

  function post(path: string, body: unknown): RespReply {
    const url = `https://redis.upstash.example${path}`;
    const { answer } = simulated.serve({ method: 'POST', url, headers: HEADERS, body: JSON.stringify(body) });
    return unpacked(JSON.parse(answer.body));
  }

  return {
    begin: async () => {
      simulated = hosted(redis);
      await real.send([['FLUSHALL'], ['SCRIPT', 'FLUSH']]);
    },
    pass: async (ms) => {
      simulated.advanceTo(simulated.nowMs() + ms);
      await real.send([['EVAL', PASS, '0', String(ms)]]);
    },
    command: async (words) => {
      const [answer] = await real.send([dated(words, Date.now())]);
      if (answer === undefined) throw new Error('no answer');
      return { simulated: post('/', dated(words, simulated.clockMs())), real: answer };
    },
    transaction: async (commands) => {
      const queued = commands.map((words) => dated(words, Date.now()));
      const answer = (await real.send([['MULTI'], ...queued, ['EXEC']])).at(-1);
      if (answer === undefined) throw new Error('no answer');
      return {
        simulated: post(
          '/multi-exec',
          commands.map((words) => dated(words, simulated.clockMs())),
        ),
        real: answer,
      };
    },
  };
}
