/**
 * The door of the simulated Redis: Upstash's REST API over data that ioredis-mock holds. What it does not support is
 * refused with an error that says so; `tests/conformance/redis/differences.ts` lists where it differs from a 7.0 server.
 */
import type { ServiceKind } from '../service.ts';
import { REDIS_CONSTANTS, REDIS_ORIGIN } from './constants.ts';
import { OPERATION_WORDS, operationOf } from './calls.ts';
import { redisError } from './member.ts';
import { createRedis, type RedisService } from './server.ts';

export { isRead } from './calls.ts';
export type { RedisService } from './server.ts';

export const redis: ServiceKind<typeof REDIS_CONSTANTS, RedisService> = {
  id: 'redis',
  role: 'redis',
  label: 'Redis',
  origins: [REDIS_ORIGIN],
  constants: REDIS_CONSTANTS,
  operation: operationOf,
  words: OPERATION_WORDS,
  errorOf: (status) => redisError(status, status === 429 ? 'ERR max requests limit exceeded' : 'ERR internal error'),
  create: createRedis,
};
