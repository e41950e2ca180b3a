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

  it.each(cases)('in $name', async ({ scenario, variant }) => {
    if (real === undefined) throw new Error('the server is there within a test');
    const bridge = restBridge(real);
    await real.send([['FLUSHALL'], ['SCRIPT', 'FLUSH']]);
    let clockMs: number | undefined;
    for (const { arrival, url, body, answer } of askedOf(await play(scenario.id, variant.id))) {
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

  it('to several hundred commands', () => {
    expect(compared).toBeGreaterThan(100);
  });
});
