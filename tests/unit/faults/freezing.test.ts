/** Instances that stand still: by a fault in the middle of their work, by the platform after their answer. */
import { describe, expect, it } from 'vitest';
import type { App } from '../../../src/sim/model/app.ts';
import { drawTrace } from '../../../src/sim/model/draw/index.ts';
import { chainOf } from '../../../src/ui/store/causes.ts';
import { answersOf, logOf, ok, runOwn, sleep } from '../../support/own-app.ts';
import { burst, calls, effects, lives, one, replies } from './told.ts';

function waitUntil(work: Promise<unknown>): void {
  const context: unknown = Reflect.get(globalThis, Symbol.for('@vercel/request-context'));
  (context as { get: () => { waitUntil: (work: Promise<unknown>) => void } }).get().waitUntil(work);
}

describe('an instance that a fault freezes', () => {
  it('goes on where it stood when it is thawed: the reply comes as much later', async () => {
    const trace = await one([{ fault: 'freeze', atMs: 4_000, forMs: 40_000 }]);
    expect(effects(trace)).toEqual(['4.000 platform: frozen: processor-1']);
    expect(lives(trace, 'freeze', 'thaw').slice(1, 3)).toEqual(['4.000 processor-1 freeze', '44.000 processor-1 thaw']);
    expect(replies(trace)).toEqual(['44.050 to 1']);
  });

  it('has slept through its lock: a second delivery answers first, and the thawed one answers again', async () => {
    const trace = await burst([
      { fault: 'freeze', atMs: 4_000, forMs: 40_000 },
      { fault: 'qstash-delivers-again', atMs: 35_000 },
    ]);
    expect(replies(trace)).toEqual(['37.000 to 3', '44.050 to 3']);
  });

  it('is killed at its maximum duration, which does not wait', async () => {
    const trace = await one([{ fault: 'freeze', atMs: 4_000, forMs: 40_000 }], {
      constants: { 'platform.maxDurationMs': 10_000 },
    });
    expect(lives(trace, 'timeout', 'thaw')).toEqual(['13.250 processor-1 timeout']);
    expect(replies(trace)).toEqual([]);
  });

  it('keeps a request that comes meanwhile waiting', async () => {
    const app: App = () => ({ '/api/webhook': async () => ok() });
    const trace = await runOwn({
      at: [0, 1_000],
      app,
      constants: { 'platform.reuse': 'always' },
      faults: [{ fault: 'freeze', role: 'webhook', atMs: 500, forMs: 5_000 }],
    });
    expect(calls(trace, 'webhook').at(-1)).toBe('1.000 messenger → platform webhook: 200 at 5.550');
  });

  it('says so where nobody is alive', async () => {
    expect(effects(await one([{ fault: 'freeze', atMs: 1_000 }]))).toEqual([
      '1.000 platform: no instance (processor) is alive',
    ]);
  });
});

describe('an instance that the platform freezes after its answer', () => {
  it('leaves that in the trace, and its thawing for the next request', async () => {
    const trace = await runOwn({
      at: [0, 1_000],
      app: () => ({ '/api/webhook': async () => ok() }),
      constants: { 'platform.reuse': 'always' },
    });
    expect(lives(trace, 'freeze', 'thaw')).toEqual([
      '0.050 webhook-1 freeze',
      '1.050 webhook-1 thaw',
      '1.050 webhook-1 freeze',
    ]);
  });

  it('ends no run by a timer that is far away: it never fires', async () => {
    const app: App = () => ({
      '/api/webhook': async () => {
        setTimeout(() => console.log('too late'), 1_000_000_000);
        return ok();
      },
    });
    const trace = await runOwn({ at: [0], app });
    expect(trace.end).toMatchObject({ reason: 'quiet' });
    expect(logOf(trace)).toEqual([]);
  });

  it('does end it where nothing freezes: the timer is waited for, up to the bound', async () => {
    const app: App = () => ({
      '/api/webhook': async () => {
        setTimeout(() => undefined, 1_000_000_000);
        return ok();
      },
    });
    const trace = await runOwn({ at: [0], app, constants: { 'platform.freezeAfterAnswer': false } });
    expect(trace.end).toMatchObject({ reason: 'bound', bound: 'maxVirtualMs' });
  });
});

describe('what is given to waitUntil', () => {
  const working =
    (ms: number): App =>
    () => ({
      '/api/webhook': async () => {
        waitUntil(sleep(ms).then(() => console.log('done')));
        return ok();
      },
    });

  it('keeps the instance awake until it has settled', async () => {
    const trace = await runOwn({ at: [0], app: working(500) });
    expect(logOf(trace)).toEqual(['0.550 webhook-1 done']);
    expect(lives(trace, 'freeze')).toEqual(['0.550 webhook-1 freeze']);
  });

  it('ends with the maximum duration of its request, which was answered long before', async () => {
    const trace = await runOwn({ at: [0], app: working(60_000), constants: { 'platform.maxDurationMs': 10_000 } });
    expect(answersOf(trace)).toEqual(['webhook-1 200']);
    expect(lives(trace, 'timeout')).toEqual(['10.050 webhook-1 timeout']);
    expect(logOf(trace)).toEqual([]);
  });

  it('that never settles ends all the same', async () => {
    const app: App = () => ({
      '/api/webhook': async () => {
        waitUntil(new Promise(() => undefined));
        return ok();
      },
    });
    const trace = await runOwn({ at: [0], app });
    expect(lives(trace, 'timeout')).toEqual(['300.050 webhook-1 timeout']);
    expect(trace.end.reason).toBe('quiet');
  });

  it('does not hold the instance for another request that ended', async () => {
    const trace = await runOwn({
      at: [0, 200],
      app: working(1_000),
      constants: { 'platform.model': 'fluid', 'platform.maxDurationMs': 1_100 },
    });
    expect(logOf(trace)).toEqual(['1.050 webhook-1 done', '1.250 webhook-1 done']);
    expect(lives(trace, 'freeze', 'timeout')).toEqual(['1.250 webhook-1 freeze']);
  });
});

describe('who reads a trace', () => {
  it('is not told that an instance sleeps between requests, and is told where a fault put it to sleep', async () => {
    const calm = await one([]);
    expect(lives(calm, 'freeze')).not.toEqual([]);
    expect(drawTrace(calm)).not.toContain('FREEZE');
    for (const { id } of calm.events)
      expect(
        chainOf(calm, id).filter(
          ({ part, event }) => part !== 'selected' && event.kind === 'lifecycle' && event.change === 'freeze',
        ),
      ).toEqual([]);
    expect(drawTrace(await one([{ fault: 'freeze', atMs: 4_000 }]))).toContain('FREEZE for 40000 ms');
  });
});
