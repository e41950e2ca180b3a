/**
 * One client, two servers: the simulated Redis over its wire, the real one over a thin bridge, both asked by
 * `@upstash/redis` as production asks. Time passes in the real one by shortening what its keys have left to live, so
 * that no test waits.
 */
import { Redis } from '@upstash/redis';
import { hosted } from '../../support/service-host.ts';
import type { RealRedis } from '../../support/real-redis.ts';
import { restBridge } from '../../support/rest-bridge.ts';
import { redis } from '../../../src/sim/services/redis/index.ts';

export type Words = readonly string[];
/** What the client made of an answer; an error is its message, without the command that the client adds to it. */
export type Answer = unknown;

export interface Side {
  /** Gives strings as they are: `automaticDeserialization` is the same code on both sides. */
  readonly client: Redis;
  readonly clockMs: () => number;
}

export interface Answers {
  readonly simulated: Answer;
  readonly real: Answer;
}

export interface Both {
  /** Empties them. */
  readonly begin: () => Promise<void>;
  readonly pass: (ms: number) => Promise<void>;
  /** At the same moment: the client puts what fits into one request. */
  readonly askAll: (acts: readonly ((side: Side) => Promise<unknown>)[]) => Promise<readonly Answers[]>;
  readonly command: (words: Words) => Promise<Answers>;
  /** As one request, without the client's own commands, so that any words can be sent. */
  readonly transaction: (commands: readonly Words[]) => Promise<Answers>;
  readonly pipeline: (commands: readonly Words[]) => Promise<readonly Answers[]>;
  /** What both answer to `fetch`; to be put in its place. */
  readonly fetch: typeof fetch;
}

const PASS = `
  for _, key in ipairs(redis.call('KEYS', '*')) do
    local left = redis.call('PTTL', key)
    if left >= 0 then
      if left <= tonumber(ARGV[1]) then redis.call('DEL', key) else redis.call('PEXPIRE', key, left - ARGV[1]) end
    end
  end`;

const TOKEN = 'redis-token';
const SIMULATED = 'https://redis.upstash.example';
const REAL = 'https://real-redis.example';

/** A second of the Unix epoch that is so far from the one of that clock. */
export function secondFrom(clockMs: number, seconds: number): number {
  return Math.floor(clockMs / 1_000) + seconds;
}

/**
 * Words that stand for a moment by the clock of whoever is asked: `@+5000` is five seconds from now, in ms; `@s+5` is
 * that in seconds, of which a clock that is amid one leaves less than five.
 */
function dated(words: Words, clockMs: number): Words {
  return words.map((word) => {
    if (word.startsWith('@+')) return String(clockMs + Number(word.slice(2)));
    return word.startsWith('@s+') ? String(secondFrom(clockMs, Number(word.slice(3)))) : word;
  });
}

/** `error` and nothing else, as an answer that can be compared. */
function failed(error: unknown): Answer {
  const message = error instanceof Error ? error.message : String(error);
  return { error: message.replace(/, command was: [^]*$/, '') };
}

/** What came of an act: the client throws errors, and hides them among others in a pipeline. */
async function settled(act: Promise<unknown>): Promise<Answer> {
  try {
    return await act;
  } catch (error) {
    return failed(error);
  }
}

function clientOf(url: string): Redis {
  return new Redis({ url, token: TOKEN, enableTelemetry: false, automaticDeserialization: false, retry: false });
}

export function both(server: RealRedis): Both {
  let host = hosted(redis);
  const bridge = restBridge(server);
  const simulated: Side = { client: clientOf(SIMULATED), clockMs: () => host.clockMs() };
  const real: Side = { client: clientOf(REAL), clockMs: () => Date.now() };

  const answer: typeof fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const headers = new Headers(init?.headers);
    const body = typeof init?.body === 'string' ? init.body : '';
    if (url.startsWith(REAL)) {
      const { status, body: text } = await bridge(url, body, headers.get('upstash-encoding'));
      return new Response(text, { status });
    }
    const served = host.serve({
      method: init?.method ?? 'GET',
      url,
      headers: Object.fromEntries(headers),
      body,
    }).answer;
    return new Response(served.body, { status: served.status, headers: served.headers });
  };

  /** Side by side: the real server works while the simulated one does. */
  const ask = async (act: (side: Side) => Promise<unknown>): Promise<Answers> => {
    const [ofReal, ofSimulated] = await Promise.all([settled(act(real)), settled(act(simulated))]);
    return { simulated: ofSimulated, real: ofReal };
  };

  const post = async (side: Side, path: string, commands: readonly Words[]): Promise<unknown> => {
    const response = await answer(`${side === real ? REAL : SIMULATED}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}` },
      body: JSON.stringify(commands.map((words) => dated(words, side.clockMs()))),
    });
    return response.json();
  };

  return {
    begin: async () => {
      host = hosted(redis);
      await server.send([['FLUSHALL'], ['SCRIPT', 'FLUSH']]);
    },
    pass: async (ms) => {
      host.advanceTo(host.nowMs() + ms);
      await server.send([['EVAL', PASS, '0', String(ms)]]);
    },
    askAll: async (acts) => {
      const [ofReal, ofSimulated] = await Promise.all(
        [real, simulated].map((side) => Promise.all(acts.map((act) => settled(act(side))))),
      );
      return acts.map((_, i) => ({ simulated: ofSimulated?.[i], real: ofReal?.[i] }));
    },
    command: (words) =>
      ask((side) => {
        const [name = '', ...args] = dated(words, side.clockMs());
        return side.client.exec([name, ...args]);
      }),
    transaction: (commands) => ask((side) => post(side, '/multi-exec', commands)),
    pipeline: async (commands) => {
      const { simulated: ofSimulated, real: ofReal } = await ask((side) => post(side, '/pipeline', commands));
      return commands.map((_, i) => ({ simulated: resultAt(ofSimulated, i), real: resultAt(ofReal, i) }));
    },
    fetch: answer,
  };
}

function resultAt(answers: unknown, i: number): Answer {
  const one: unknown = Array.isArray(answers) ? answers[i] : undefined;
  return typeof one === 'object' && one !== null && 'result' in one ? one.result : one;
}
