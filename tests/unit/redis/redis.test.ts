/** The simulated Redis as Upstash's own client sees it. What commands do is compared with a real server elsewhere. */
import { Redis } from '@upstash/redis';
import { expect, it } from 'vitest';
import { redis } from '../../../src/sim/services/redis/index.ts';
import { bodyOf, hosted, wireRequest } from '../../support/service-host.ts';

const ORIGIN = 'https://redis.upstash.example';
const HEADERS = { authorization: 'Bearer redis-token' };

function open(constants: Parameters<typeof hosted>[1] = {}, token = 'redis-token', deserialize = true) {
  const host = hosted(redis, constants);
  const client = new Redis({
    url: ORIGIN,
    token,
    enableTelemetry: false,
    retry: false,
    automaticDeserialization: deserialize,
  });
  const withClient = async <T>(act: (client: Redis) => Promise<T>): Promise<T> => {
    const { fetch } = globalThis;
    globalThis.fetch = host.wire;
    try {
      return await act(client);
    } finally {
      globalThis.fetch = fetch;
    }
  };
  const post = (path: string, body: unknown) =>
    host.serve(wireRequest(`${ORIGIN}${path}`, { headers: HEADERS, body: JSON.stringify(body) }));
  return { host, withClient, post };
}

it('gives back Georgian text, and the list of a batch in the order in which it was pushed', async () => {
  const { withClient } = open({}, 'redis-token', false);
  const read = await withClient(async (client) => {
    await client.rpush('msgbatch:1', 'გამარჯობა');
    await client.rpush('msgbatch:1', 'რა ქუდები გაქვთ?', 'ფოტო გაქვს? 🧢');
    return client.lrange('msgbatch:1', 0, -1);
  });
  expect(read).toEqual(['გამარჯობა', 'რა ქუდები გაქვთ?', 'ფოტო გაქვს? 🧢']);
});

it('lets one caller win a lock, and the next one once it has lapsed', async () => {
  const { host, withClient } = open();
  const lock = () => withClient((client) => client.set('lock', 'me', { nx: true, px: 30_000 }));
  expect(await lock()).toBe('OK');
  expect(host.served.at(-1)?.patch).toEqual([{ op: 'set', key: 'lock', value: 'me', expiresAtMs: 30_000 }]);
  host.advanceTo(30_000);
  expect(await lock()).toBeNull();
  expect(host.served.at(-1)?.facts).toEqual({
    commands: [{ command: 'SET NX', key: 'lock', result: null, won: false }],
  });
  host.advanceTo(30_001);
  expect(await lock()).toBe('OK');
  expect(host.served.at(-1)?.facts).toEqual({
    commands: [{ command: 'SET NX', key: 'lock', result: 'OK', won: true, expired: true }],
  });
});

it('goes by its own clock: a lock lapses early where that clock is stepped', async () => {
  const { host, withClient } = open();
  await withClient((client) => client.set('lock', 'me', { nx: true, px: 30_000 }));
  host.stepClock(31_000);
  expect(await withClient((client) => client.get('lock'))).toBeNull();
});

it('reads and clears in one transaction, and tells both in its patch and its name', async () => {
  const { host, withClient, post } = open();
  await withClient((client) => client.rpush('list', 'a', 'b'));
  expect(host.state.get('list')).toEqual(['a', 'b']);
  expect(await withClient((client) => client.multi().lrange('list', 0, -1).del('list').exec())).toEqual([
    ['a', 'b'],
    1,
  ]);
  expect(host.served.at(-1)?.patch).toEqual([{ op: 'delete', key: 'list' }]);
  expect(post('/pipeline', [['EXISTS', 'list']]).patch).toBeUndefined();
});

it('tells a push as a push, with the expiry that the list has', async () => {
  const { host, withClient } = open();
  await withClient((client) => client.pipeline().rpush('list', 'a').expire('list', 60).exec());
  await withClient((client) => client.rpush('list', 'b'));
  expect(host.served.map(({ patch }) => patch)).toEqual([
    [
      { op: 'push', key: 'list', values: ['a'] },
      { op: 'expire', key: 'list', expiresAtMs: 60_000 },
    ],
    [{ op: 'push', key: 'list', values: ['b'], expiresAtMs: 60_000 }],
  ]);
});

it('does the other commands of a transaction when one fails, and none when one cannot be queued', () => {
  const { post } = open();
  expect(
    bodyOf(
      post('/multi-exec', [
        ['SET', 'k', 'x'],
        ['INCR', 'k'],
        ['GET', 'k'],
      ]),
    ),
  ).toEqual([{ result: 'OK' }, { error: 'ERR value is not an integer or out of range' }, { result: 'x' }]);
  const refused = post('/multi-exec', [['SET', 'k', 'y'], ['GET']]);
  expect(refused.answer.status).toBe(400);
  expect(bodyOf(refused)).toEqual({ error: 'EXECABORT Transaction discarded because of previous errors.' });
  expect(bodyOf(post('/', ['GET', 'k']))).toEqual({ result: 'x' });
});

it('runs a script for the client, by its name the second time', async () => {
  const { host, withClient } = open();
  const taken = await withClient(async (client) => {
    const take = client.createScript("redis.call('RPUSH', KEYS[1], ARGV[1]) return redis.call('LLEN', KEYS[1])");
    return [await take.exec(['list'], ['კი']), await take.exec(['list'], ['b'])];
  });
  expect(taken).toEqual([1, 2]);
  expect(host.served.map(({ facts }) => facts?.['commands'])).toEqual([
    [{ command: 'EVALSHA', result: 'NOSCRIPT No matching script. Please use EVAL.' }],
    [{ command: 'EVAL', result: 1, calls: ['RPUSH', 'LLEN'] }],
    [{ command: 'EVALSHA', result: 2, calls: ['RPUSH', 'LLEN'] }],
  ]);
  expect(host.state.get('list')).toEqual(['კი', 'b']);
});

it('ends a script that would never end', () => {
  const answer = bodyOf(open().post('/', ['EVAL', 'while true do end', '0']));
  expect(JSON.stringify(answer)).toContain('does not support more than 2000000 instructions');
});

it('keeps two services apart that live at the same time', () => {
  const [one, two] = [open(), open()];
  one.post('/', ['SET', 'k', 'one', 'PX', '1000']);
  two.post('/', ['SET', 'k', 'two']);
  two.host.advanceTo(5_000);
  expect(bodyOf(two.post('/', ['GET', 'k']))).toEqual({ result: 'two' });
  expect(bodyOf(one.post('/', ['PTTL', 'k']))).toEqual({ result: 1000 });
  expect(bodyOf(one.post('/', ['GET', 'k']))).toEqual({ result: 'one' });
  expect(bodyOf(open().post('/', ['GET', 'k']))).toEqual({ result: null });
});

it('refuses another token with 401, as the client shows it', async () => {
  const { host, withClient } = open({}, 'wrong');
  await expect(withClient((client) => client.get('k'))).rejects.toThrow('WRONGPASS invalid username-password pair');
  expect(host.served.at(-1)?.answer.status).toBe(401);
});

it('answers an error of a single command with 400, in a pipeline beside the others', async () => {
  const { post, withClient } = open();
  post('/', ['RPUSH', 'list', 'a']);
  const single = post('/', ['GET', 'list']);
  expect(single.answer.status).toBe(400);
  expect(bodyOf(single)).toEqual({ error: 'WRONGTYPE Operation against a key holding the wrong kind of value' });
  await expect(withClient((client) => client.get('list'))).rejects.toThrow('WRONGTYPE');
});

it('refuses what it does not know with what was sent', () => {
  const { host, post } = open();
  expect(bodyOf(post('/', ['XADD', 's', '*', 'a', 1]))).toEqual({
    error: 'ERR the simulated Redis does not support the command ["XADD","s","*","a","1"]',
  });
  expect(JSON.stringify(bodyOf(post('/subscribe/x', [])))).toContain('/subscribe/x');
  expect(JSON.stringify(bodyOf(post('/', { set: 'k' })))).toContain('failed to parse command');
  const get = host.serve(wireRequest(`${ORIGIN}/get/k`, { method: 'GET', headers: HEADERS }));
  expect(get.answer.status).toBe(400);
});

it('has a bound on a request and on the commands of a day', () => {
  const small = open({ largestRequestBytes: 20 });
  expect(JSON.stringify(bodyOf(small.post('/', ['SET', 'k', 'long enough'])))).toContain('max request size exceeded');
  const few = open({ dailyCommands: 2 });
  few.post('/pipeline', [['PING'], ['PING']]);
  expect(JSON.stringify(bodyOf(few.post('/', ['PING'])))).toContain('max daily request limit exceeded');
  few.host.advanceTo(86_400_000);
  expect(bodyOf(few.post('/', ['PING']))).toEqual({ result: 'PONG' });
});

it('gives integers beyond 2^53 as they are', () => {
  const { post } = open();
  expect(post('/', ['INCRBY', 'n', '9007199254740993']).answer.body).toBe('{"result":9007199254740993}');
});

it('names what a request does', () => {
  const name = (path: string, body: unknown) =>
    redis.operation(wireRequest(`${ORIGIN}${path}`, { body: JSON.stringify(body) }));
  expect(name('/pipeline', [['rpush', 'l', 'a']])).toBe('RPUSH');
  expect(
    name('/pipeline', [
      ['rpush', 'l', 'a'],
      ['expire', 'l', 60],
    ]),
  ).toBe('RPUSH+EXPIRE');
  expect(name('/pipeline', [['set', 'k', 'v', 'nx', 'px', 30_000]])).toBe('SET NX');
  expect(
    name('/multi-exec', [
      ['lrange', 'l', 0, -1],
      ['del', 'l'],
    ]),
  ).toBe('MULTI LRANGE+DEL');
  expect(name('/', ['eval', 'return 1', 0])).toBe('EVAL');
  expect(name('/nowhere', ['get'])).toBe('refused');
});

it('holds keys and fields by any name, in the order in which they came', () => {
  const { post } = open();
  for (const key of ['b', '__proto__', '7', 'constructor']) post('/', ['SET', key, key]);
  expect(bodyOf(post('/', ['KEYS', '*']))).toEqual({ result: ['b', '__proto__', '7', 'constructor'] });
  post('/', ['HSET', 'h', 'b', '1', '7', '2', '__proto__', '3']);
  expect(bodyOf(post('/', ['HGETALL', 'h']))).toEqual({ result: ['b', '1', '7', '2', '__proto__', '3'] });
});
