/** How large a request, a key and a member may be, and how many commands a plan has. */
import { expect } from 'vitest';
import { pass } from '../../support/on-wire.ts';
import type { Fact } from '../fact.ts';
import { withClient } from './client.ts';

const DAY_MS = 86_400_000;

export const limitFacts: readonly Fact[] = [
  {
    fact: 'A request has at most 10 MB, and a plan its commands a day and a month (`dailyCommands`, `monthlyCommands`): `ERR max request size exceeded`, `ERR max daily request limit exceeded`, `ERR max requests limit exceeded`; nothing of what is refused is done',
    source: 'Upstash docs, troubleshooting',
    holds: async () => {
      await withClient({}, async (client) => {
        await expect(client.set('k', 'a'.repeat(10_485_760))).rejects.toThrow(/^ERR max request size exceeded/);
        expect(await client.exists('k')).toBe(0);
      });
      await withClient({ constants: { 'redis.dailyCommands': 2 } }, async (client) => {
        await client.set('k', 1);
        await client.incr('k');
        await expect(client.incr('k')).rejects.toThrow(/^ERR max daily request limit exceeded. Limit: 2, Usage: 2/);
        // The run begins at noon by its clock.
        await pass(DAY_MS / 2);
        expect(await client.incr('k')).toBe(3);
        expect(await client.incr('k')).toBe(4);
        await pass(DAY_MS - 1_000);
        await expect(client.incr('k')).rejects.toThrow(/^ERR max daily request limit exceeded/);
      });
      await withClient({ constants: { 'redis.monthlyCommands': 2 } }, async (client) => {
        await client.set('k', 1);
        await expect(client.pipeline().incr('k').incr('k').exec()).rejects.toThrow(/^ERR max requests limit exceeded/);
        expect(await client.get('k')).toBe(1);
        await pass(DAY_MS);
        await expect(client.get('k')).rejects.toMatchObject({
          name: 'UpstashError',
          message: expect.stringMatching(/^ERR max requests limit exceeded. Limit: 2, Usage: 2/),
        });
      });
    },
  },
  {
    fact: 'A key has at most 32 kB, and so has a member of a set or a sorted set: `ERR max key size exceeded`, `ERR max member size exceeded`; a value may be larger',
    source: 'Upstash docs, troubleshooting',
    holds: async () => {
      await withClient({}, async (client) => {
        const [fits, large] = ['ა'.repeat(10_922), 'ა'.repeat(10_923)];
        await client.set(fits, large);
        await client.sadd('s', fits);
        const key = /ERR max key size exceeded. Limit: 32768 bytes, Actual: 32769 bytes/;
        await expect(client.get(large)).rejects.toThrow(key);
        await expect(client.mset({ k: 1, [large]: 2 })).rejects.toThrow(key);
        expect(await client.exists('k')).toBe(0);
        await expect(client.eval("return redis.call('get', ARGV[1])", [], [large])).rejects.toThrow(key);
        await expect(client.eval('return 1', [large], [])).rejects.toThrow(key);
        for (const act of [() => client.sadd('s', large), () => client.zadd('z', { score: 1, member: large })]) {
          await expect(act()).rejects.toThrow(/ERR max member size exceeded. Limit: 32768 bytes/);
        }
        expect([await client.scard('s'), await client.zcard('z')]).toEqual([1, 0]);
      });
    },
  },
];
