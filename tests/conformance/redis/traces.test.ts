/**
 * The whole pipeline on a real Redis: what every scenario's trace sent to Redis, in its order and with time moved as in
 * the trace, is sent to a real server, and that answers the same. Time moves by shortening what the keys have left to
 * live, less what has really passed meanwhile; nothing sleeps.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ArrivalEvent, Trace } from '../../../src/sim/model/trace.ts';
import { cases, play } from '../../support/app.ts';
import { ENABLE_REAL_REDIS, type RealRedis, realRedisProgram, startRealRedis } from '../../support/real-redis.ts';
import { restBridge } from '../../support/rest-bridge.ts';
import { howToEnable, leftOut } from './beside.ts';

/**
 * Moves time on by ARGV[1] milliseconds since the last call. A key in its last millisecond is still there, as on a
 * server; it gets a few to live through what is asked in the same breath.
 */
const PASS = `
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  local passed = ARGV[1] - (now - (tonumber(redis.call('GET', 'pass/last')) or now))
  redis.call('SET', 'pass/last', string.format('%d', now))
  for _, key in ipairs(redis.call('KEYS', '*')) do
    local left = redis.call('PTTL', key)
    if left >= 0 then
      left = left - passed
      if left < 0 then redis.call('DEL', key) else redis.call('PEXPIRE', key, math.max(left, 5)) end
    end
  end`;

interface Asked {
  readonly arrival: ArrivalEvent;
  readonly url: string;
  readonly body: string;
  /** What the simulated Redis answered; undefined where a fault put another answer in its place. */
  readonly answer: string | undefined;
}

/** What reached Redis and was served, in its order. */
function askedOf({ events }: Trace): readonly Asked[] {
  const replaced = new Set(
    events.flatMap((event) => (event.kind === 'fault' && /^answered \d/.test(event.effect) ? [event.request] : [])),
  );
  return events.flatMap((arrival): Asked[] => {
    if (arrival.kind !== 'arrival' || arrival.node !== 'redis' || arrival.facts?.['commands'] === undefined) return [];
    const request = events[arrival.request];
    if (request?.kind !== 'request') return [];
    const answer = events.find((event) => event.kind === 'answer' && event.causes.includes(arrival.id));
    const body = answer?.kind === 'answer' && !replaced.has(request.id) ? answer.body : undefined;
    return [{ arrival, url: request.url, body: request.body, answer: body }];
  });
}

/** The variants in which Redis answers nothing: what they are about keeps every command from it. */
const NOTHING_ASKED: ReadonlySet<string> = new Set([
  // Nothing is batched.
  'single-message / not-batched',
  'env-spaces / without-trim',
  'user-id-mismatch / zero-in-front',
  'user-id-mismatch / another-digit',
  'env-not-synced / preview',
  'env-typo / misspelt',
  'env-typo / unset',
  'env-typo / capital-letter',
  'env-typo / unset-and-quicker',
  'flag-without-redeploy / not-deployed',
  // No command arrives, or none is taken.
  'redis-unreachable / refused',
  'redis-unreachable / wrong-token',
  'redis-unreachable / token-missing',
  'redis-unreachable / url-missing',
  'redis-unreachable / url-malformed',
  'redis-unreachable / url-malformed-at-load',
  'redis-unreachable / hangs-10s',
  'redis-unreachable / hangs-10s-pinged',
  'redis-unreachable / hangs-60s',
  'fall-back-that-is-none / as-the-code-had-it',
  'fall-back-that-is-none / as-the-document-has-it',
  // Every webhook is refused for its signature.
  'georgian-signature / georgian',
]);

const NOTHING = 'asked Redis nothing that it answered';

/** 1,083 requests were compared when this was written; far fewer would mean that traces have lost theirs. */
const LEAST_COMPARED = 1_000;

describe.skipIf(leftOut)(`a real server answers as the simulated one did${howToEnable}`, () => {
  let real: RealRedis | undefined;
  let compared = 0;
  beforeAll(async () => {
    const program = realRedisProgram();
    if (program === undefined) throw new Error(`no redis-server found; expected one here: ${ENABLE_REAL_REDIS}`);
    real = await startRealRedis(program);
  });
  afterAll(async () => {
    await real?.stop();
  });

  it.each(cases)('in $name', async ({ scenario, variant, name }) => {
    if (real === undefined) throw new Error('the server is there within a test');
    const bridge = restBridge(real);
    await real.send([['FLUSHALL'], ['SCRIPT', 'FLUSH']]);
    let clockMs: number | undefined;
    const asked = askedOf(await play(scenario.id, variant.id));
    const isAnswered = asked.some(({ answer }) => answer !== undefined);
    expect(isAnswered ? 'asked Redis' : NOTHING).toBe(NOTHING_ASKED.has(name) ? NOTHING : 'asked Redis');
    for (const { arrival, url, body, answer } of asked) {
      const passed = arrival.clockMs - (clockMs ?? arrival.clockMs);
      clockMs = arrival.clockMs;
      // Both leave in one go: nothing comes between them.
      const [, given] = await Promise.all([
        real.send([['EVAL', PASS, '0', String(passed)]]),
        bridge(url, body, 'base64'),
      ]);
      if (answer === undefined) continue;
      compared += 1;
      expect(JSON.parse(answer), `${arrival.operation} at ${arrival.atMs} ms: ${body}`).toEqual(JSON.parse(given.body));
    }
  });

  it('to a thousand requests and more, in every variant but those that are named', () => {
    expect(compared).toBeGreaterThan(LEAST_COMPARED);
    const names = new Set(cases.map(({ name }) => name));
    expect([...NOTHING_ASKED].filter((name) => !names.has(name))).toEqual([]);
  });
});
