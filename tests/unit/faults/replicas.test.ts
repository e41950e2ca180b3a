/** Replicas of Redis: what they know when, who serves a read, and what a client's sync token is good for. */
import { Redis } from '@upstash/redis';
import { describe, expect, it } from 'vitest';
import type { App } from '../../../src/sim/model/app.ts';
import { createStateReader } from '../../../src/sim/model/state.ts';
import type { Trace } from '../../../src/sim/model/trace.ts';
import { arrivals, burst, effects, replies } from './told.ts';
import { logOf, runOwn, sleep } from '../../support/own-app.ts';

const client = (): Redis =>
  new Redis({ url: 'https://redis.upstash.example', token: 'redis-token', enableTelemetry: false });

/** One client writes, and so much later somebody reads. */
const writing =
  (waitMs: number, read: (writer: Redis) => Promise<unknown>, write = pushed): App =>
  () => ({
    '/api/webhook': async () => {
      const writer = client();
      await write(writer);
      await sleep(waitMs);
      console.log(JSON.stringify(await read(writer)));
      return new Response('ok');
    },
  });

async function pushed(writer: Redis): Promise<void> {
  for (const letter of ['a', 'b', 'c']) await writer.rpush('list', letter);
}

function heldBy(trace: Trace, node: string, atMs: number): Readonly<Record<string, unknown>> {
  const held = createStateReader(trace).atMs(atMs).get(node) ?? new Map();
  return Object.fromEntries([...held].map(([key, { value }]) => [key, value]));
}

const lag = { fault: 'replica-lag', lagMs: 1_000 };
const saidBy = async (app: App, faults: Parameters<typeof runOwn>[0]['faults'] = [lag]): Promise<string | undefined> =>
  logOf(await runOwn({ at: [0], app, faults }))[0]?.split(' ')[2];

describe('a read', () => {
  it('of another client is served by the replica: it sees what was true a while ago', async () => {
    expect(await saidBy(writing(1, () => client().lrange('list', 0, -1)))).toBe('[]');
    expect(await saidBy(writing(700, () => client().lrange('list', 0, -1)))).toBe('["a"]');
    expect(await saidBy(writing(2_000, () => client().lrange('list', 0, -1)))).toBe('["a","b","c"]');
  });

  it('of the client that wrote is served by the leader until the replica knows as much', async () => {
    const own = (writer: Redis) => writer.lrange('list', 0, -1);
    expect(await saidBy(writing(1, own))).toBe('["a","b","c"]');
    const late = await runOwn({ at: [0], app: writing(2_000, own), faults: [lag] });
    expect(logOf(late)[0]).toContain('["a","b","c"]');
    expect(arrivals(late, 'LRANGE')).toEqual([expect.stringContaining('redis-replica-1')]);
  });

  it('without read-your-writes has no token that could help', async () => {
    const careless = (): Redis =>
      new Redis({
        url: 'https://redis.upstash.example',
        token: 'redis-token',
        enableTelemetry: false,
        readYourWrites: false,
      });
    const app: App = () => ({
      '/api/webhook': async () => {
        const redis = careless();
        await redis.set('key', 'value');
        console.log(String(await redis.get('key')));
        return new Response('ok');
      },
    });
    expect(await saidBy(app)).toBe('null');
  });

  it.each([
    ['a transaction', (redis: Redis) => redis.multi().lrange('list', 0, -1).exec(), '[["a","b","c"]]'],
    ['a script', (redis: Redis) => redis.eval("return redis.call('LLEN', KEYS[1])", ['list'], []), '3'],
    ['a write', (redis: Redis) => redis.rpush('list', 'd'), '4'],
  ])('inside %s is the leader’s', async (_what, read, said) => {
    expect(await saidBy(writing(1, () => read(client())))).toBe(said);
  });

  it('goes to the replicas in turn', async () => {
    const app: App = () => ({
      '/api/webhook': async () => {
        for (let i = 0; i < 3; i += 1) await client().get('key');
        return new Response('ok');
      },
    });
    const trace = await runOwn({ at: [0], app, constants: { 'redis.replicas': 2 } });
    expect(arrivals(trace, 'GET').map((line) => line.split(' ')[1])).toEqual([
      'redis-replica-1',
      'redis-replica-2',
      'redis-replica-1',
    ]);
  });

  it('goes to the leader where there is no replica', async () => {
    const trace = await runOwn({ at: [0], app: writing(1, () => client().lrange('list', 0, -1)) });
    expect(arrivals(trace, 'LRANGE')).toEqual(['0.401 redis']);
    expect(trace.nodes.some(({ role }) => role === 'redis-replica')).toBe(false);
  });
});

describe('a replica', () => {
  it('that lacks one write alone shows the others, and all of them in order once it has come', async () => {
    const second = { fault: 'replica-lag', lagMs: 1_000, nth: 2 };
    expect(
      await saidBy(
        writing(300, () => client().lrange('list', 0, -1)),
        [second],
      ),
    ).toBe('["a","c"]');
    expect(
      await saidBy(
        writing(1_500, () => client().lrange('list', 0, -1)),
        [second],
      ),
    ).toBe('["a","b","c"]');
  });

  it('learns of deletions, deadlines and every kind of value', async () => {
    const all = async (redis: Redis): Promise<void> => {
      await redis.set('gone', 1);
      await redis.del('gone');
      await redis.set('short', 'x', { px: 500 });
      await redis.hset('hash', { field: 'f' });
      await redis.zadd('sorted', { score: 2, member: 'm' });
      await redis.sadd('set', 's');
      await redis.set('long', 'y');
      await redis.expire('long', 60);
    };
    const read = async (): Promise<unknown> => {
      const redis = client();
      return [
        await redis.exists('gone', 'short'),
        await redis.hgetall('hash'),
        await redis.zscore('sorted', 'm'),
        await redis.smembers('set'),
        await redis.ttl('long'),
      ];
    };
    expect(await saidBy(writing(3_000, read, all))).toBe('[0,{"field":"f"},2,["s"],57]');
  });

  it('is in the trace: what it holds at a moment is what it knew then', async () => {
    const trace = await runOwn({ at: [0], app: writing(3_000, async () => 'done'), faults: [lag] });
    expect(heldBy(trace, 'redis-replica-1', 1_150)).toEqual({ list: ['a'] });
    expect(heldBy(trace, 'redis-replica-1', 3_000)).toEqual({ list: ['a', 'b', 'c'] });
    expect(heldBy(trace, 'redis', 1_150)).toEqual({ list: ['a', 'b', 'c'] });
  });

  it('has lagged within its interval only, and says so at each write', async () => {
    const trace = await burst([{ ...lag, fromMs: 200, toMs: 400 }]);
    expect(effects(trace)).toEqual(['0.350 redis: replicas learn of it 1000 ms later']);
  });

  it('is there in profile published, and answers the burst as well', async () => {
    const trace = await burst([], { profile: 'published' });
    expect(trace.nodes.some(({ id }) => id === 'redis-replica-1')).toBe(true);
    expect(trace.events.filter(({ kind }) => kind === 'reply')).toHaveLength(2);
  });

  it('cannot be added by a fault while a run goes on', async () => {
    await expect(burst([{ fault: 'parameter', name: 'redis.replicas', value: '1' }])).rejects.toThrow(
      'faults[0].name: found "redis.replicas"',
    );
  });
});

describe('the batch of three under replica lag', () => {
  const batch = (trace: Trace): readonly number[] => {
    const typed = trace.events.flatMap((event) =>
      event.kind === 'message' && event.side === 'pipeline' ? [event.mid] : [],
    );
    const read = trace.events.find((event) => event.kind === 'return' && event.from === 'redis-replica-1');
    return (read?.messages ?? []).map((mid) => typed.indexOf(mid) + 1);
  };
  const apart = { settings: { redisClients: 'apart' } };

  it('lacks the last message at 3 s: it is answered without, and what was not read is deleted', async () => {
    const trace = await burst([{ fault: 'replica-lag', lagMs: 3_000 }], apart);
    expect(batch(trace)).toEqual([1, 2]);
    expect(replies(trace)).toEqual(['5.200 to 2']);
    expect(heldBy(trace, 'redis', 6_000)).toEqual({});
  });

  it('is empty at 4 s: nobody is answered', async () => {
    const trace = await burst([{ fault: 'replica-lag', lagMs: 4_000 }], apart);
    expect(batch(trace)).toEqual([]);
    expect(replies(trace)).toEqual([]);
  });

  it('lacks the second alone where its push alone is late', async () => {
    expect(batch(await burst([{ fault: 'replica-lag', lagMs: 4_000, nth: 2 }], apart))).toEqual([1, 3]);
  });

  it('is whole where one client takes the lock and reads the list: its sync token leads to the leader', async () => {
    const trace = await burst([{ fault: 'replica-lag', lagMs: 4_000 }], { settings: { redisClients: 'shared' } });
    expect(replies(trace)).toEqual(['5.200 to 3']);
  });
});
