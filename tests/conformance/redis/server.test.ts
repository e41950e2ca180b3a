/** The real server as the suites speak to it: whoever asks gets his own answers, and an end. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RealRedis, realRedisProgram, startRealRedis } from '../../support/real-redis.ts';
import { howToEnable, leftOut } from './beside.ts';

describe.skipIf(leftOut)(`a real server${howToEnable}`, () => {
  let real: RealRedis;
  beforeAll(async () => {
    real = await startRealRedis(realRedisProgram() ?? 'redis-server');
  });
  afterAll(() => real.stop());

  it('answers as many as were asked in one go, also where that is none', async () => {
    const asked = [real.send([['PING'], ['ECHO', 'გამარჯობა']]), real.send([]), real.send([['NO', 'SUCH'], ['PING']])];
    const answers = await Promise.all(asked);
    expect(answers).toEqual([
      ['PONG', 'გამარჯობა'],
      [],
      [{ error: expect.stringContaining("unknown command 'NO'") }, 'PONG'],
    ]);
  });

  it('lets nobody wait for an answer who asks when it has stopped', async () => {
    const other = await startRealRedis(realRedisProgram() ?? 'redis-server');
    await other.stop();
    await expect(other.send([['PING']])).rejects.toThrow('redis-server closed the connection');
    await expect(other.send([])).rejects.toThrow('redis-server closed the connection');
  });
});
