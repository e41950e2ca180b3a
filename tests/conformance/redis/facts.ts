/** What Redis does over its REST wire, and what its client does by itself. What commands do is compared with a server. */
import type { Redis } from '@upstash/redis';
import { expect } from 'vitest';
import type { RequestEvent } from '../../../src/sim/model/trace.ts';
import { redis } from '../../../src/sim/services/redis/index.ts';
import {
  ANSWER_LOST,
  answered,
  gapsOf,
  HANGS,
  noting,
  onWire,
  pass,
  type Played,
  REQUEST_LOST,
  spoil,
} from '../../support/on-wire.ts';
import type { Fact, Refused, ServiceFacts } from '../fact.ts';
import { clientOf, URL, withClient } from './client.ts';
import { limitFacts } from './limits.ts';
import { replicaFacts } from './replicas.ts';

const pathOf = ({ url }: RequestEvent): string => url.slice(URL.length);
const linesOf = ({ sent }: Played): readonly string[] =>
  sent.map((request) => `${request.method} ${pathOf(request)} ${request.body}`);
const answersOf = ({ events }: Played): readonly string[] =>
  events.flatMap((event) => (event.kind === 'answer' ? [`${event.status} ${event.body}`] : []));

const facts: readonly Fact[] = [
  {
    fact: 'A single awaited command goes to POST `/pipeline`; the commands of one tick share a request',
    source: 'measured',
    holds: async () => {
      const played = await withClient({}, async (client) => {
        await client.rpush('l', 'a');
        await Promise.all([client.set('k', 1), client.incr('k'), client.rpush('l', 'b')]);
      });
      expect(linesOf(played)).toEqual([
        'POST /pipeline [["rpush","l","a"]]',
        'POST /pipeline [["set","k",1],["incr","k"],["rpush","l","b"]]',
      ]);
    },
  },
  {
    fact: 'Reads and writes of one tick go in two requests side by side, in no order',
    source: 'measured',
    holds: async () => {
      const late = spoil('SET', { kind: 'delay-request', ms: 10 });
      const played = await withClient({ rules: [late] }, async (client) => {
        const [, read] = await Promise.all([client.set('k', 'new'), client.get('k')]);
        expect(read).toBeNull();
      });
      expect(linesOf(played)).toEqual(['POST /pipeline [["set","k","new"]]', 'POST /pipeline [["get","k"]]']);
      expect(played.sent.map(({ atMs }) => atMs)).toEqual([0, 0]);
    },
  },
  {
    fact: '`lrange`, `scan`, `keys`, `hgetall`, `smembers`, `zrange` and others go alone to POST `/`',
    source: 'measured',
    holds: async () => {
      const played = await withClient({}, async (client) => {
        await Promise.all([
          client.get('k'),
          client.lrange('l', 0, -1),
          client.keys('*'),
          client.scan(0),
          client.hgetall('h'),
          client.smembers('s'),
          client.zrange('z', 0, -1),
        ]);
      });
      expect(linesOf(played).toSorted()).toEqual([
        'POST / ["hgetall","h"]',
        'POST / ["keys","*"]',
        'POST / ["lrange","l",0,-1]',
        'POST / ["scan",0]',
        'POST / ["smembers","s"]',
        'POST / ["zrange","z",0,-1]',
        'POST /pipeline [["get","k"]]',
      ]);
    },
  },
  {
    fact: 'The client asks for `Upstash-Encoding: base64`: all strings but `OK` come back so, numbers and null plain',
    source: 'Upstash docs, features/restapi; measured',
    holds: async () => {
      const encodings: (string | undefined)[] = [];
      const played = await withClient({ rules: [noting('upstash-encoding', encodings)] }, async (client) => {
        await client.set('k', 'კი');
        await client.get('k');
        await client.lrange('none', 0, -1);
        await client.get('none');
        await client.rpush('l', 'კი', '5');
        await client.lrange('l', 0, -1);
      });
      const [text, digit] = ['კი', '5'].map((given) => Buffer.from(given).toString('base64'));
      expect(answersOf(played)).toEqual([
        '200 [{"result":"OK"}]',
        `200 [{"result":"${text}"}]`,
        '200 {"result":[]}',
        '200 [{"result":null}]',
        '200 [{"result":2}]',
        `200 {"result":["${text}","${digit}"]}`,
      ]);
      expect(new Set(encodings)).toEqual(new Set(['base64']));
    },
  },
  {
    fact: 'An error of a command is 400 `{"error":"ERR .."}`, a wrong token 401 `{"error":"WRONGPASS .."}`; within a pipeline it stands beside the others, and the client throws',
    source: 'Upstash docs, features/restapi; measured',
    holds: async () => {
      const played = await withClient({}, async (client) => {
        await client.set('k', 'text');
        await expect(client.lrange('k', 0, -1)).rejects.toThrow(/^WRONGTYPE Operation against a key/);
        await expect(client.lrange('k', 0, 1.5)).rejects.toThrow(/^ERR value is not an integer or out of range/);
        await expect(client.pipeline().incr('n').incr('k').incr('n').exec()).rejects.toThrow(/ERR value is not an/);
        await expect(clientOf({ token: 'wrong' }).get('k')).rejects.toThrow(/^WRONGPASS/);
      });
      expect(answersOf(played).slice(1)).toEqual([
        '400 {"error":"WRONGTYPE Operation against a key holding the wrong kind of value"}',
        '400 {"error":"ERR value is not an integer or out of range"}',
        '200 [{"result":1},{"error":"ERR value is not an integer or out of range"},{"result":2}]',
        expect.stringMatching(/^401 \{"error":"WRONGPASS [^"]+"\}$/),
      ]);
    },
  },
  {
    fact: 'A body that is no JSON (the page of a 502) is an UpstashJSONParseError',
    source: 'measured',
    holds: async () => {
      await withClient({ rules: [spoil('GET', answered(502, '<html>bad gateway</html>'))] }, async (client) => {
        await expect(client.get('k')).rejects.toMatchObject({ name: 'UpstashJSONParseError' });
      });
    },
  },
  {
    fact: 'An error that a fault puts in the place of an answer has the same shape, whatever its status',
    source: 'Upstash docs, features/restapi',
    holds: async () => {
      const request = { method: 'POST', url: URL, headers: {}, body: '["get","k"]' };
      for (const status of [400, 429, 500, 503]) {
        const answer = redis.errorOf(status, request);
        await withClient({ rules: [spoil('GET', { kind: 'refuse', when: 'before', answer })] }, async (client) => {
          await expect(client.get('k')).rejects.toMatchObject({
            name: 'UpstashError',
            message: expect.stringMatching(/^ERR /),
          });
        });
      }
    },
  },
  {
    fact: 'The client asks again only when `fetch` throws: 6 calls, with waits of 50, 135, 369, 1004 and 2729 ms, 4.3 s in all',
    source: 'measured',
    holds: async () => {
      const played = await withClient({ rules: [spoil('RPUSH', REQUEST_LOST, 1, 99)] }, async (client) => {
        await expect(client.rpush('l', 'a')).rejects.toThrow('fetch failed');
      });
      expect(gapsOf(played.sent)).toEqual([50, 135, 369, 1_004, 2_729]);
    },
  },
  {
    fact: 'An HTTP error is never tried again',
    source: 'measured',
    holds: async () => {
      for (const status of [400, 429, 500, 503]) {
        const rules = [spoil('GET', answered(status, '{"error":"ERR words"}'))];
        const played = await withClient({ rules }, async (client) => {
          await expect(client.get('k')).rejects.toMatchObject({ name: 'UpstashError' });
        });
        expect([status, played.sent.length]).toEqual([status, 1]);
      }
    },
  },
  {
    fact: 'There is no time-out by default: a call that hangs hangs',
    source: 'measured',
    holds: async () => {
      const played = await withClient({ rules: [spoil('GET', HANGS)], mayHang: true }, async (client) => {
        await client.get('k');
      });
      expect(played.finished).toBe(false);
      expect(played.sent).toHaveLength(1);
    },
  },
  {
    fact: 'A lost answer is sent again: an RPUSH is pushed twice',
    source: 'measured',
    holds: async () => {
      await withClient({ rules: [spoil('RPUSH', ANSWER_LOST)] }, async (client) => {
        expect(await client.rpush('l', 'კი')).toBe(2);
        expect(await client.lrange('l', 0, -1)).toEqual(['კი', 'კი']);
      });
    },
  },
  {
    fact: 'A SET NX whose answer is lost comes back null: the caller holds the lock and does not know it',
    source: 'measured',
    holds: async () => {
      await withClient({ rules: [spoil('SET NX', ANSWER_LOST)] }, async (client) => {
        expect(await client.set('lock', 'me', { nx: true, px: 30_000 })).toBeNull();
        expect(await client.get('lock')).toBe('me');
      });
    },
  },
  {
    fact: 'A MULTI LRANGE+DEL whose answer is lost gives an empty list the second time: what was taken is gone',
    source: 'measured',
    holds: async () => {
      await withClient({ rules: [spoil('MULTI LRANGE+DEL', ANSWER_LOST)] }, async (client) => {
        await client.rpush('l', 'a', 'b');
        expect(await client.multi().lrange('l', 0, -1).del('l').exec()).toEqual([[], 0]);
        expect(await client.exists('l')).toBe(0);
      });
    },
  },
  {
    fact: 'Values are revived: digits up to 2^53 as numbers, beyond it as a text, `"true"` as a boolean, JSON as an object; digits after a zero stay a text. `automaticDeserialization: false` gives texts',
    source: 'measured',
    holds: async () => {
      const held = ['12345', '3282789748459241', '32827897484592413', '03282789748459241', 'true', '{"a":1}', 'კი'];
      const revived = [12_345, 3_282_789_748_459_241, '32827897484592413', '03282789748459241', true, { a: 1 }, 'კი'];
      await withClient({}, async (client) => {
        const plain = clientOf({ automaticDeserialization: false });
        await plain.rpush('l', ...held);
        expect(await client.lrange('l', 0, -1)).toEqual(revived);
        expect(await plain.lrange('l', 0, -1)).toEqual(held);
      });
    },
  },
  {
    fact: '`/multi-exec`: one failing command does not stop the others, yet the client throws',
    source: 'Upstash docs, features/restapi; measured',
    holds: async () => {
      const played = await withClient({}, async (client) => {
        await client.set('k', 'text');
        await expect(client.multi().incr('k').set('done', 'yes').exec()).rejects.toThrow(/ERR value is not an integer/);
        expect(await client.get('done')).toBe('yes');
      });
      expect(linesOf(played)[1]).toBe('POST /multi-exec [["incr","k"],["set","done","yes"]]');
    },
  },
  {
    fact: 'A time-out by a signal that is given as an instance fakes an answer or a TypeError; given as a function it throws a TimeoutError',
    source: 'measured',
    holds: async () => {
      const rules = () => [spoil('GET', HANGS), spoil('LRANGE', HANGS)];
      await onWire({ rules: rules() }, async ({ nowMs }) => {
        // A timer of its own: that of the signal keeps nothing going.
        void pass(10_000);
        const client = clientOf({ signal: AbortSignal.timeout(500) });
        await expect(client.get('k')).rejects.toBeInstanceOf(TypeError);
        expect(nowMs()).toBe(500);
        expect(await client.lrange('l', 0, -1)).toBeNull();
      });
      await onWire({ rules: rules() }, async ({ nowMs }) => {
        void pass(10_000);
        const client = clientOf({ signal: () => AbortSignal.timeout(500) });
        await expect(client.get('k')).rejects.toMatchObject({ name: 'TimeoutError' });
        await expect(client.lrange('l', 0, -1)).rejects.toMatchObject({ name: 'TimeoutError' });
        expect(nowMs()).toBe(1_000);
      });
    },
  },
  {
    fact: 'A lock (`SET key value NX PX ms`) expires by the server’s clock, not by its holder’s; `DEL` releases it, whoever holds it',
    source: 'Redis docs, SET, DEL',
    holds: async () => {
      await onWire({}, async ({ stepClock }) => {
        const client = clientOf();
        const lock = async (owner: string): Promise<unknown> => client.set('lock', owner, { nx: true, px: 30_000 });
        expect(await lock('me')).toBe('OK');
        stepClock(60_000);
        expect(await lock('you')).toBeNull();
        await pass(30_001);
        expect(await lock('you')).toBe('OK');
        expect(await client.del('lock')).toBe(1);
        expect(await lock('third')).toBe('OK');
      });
    },
  },
];

/** One of each kind; the client has no methods of its own for those that wait on the server. */
const UNKNOWN: readonly (readonly [string, (client: Redis) => Promise<unknown>])[] = [
  ['streams', (client) => client.xadd('s', '*', { a: 1 })],
  ['geo', (client) => client.geoadd('g', { longitude: 44.8, latitude: 41.7, member: 'თბილისი' })],
  ['bits', (client) => client.setbit('k', 7, 1)],
  ['floats', (client) => client.incrbyfloat('k', 1.5)],
  ['draws', (client) => client.spop('s')],
  ['blocking ones', (client) => client.exec(['BLPOP', 'l', 1])],
  ['JSON', (client) => client.json.get('k')],
  ['search', (client) => client.search.index({ name: 'i' }).query({ filter: { text: 'კი' } })],
];

const refused: readonly Refused[] = [
  {
    what: 'Commands that are not on the list (streams, geo, bits, floats, draws, blocking ones, JSON, search)',
    refuses: async () => {
      await withClient({}, async (client) => {
        for (const [what, ask] of UNKNOWN) {
          const told = await ask(client).then(
            () => 'an answer',
            (error: unknown) => String(error),
          );
          expect([what, told]).toEqual([
            what,
            expect.stringMatching(/ERR the simulated Redis does not support the command \["/),
          ]);
        }
        await expect(client.xadd('s', '*', { a: 1 })).rejects.toThrow(/\["XADD","s","\*","a","1"\]/i);
      });
    },
  },
  {
    what: 'Paths other than `/`, `/pipeline` and `/multi-exec`, commands in an address, answers in RESP2',
    refuses: async () => {
      await onWire({}, async () => {
        const get = await fetch(`${URL}/get/k`, { headers: { authorization: 'Bearer redis-token' } });
        expect([get.status, await get.text()]).toEqual([400, expect.stringContaining('GET /get/k')]);
        const headers = { authorization: 'Bearer redis-token', 'upstash-response-format': 'resp2' };
        const resp2 = await fetch(URL, { method: 'POST', headers, body: '["ping"]' });
        expect([resp2.status, await resp2.text()]).toEqual([400, expect.stringContaining('response format resp2')]);
        const post = await fetch(`${URL}/subscribe/c`, {
          method: 'POST',
          headers: { authorization: 'Bearer redis-token' },
          body: '[]',
        });
        expect([post.status, await post.text()]).toEqual([400, expect.stringContaining('/subscribe/c')]);
      });
    },
  },
];

export const redisFacts: ServiceFacts = {
  id: 'redis',
  title: 'Redis',
  through: '@upstash/redis 1.39.0',
  facts: [...facts, ...limitFacts, ...replicaFacts],
  refused,
  remarks: [
    'A bound on commands a second is in the plans; what is answered beyond it is not published, and nothing is bounded so.',
    'Records of more than 100 MB (`ERR max single record size exceeded`) and the largest database are not imitated: the trace of such a run would not fit into memory.',
  ],
};
