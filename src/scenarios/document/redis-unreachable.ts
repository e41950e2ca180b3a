/** Redis refuses, is not found, does not know the token, or does not answer at all. */
import type { Scenario } from '../../sim/model/scenario.ts';
import { threeQuickMessages } from '../messages.ts';
import { neverAccepted, singleReplies } from '../outcomes.ts';

const URL = 'UPSTASH_REDIS_REST_URL';
const TOKEN = 'UPSTASH_REDIS_REST_TOKEN';
const deployment = 'production';
const hangs = [{ fault: 'call-hangs', what: 'request', to: 'redis', nth: 1, count: 0 }] as const;

export const redisUnreachable = {
  id: 'redis-unreachable',
  kind: 'document',
  title: 'Redis is not there',
  reference: 'log 3; summary 3',
  lookAt:
    'The client tries six times, for 4.3 s, before the error reaches the code. Then each message takes the normal way: three late replies instead of one.',
  claims: [
    {
      says: 'When Redis fails, the code says so in the log and falls back to the normal flow (log 3).',
      verdict: 'holds only if',
      because:
        'Redis answers or refuses. A client made from a malformed address throws before anything can be caught, if it is made when the module is loaded; and a Redis that does not answer at all is waited for, for ever.',
    },
    {
      says: 'A time-out of the network makes it fall back.',
      verdict: 'does not hold',
      because: 'There is no time-out in the client. The function is ended first, or Messenger sends the message again.',
    },
    {
      says: 'Redis connections are 15 % of the problems.',
      verdict: 'rests on no data',
      because: 'No count is given, and we have none.',
    },
  ],
  seenInTheWild: [
    {
      repository: 'cnrad/lanyard-profile-readme',
      number: 33,
      sentence: 'With Redis down the function answers 504, because its client goes on trying for too long.',
    },
  ],
  messages: threeQuickMessages,
  variants: [
    {
      id: 'refused',
      title: 'Connections are refused',
      happens: 'After 4.3 s of retries in the client, the normal flow: three replies, the first at 6.7 s.',
      faults: [
        {
          fault: 'call-breaks',
          what: 'request',
          error: 'connect ECONNREFUSED 10.0.0.7:443',
          to: 'redis',
          nth: 1,
          count: 0,
        },
      ],
      expected: singleReplies,
    },
    {
      id: 'wrong-token',
      title: 'The token is wrong',
      happens: 'Redis answers 401, which the client does not try again: the normal flow at once, three replies.',
      faults: [{ fault: 'environment', name: TOKEN, value: 'another-token', deployment }],
      expected: singleReplies,
    },
    {
      id: 'token-missing',
      title: 'The token is missing',
      happens: 'As with a wrong one: 401, the normal flow at once, three replies.',
      faults: [{ fault: 'environment', name: TOKEN, unset: true, deployment }],
      expected: singleReplies,
    },
    {
      id: 'url-missing',
      title: 'The address is missing',
      happens: 'The client asks an address without a host, six times in 4.3 s; then the normal flow, three replies.',
      faults: [{ fault: 'environment', name: URL, unset: true, deployment }],
      expected: singleReplies,
    },
    {
      id: 'url-malformed',
      title: 'The address is malformed, the client made when it is used',
      happens: 'The constructor throws where the code can catch it: the normal flow at once, three replies.',
      faults: [{ fault: 'environment', name: URL, value: 'redis.upstash.example', deployment }],
      expected: singleReplies,
    },
    {
      id: 'url-malformed-at-load',
      title: 'The address is malformed, the client made when the module is loaded',
      happens:
        'The constructor throws while the module is loaded. Every webhook is answered 500, Messenger sends each again, to no avail: no message is ever accepted, and no reply comes.',
      settings: { redisClientAt: 'load' },
      faults: [{ fault: 'environment', name: URL, value: 'redis.upstash.example', deployment }],
      expected: neverAccepted,
    },
    {
      id: 'hangs-10s',
      title: 'Redis does not answer; the function may run for 10 s',
      happens:
        'Each webhook waits until it is ended at 10 s and answered 504. Messenger sends it again, and again. Nothing falls back.',
      constants: { 'platform.maxDurationMs': 10_000 },
      faults: hangs,
      expected: neverAccepted,
    },
    {
      id: 'hangs-10s-pinged',
      title: 'The same, and Redis is pinged first, as the document recommends',
      happens: 'The ping is given half a second; then the normal flow: three replies, the first at 2.6 s.',
      constants: { 'platform.maxDurationMs': 10_000 },
      settings: { pingTimeoutMs: 500 },
      faults: hangs,
      expected: singleReplies,
    },
    {
      id: 'hangs-60s',
      title: 'Redis does not answer; the function may run for 60 s',
      happens:
        'Messenger waits 20 s and sends the message again while the first webhook still hangs. Nothing falls back.',
      constants: { 'platform.maxDurationMs': 60_000 },
      faults: hangs,
      expected: neverAccepted,
    },
  ],
} as const satisfies Scenario;
