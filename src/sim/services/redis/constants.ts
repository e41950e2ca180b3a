/** Numbers of Upstash Redis. Sources: upstash.com/docs/redis, REST API and troubleshooting. */
import type { ServiceConstant } from '../service.ts';

export const REDIS_CONSTANTS = [
  {
    kind: 'text',
    name: 'token',
    default: 'redis-token',
    maxLength: 256,
    sentence: 'The token that is accepted; another one is answered 401.',
    source: 'chosen',
  },
  {
    kind: 'number',
    name: 'largestRequestBytes',
    default: 10_485_760,
    min: 1,
    max: 1_073_741_824,
    unit: 'count',
    sentence: 'The largest request, in bytes.',
    source: 'troubleshooting: 10 MB',
  },
] as const satisfies readonly ServiceConstant[];
