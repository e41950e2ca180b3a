/**
 * A suite beside a real server. Where there is none it is skipped under a name that says how to enable it, except in
 * continuous integration, where that is a failure.
 */
import { afterAll, beforeAll, vi } from 'vitest';
import { ENABLE_REAL_REDIS, type RealRedis, realRedisProgram, startRealRedis } from '../../support/real-redis.ts';
import { both, type Both } from './both.ts';

const program = realRedisProgram();

/** Whether the suite is left out: for `describe.skipIf`. */
export const leftOut = program === undefined && process.env['CI'] === undefined;

/** For the suite's name. */
export const howToEnable = leftOut ? ` (no redis-server found; to enable: ${ENABLE_REAL_REDIS})` : '';

/** Inside the suite: starts the server before its tests and stops it after them. Gives the pair within a test. */
export function besideRealRedis(): () => Both {
  let real: RealRedis | undefined;
  let pair: Both | undefined;
  beforeAll(async () => {
    if (program === undefined) throw new Error(`no redis-server found; expected one here: ${ENABLE_REAL_REDIS}`);
    real = await startRealRedis(program);
    pair = both(real);
    vi.stubGlobal('fetch', pair.fetch);
  });
  afterAll(async () => {
    vi.unstubAllGlobals();
    await real?.stop();
  });
  return () => {
    if (pair === undefined) throw new Error('the pair is there within a test');
    return pair;
  };
}
