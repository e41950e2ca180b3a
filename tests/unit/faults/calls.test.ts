/** Faults about single calls, each seen in a run of the real logic. */
import { describe, expect, it } from 'vitest';
import { arrivals, burst, calls, effects, one, replies } from './told.ts';

describe('a slow call', () => {
  it('arrives late, and its answer is late as well', async () => {
    const trace = await one([{ fault: 'call-slow', to: 'redis', operation: 'rpush', requestMs: 200, answerMs: 1_000 }]);
    expect(calls(trace, 'RPUSH')).toEqual(['0.050 webhook-1 → redis RPUSH: 200 at 1.350']);
    expect(arrivals(trace, 'RPUSH')).toEqual(['0.300 redis']);
    expect(effects(trace)).toEqual([
      '0.050 webhook-1: the request is 200 ms late',
      '0.050 webhook-1: the answer is 1000 ms late',
    ]);
  });
});

describe('a failing call', () => {
  it('is answered as the vendor words it, and its retry-after is obeyed by the client', async () => {
    const trace = await one([{ fault: 'call-fails', to: 'openai', status: 429, retryAfterS: 7, count: 2 }]);
    expect(calls(trace, 'chat')).toEqual([
      '3.550 processor-1 → openai chat: 429 at 3.650',
      '10.650 processor-1 → openai chat: 429 at 10.750',
      '17.750 processor-1 → openai chat: 200 at 19.350',
    ]);
    const answer = trace.events.find((event) => event.kind === 'answer' && event.status === 429);
    expect(answer).toMatchObject({ body: expect.stringContaining('rate_limit_exceeded') });
  });

  it('has been served all the same where it fails after', async () => {
    const trace = await one([
      { fault: 'call-fails', to: 'redis', operation: 'RPUSH', when: 'after', status: 502, body: '<html>bad gateway' },
    ]);
    expect(calls(trace, 'RPUSH')).toEqual(['0.050 webhook-1 → redis RPUSH: 502 at 0.150']);
    const pushed = trace.events.find((event) => event.kind === 'arrival' && event.operation === 'RPUSH');
    expect(pushed?.patch).toMatchObject([{ op: 'push' }]);
    expect(trace.events.find((event) => event.kind === 'answer' && event.status === 502)).toMatchObject({
      body: '<html>bad gateway',
      headers: { 'content-type': 'text/html' },
    });
  });

  it.each([
    ['redis', 'RPUSH', '{"error":"ERR internal error"}'],
    ['qstash', 'publish', '{"error":"internal server error"}'],
    ['firestore', 'get', '[{"error":{"code":500,"message":"INTERNAL: answered by a fault","status":"INTERNAL"}}]'],
    ['openai', 'chat', '"type":"server_error"'],
    ['messenger', 'send', '"message":"Service temporarily unavailable"'],
    ['platform', 'webhook', 'FUNCTION_INVOCATION_FAILED'],
  ])('of %s says what that service would say', async (to, operation, body) => {
    const { events } = await one([{ fault: 'call-fails', to, operation }]);
    const failed = events.find((event) => event.kind === 'answer' && event.status === 500);
    expect(failed).toMatchObject({ body: expect.stringContaining(body) });
  });
});

describe('a broken connection', () => {
  it('whose answer is lost was served: the client’s own retry of SET NX meets its own lock', async () => {
    const trace = await one([{ fault: 'call-breaks', to: 'redis', operation: 'SET NX' }]);
    expect(calls(trace, 'SET NX')).toEqual([
      '3.250 processor-1 → redis SET NX: read ECONNRESET at 3.350',
      '3.400 processor-1 → redis SET NX: 200 at 3.500',
    ]);
    expect(replies(trace)).toEqual([]);
  });

  it('of every call makes the service unreachable: the client gives up after 4.6 s', async () => {
    const refused = { fault: 'call-breaks', to: 'redis', what: 'request', error: 'connect ECONNREFUSED', count: 0 };
    const pushes = calls(await one([refused]), 'RPUSH');
    expect(pushes).toHaveLength(6);
    expect(pushes.at(-1)).toBe('4.587 webhook-1 → redis RPUSH: connect ECONNREFUSED at 4.637');
    expect(arrivals(await one([refused]), 'RPUSH')).toEqual([]);
  });
});

describe('a hanging call', () => {
  it('is killed with its function, while Messenger has long sent the webhook again', async () => {
    const trace = await one([{ fault: 'call-hangs', to: 'redis', operation: 'RPUSH', count: 0 }], {
      constants: { 'platform.maxDurationMs': 60_000 },
    });
    expect(calls(trace, 'webhook').slice(0, 2)).toEqual([
      '0.000 messenger → platform webhook: 504 at 60.100',
      '20.000 messenger → platform webhook: 504 at 80.100',
    ]);
    expect(calls(trace, 'RPUSH')[0]).toBe('0.050 webhook-1 → redis RPUSH: nothing');
  });

  it('has been served where only its answer hangs', async () => {
    const trace = await one([{ fault: 'call-hangs', to: 'redis', operation: 'RPUSH', what: 'answer' }]);
    expect(arrivals(trace, 'RPUSH')[0]).toBe('0.100 redis');
    expect(calls(trace, 'RPUSH')[0]).toBe('0.050 webhook-1 → redis RPUSH: nothing');
  });
});

describe('a stalled answer', () => {
  it('comes in time and is never read to its end: the function dies at its maximum', async () => {
    const trace = await one([{ fault: 'call-stalls', to: 'openai' }], {
      constants: { 'platform.maxDurationMs': 10_000 },
    });
    expect(calls(trace, 'chat')).toEqual(['3.550 processor-1 → openai chat: 200 at 5.150']);
    expect(calls(trace, 'processor')).toEqual(['3.200 qstash → platform processor: 504 at 13.300']);
  });
});

describe('a call that is delivered twice', () => {
  it('is served twice: two replies, of which the caller knows one', async () => {
    const trace = await one([{ fault: 'call-twice', to: 'messenger', operation: 'send', afterMs: 700 }]);
    expect(calls(trace, 'send')).toEqual(['5.150 processor-1 → messenger send: 200 at 5.250']);
    expect(replies(trace)).toEqual(['5.200 to 1', '5.900 to 1']);
  });

  it('is heard of once, also where both are served before the first answer arrives', async () => {
    const trace = await one([{ fault: 'call-twice', to: 'openai', afterMs: 100 }]);
    expect(arrivals(trace, 'chat')).toEqual(['3.600 openai', '3.700 openai']);
    expect(calls(trace, 'chat')).toEqual(['3.550 processor-1 → openai chat: 200 at 5.150']);
  });

  it('is heard of by the answer that comes first', async () => {
    const hangs = { fault: 'call-slow', to: 'openai', answerMs: 2_000 };
    const trace = await one([{ fault: 'call-twice', from: 'qstash', to: 'platform', afterMs: 100 }, hangs]);
    expect(calls(trace, 'processor').map((line) => line.split(': ')[1])).toEqual(['200 at 3.500']);
  });

  it('is heard of by nobody who has hung up', async () => {
    const which = { from: 'processor', to: 'redis', operation: 'EVALSHA' };
    const slow = { fault: 'call-slow', answerMs: 20_000, ...which };
    const twice = { fault: 'call-twice', afterMs: 1_000, ...which };
    const constants = { 'platform.freezeAfterAnswer': false };
    const trace = await one([slow, twice], { policy: 'hardened', constants });
    expect(arrivals(trace, 'EVALSHA').slice(1, 3)).toEqual(['3.400 redis', '4.400 redis']);
    expect(calls(trace, 'EVALSHA')[1]).toBe('3.350 processor-1 → redis EVALSHA: nothing');
  });
});

describe('the selection of calls', () => {
  it('takes the nth that match and as many more as it says', async () => {
    const trace = await burst([{ fault: 'call-slow', to: 'redis', operation: 'RPUSH', nth: 2, count: 2 }]);
    expect(calls(trace, 'RPUSH').map((line) => line.slice(-5))).toEqual(['0.150', '5.400', '5.650']);
  });

  it('takes who calls by the role that it acts in, also where one function serves every route', async () => {
    const slow = { fault: 'call-slow', from: 'processor', to: 'redis', count: 0 };
    const trace = await one([slow], { constants: { 'platform.grouping': 'deployment', 'platform.reuse': 'always' } });
    expect(effects(trace).map((line) => line.split(' ')[0])).toEqual(['3.250', '8.350', '15.350', '20.450']);
    expect(calls(trace, 'RPUSH')).toEqual(['0.050 all-1 → redis RPUSH: 200 at 0.150']);
  });

  it('matches whole words of an operation, in their order', async () => {
    const words = async (operation: string) =>
      effects(await one([{ fault: 'call-slow', to: 'redis', operation, count: 0 }])).length;
    expect(await words('set nx')).toBe(1);
    expect(await words('SET')).toBe(1);
    expect(await words('NX SET')).toBe(0);
    await expect(words('RPU')).rejects.toThrow('did you mean RPUSH');
  });

  it('leaves alone what is outside its interval', async () => {
    const trace = await burst([
      { fault: 'call-slow', to: 'redis', operation: 'RPUSH', count: 0, fromMs: 200, toMs: 400 },
    ]);
    expect(effects(trace)).toEqual(['0.300 webhook-2: the answer is 5000 ms late']);
  });

  it('draws a share from the seed: the same calls on the same seed', async () => {
    const some = (seed: number) => burst([{ fault: 'call-slow', count: 0, share: 0.5 }], { seed });
    const first = effects(await some(3));
    expect(effects(await some(3))).toEqual(first);
    expect(first.length).toBeGreaterThan(0);
    expect(first.length).toBeLessThan(effects(await burst([{ fault: 'call-slow', count: 0 }])).length);
    expect(effects(await some(4))).not.toEqual(first);
  });
});

describe('the sides of a fault of the model', () => {
  it('are the pipeline alone where nothing is said', async () => {
    const trace = await one([{ fault: 'call-fails', to: 'openai', count: 0 }]);
    expect(replies(trace)).toEqual([]);
    expect(replies(trace, 'baseline')).toEqual(['3.600 to 1']);
  });

  it('are both, each counted by itself, where it says both', async () => {
    const trace = await one([{ fault: 'call-fails', to: 'openai', side: 'both' }]);
    expect(calls(trace, 'chat').map((line) => line.split(': ')[1]?.slice(0, 3))).toEqual(['500', '200']);
    expect(calls(trace, 'chat', 'baseline').map((line) => line.split(': ')[1]?.slice(0, 3))).toEqual(['500', '200']);
  });

  it('are the single tab alone where it says baseline', async () => {
    const trace = await one([{ fault: 'call-fails', to: 'openai', side: 'baseline', count: 0 }]);
    expect(replies(trace)).toEqual(['5.200 to 1']);
    expect(replies(trace, 'baseline')).toEqual([]);
    expect(calls(trace, 'chat', 'baseline')).toHaveLength(3);
  });

  it('hold for a slow model as well', async () => {
    const slow = (side: string) => one([{ fault: 'openai-latency', latencyMs: 10_000, side }]);
    expect(replies(await slow('pipeline'), 'baseline')).toEqual(['3.600 to 1']);
    expect(replies(await slow('baseline'))).toEqual(['5.200 to 1']);
    expect(replies(await slow('both'), 'baseline')).toEqual(['12.100 to 1']);
  });
});
