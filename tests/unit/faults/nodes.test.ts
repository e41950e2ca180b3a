/** Faults that change nodes: they die, or another deployment stands in their place. */
import { describe, expect, it } from 'vitest';
import { burst, calls, effects, lives, one, replies } from './told.ts';

describe('a crash at a named call', () => {
  const at = (point: string) => one([{ fault: 'crash', point, to: 'openai' }]);

  it('before: the call is never sent', async () => {
    const trace = await at('before');
    expect(calls(trace, 'chat')).toEqual([]);
    expect(effects(trace)).toEqual(['3.550 processor-1: the caller dies before the request is sent']);
    expect(lives(trace, 'crash')).toEqual(['3.550 processor-1 crash']);
  });

  it('during: the call is served, and nobody is there to take the answer', async () => {
    const trace = await at('during');
    expect(calls(trace, 'chat')).toEqual(['3.550 processor-1 → openai chat: nothing']);
    expect(lives(trace, 'crash')).toEqual(['3.550 processor-1 crash']);
    expect(trace.events.some((event) => event.kind === 'answer' && event.node === 'openai')).toBe(true);
  });

  it('after: the answer has arrived, and nothing is done with it', async () => {
    const trace = await at('after');
    expect(calls(trace, 'chat')).toEqual(['3.550 processor-1 → openai chat: 200 at 5.150']);
    expect(lives(trace, 'crash')).toEqual(['5.150 processor-1 crash']);
    expect(replies(trace)).toEqual([]);
  });

  it('ends the invocation: QStash is answered 500 by the platform', async () => {
    expect(calls(await at('during'), 'processor')).toEqual(['3.200 qstash → platform processor: 500 at 3.600']);
  });

  it('counts the calls that match, of instances of that role alone', async () => {
    const trace = await burst([{ fault: 'crash', role: 'webhook', to: 'redis', operation: 'RPUSH', nth: 2 }]);
    expect(lives(trace, 'crash')).toEqual(['0.300 webhook-2 crash']);
  });
});

describe('a kill at a moment', () => {
  it('ends every living instance of the role, whatever it does', async () => {
    const trace = await one([{ fault: 'kill', atMs: 4_000 }]);
    expect(effects(trace)).toEqual(['4.000 platform: dead: processor-1']);
    expect(lives(trace, 'crash')).toEqual(['4.000 processor-1 crash']);
    expect(replies(trace)).toEqual([]);
  });

  it('says so where nobody is alive to be killed', async () => {
    expect(effects(await one([{ fault: 'kill', atMs: 1_000 }]))).toEqual([
      '1.000 platform: no instance (processor) is alive',
    ]);
  });

  it('does not prolong a run that is over by then', async () => {
    const trace = await one([{ fault: 'kill', atMs: 100_000 }]);
    expect(trace.end).toMatchObject({ reason: 'quiet', atMs: 5_600 });
  });
});

describe('another deployment', () => {
  it('gets the requests that are selected, with its own environment', async () => {
    const trace = await burst([{ fault: 'other-deployment', nth: 2 }]);
    expect(effects(trace)).toEqual([
      '0.000 platform: deployment preview was made with ENABLE_REDIS_BATCHING = "false"',
      '0.300 platform: deployment preview gets the request',
    ]);
    expect(calls(trace, 'RPUSH').map((line) => line.slice(0, 15))).toEqual(['0.050 webhook-1', '0.550 webhook-3']);
    expect(replies(trace)).toEqual(['2.350 to 1', '5.200 to 2']);
  });

  it('has whatever production has, but for its variable', async () => {
    const trace = await burst([
      { fault: 'other-deployment', count: 0, name: 'UNUSED', value: 'x' },
      { fault: 'environment', value: 'no' },
    ]);
    expect(calls(trace, 'RPUSH')).toEqual([]);
    expect(calls(trace, 'responder')).toHaveLength(3);
  });

  it('answers 401 where it is protected', async () => {
    const trace = await burst([{ fault: 'other-deployment', role: 'processor', isProtected: true }]);
    expect(calls(trace, 'processor')).toEqual(['3.200 qstash → platform processor: 401 at 3.300']);
  });
});

describe('a change of the environment', () => {
  const change = { fault: 'environment-change', atMs: 300 };

  it('reaches nothing that is deployed', async () => {
    const trace = await burst([change]);
    expect(effects(trace)).toEqual([
      '0.300 platform: ENABLE_REDIS_BATCHING is "false" from now on in the settings: what is deployed does not see it',
    ]);
    expect(calls(trace, 'RPUSH')).toHaveLength(3);
  });

  it('reaches the requests that come after a new deployment', async () => {
    const trace = await burst([{ ...change, redeploy: true }]);
    expect(calls(trace, 'RPUSH')).toHaveLength(1);
    expect(calls(trace, 'responder')).toHaveLength(2);
  });

  it('waits in the settings until something else is deployed', async () => {
    const unset = { fault: 'environment-change', atMs: 400, name: 'UNUSED', unset: true, redeploy: true };
    expect(calls(await burst([change, unset]), 'RPUSH')).toHaveLength(2);
  });
});

describe('the tab', () => {
  it('takes its queue with it when it is closed', async () => {
    const trace = await burst([{ fault: 'tab-closed', atMs: 1_000 }]);
    expect(replies(trace, 'baseline')).toEqual([]);
    expect(replies(trace)).toHaveLength(1);
    expect(lives(trace, 'crash')).toEqual(['1.000 tab crash']);
  });
});
