/** Numbers and names of the simulated Upstash Redis. */
import type { ServiceConstant } from '../service.ts';

export const REDIS_ORIGIN = 'https://redis.upstash.example';

export const REDIS_CONSTANTS = [
  {
    kind: 'text',
    name: 'token',
    default: 'redis-token',
    minLength: 1,
    maxLength: 256,
    sentence: 'The REST token that is accepted; another one is answered 401.',
    source: 'chosen',
  },
  {
    kind: 'number',
    name: 'largestRequestBytes',
    default: 10_485_760,
    min: 0,
    max: 1_073_741_824,
    unit: 'count',
    sentence: 'How many bytes a request may have.',
    source: 'Upstash docs, troubleshooting, max request size exceeded: 10 MB',
  },
  {
    kind: 'number',
    name: 'dailyCommands',
    default: 0,
    min: 0,
    max: 1_000_000_000,
    unit: 'count',
    sentence: 'How many commands a day may be sent, by the UTC day of its clock; 0 for no bound.',
    source: 'Upstash docs, troubleshooting, max daily request limit exceeded: by plan; calm: none',
  },
  {
    kind: 'number',
    name: 'monthlyCommands',
    default: 0,
    min: 0,
    max: 1_000_000_000,
    unit: 'count',
    sentence: 'How many commands a month may be sent, all in one month as far as a run goes; 0 for no bound.',
    source: 'Upstash docs, troubleshooting, max requests limit exceeded: by plan, 500,000 on the free one; calm: none',
  },
  {
    kind: 'number',
    name: 'replicas',
    default: 0,
    published: 1,
    min: 0,
    max: 5,
    unit: 'count',
    fixed: true,
    sentence: 'How many replicas serve reads; where there is one, reads go to replicas in turn.',
    source:
      'Upstash docs, features/replication: on for all paid databases; the reference document has none but in issue 4',
  },
  {
    kind: 'number',
    name: 'replicaLagMs',
    default: 100,
    min: 0,
    max: 3_600_000,
    unit: 'ms',
    sentence: 'How long a write takes until a replica knows it.',
    source: 'not published; chosen',
  },
] as const satisfies readonly ServiceConstant[];
