/**
 * A suite beside a real server. Where there is none it is skipped under a name that says how to enable it, except in
 * continuous integration, where that is a failure.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENABLE_REAL_REDIS, type RealRedis, realRedisProgram, startRealRedis } from '../../support/real-redis.ts';
import { both, type Both } from './both.ts';

export function withRealRedis(name: string, suite: (both: () => Both) => void): void {
  const program = realRedisProgram();
  if (program === undefined) {
    const missing = `${name} (no redis-server found; to enable: ${ENABLE_REAL_REDIS})`;
    if (process.env['CI'] === undefined) describe.skip(missing, () => suite(() => none()));
    else it(missing, () => expect(program, ENABLE_REAL_REDIS).toBeDefined());
    return;
  }
  describe(name, () => {
    let real: RealRedis | undefined;
    let pair: Both | undefined;
    beforeAll(async () => {
      real = await startRealRedis(program);
      pair = both(real);
    });
    afterAll(async () => {
      await real?.stop();
    });
    suite(() => pair ?? none());
  });
}

function none(): never {
  throw new Error('there is no real server');
}
