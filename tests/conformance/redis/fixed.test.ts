/** Commands that no generated sequence can hold: they name moments of the calendar, or empty everything. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../../src/sim/services/redis/commands/index.ts';
import { besideRealRedis, howToEnable, leftOut } from './beside.ts';
import type { Words } from './both.ts';
import { anyWords } from './raw.ts';
import { TYPED } from './typed.ts';

const IN_2100 = '4102444800';

const CASES: Readonly<Record<string, readonly Words[]>> = {
  'a moment far ahead': [
    ['set', 'k', 'v'],
    ['expiretime', 'k'],
    ['expireat', 'k', IN_2100],
    ['expiretime', 'k'],
    ['pexpiretime', 'k'],
    ['expireat', 'k', '4102444801', 'nx'],
    ['expireat', 'k', '4102444801', 'gt'],
    ['pexpiretime', 'k'],
    ['set', 'k', 'w', 'keepttl'],
    ['expiretime', 'k'],
    ['set', 'k', 'w', 'exat', IN_2100],
    ['expiretime', 'k'],
    ['getex', 'k', 'persist'],
    ['pexpiretime', 'k'],
    ['getex', 'k', 'exat', IN_2100],
    ['rename', 'k', 'm'],
    ['expiretime', 'm'],
    ['expiretime', 'k'],
    ['expireat', 'k', IN_2100],
  ],
  'a moment that is past': [
    ['set', 'k', 'v'],
    ['expireat', 'k', '1'],
    ['exists', 'k'],
    ['set', 'k', 'v'],
    ['getex', 'k', 'exat', '1'],
    ['exists', 'k'],
  ],
  'moments that are none': [
    ['set', 'k', 'v'],
    ['expireat', 'k', 'soon'],
    ['expireat', 'k', '9223372036854775807'],
    ['expireat', 'k'],
    ['expireat', 'k', IN_2100, 'never'],
    ['expiretime'],
    ['time', 'now'],
  ],
  'sets of whole numbers, and the scores of a scan, come sorted': [
    ['sadd', 's', '30', '-1', '2', '9007199254740993'],
    ['smembers', 's'],
    ['sscan', 's', '0'],
    ['sadd', 'r', '2', '30', '7'],
    ['sinter', 's', 'r'],
    ['sunion', 's', 'r'],
    ['sdiff', 's', 'r'],
    ['sunionstore', 'u', 's', 'r'],
    ['smembers', 'u'],
    ['srem', 's', '2'],
    ['smembers', 's'],
    ['zadd', 'z', '2', 'b', '1', 'c', '1', 'a'],
    ['zscan', 'z', '0'],
  ],
  'emptying everything': [
    ['mset', 'a', '1', 'b', '2'],
    ['flushdb', 'never'],
    ['dbsize'],
    ['flushdb'],
    ['dbsize'],
    ['rpush', 'l', 'a'],
    ['flushall', 'async'],
    ['exists', 'l'],
    ['flushall', 'sync', 'now'],
  ],
};

describe.skipIf(leftOut)(`simulated Redis and a real server${howToEnable}`, () => {
  const both = besideRealRedis();
  it.each(Object.entries(CASES))('do the same: %s', async (_about, commands) => {
    await both().begin();
    for (const words of commands) {
      const { simulated, real } = await both().command(words);
      expect({ words, answer: simulated }).toEqual({ words, answer: real });
    }
  });

  it('tell the time each by its own clock', async () => {
    const { simulated, real } = await both().command(['time']);
    const time = [expect.stringMatching(/^\d{10}$/), expect.stringMatching(/^\d{1,6}$/)];
    expect([simulated, real]).toEqual([time, time]);
  });
});

it('every command of the simulated Redis is compared with a server', () => {
  const compared = new Set([
    ...fc.sample(anyWords, { numRuns: 20_000, seed: 1 }).map(([name = '']) => name.toLowerCase()),
    ...TYPED.flatMap((call) => fc.sample(call, 1).map(({ name }) => name)),
    ...Object.values(CASES).flatMap((commands) => commands.map(([name = '']) => name)),
  ]);
  expect([...COMMANDS.keys()].filter((name) => !compared.has(name))).toEqual([]);
});
