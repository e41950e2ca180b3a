/** The function platform: instances, cold starts, shared state, maximum duration, freezing. */
import { describe, expect, it } from 'vitest';
import type { App } from '../../../src/sim/model/app.ts';
import { answersOf, counting, leavingWork, logOf, ok, runOwn, sleep } from '../../support/own-app.ts';

describe('an instance', () => {
  it('keeps its module’s state between requests, and shares it with no other', async () => {
    const trace = await runOwn({ at: [0, 100, 1_000], app: counting, constants: { 'platform.reuse': 'always' } });
    expect(logOf(trace)).toEqual([
      '0.350 webhook-1 webhook-1 began as number 1, ends as number 1',
      '0.450 webhook-2 webhook-2 began as number 1, ends as number 1',
      '1.350 webhook-1 webhook-1 began as number 2, ends as number 2',
    ]);
  });

  it('takes several requests at once where the platform is fluid, and they share its state', async () => {
    const trace = await runOwn({ at: [0, 100], app: counting, constants: { 'platform.model': 'fluid' } });
    expect(logOf(trace)).toEqual([
      '0.350 webhook-1 webhook-1 began as number 1, ends as number 2',
      '0.450 webhook-1 webhook-1 began as number 2, ends as number 2',
    ]);
  });

  it('is new for every request where none is reused, after its cold start', async () => {
    const trace = await runOwn({
      at: [0, 1_000],
      app: counting,
      constants: { 'platform.reuse': 'never', 'platform.coldStartMs': 400 },
    });
    expect(logOf(trace).map((line) => line.slice(0, 15))).toEqual(['0.750 webhook-1', '1.750 webhook-2']);
  });

  it('that cannot load its module answers 500, and Messenger sends again', async () => {
    const trace = await runOwn({
      at: [0],
      app: () => {
        throw new TypeError('Invalid URL');
      },
      constants: { 'platform.reuse': 'always' },
    });
    expect(answersOf(trace)).toEqual(Array.from({ length: 4 }, () => 'webhook-1 500'));
    expect(logOf(trace)[0]).toBe('0.050 webhook-1 TypeError: Invalid URL');
  });

  it('sees the environment of its deployment', async () => {
    const app: App = () => ({
      '/api/webhook': async () => new Response(null, { status: process.env['GREETING'] === 'hello' ? 200 : 500 }),
    });
    expect(answersOf(await runOwn({ at: [0], app }))).toEqual(['webhook-1 200']);
  });
});

describe('the maximum duration', () => {
  it('ends the instance: the caller gets 504, and what the handler meant to do never happens', async () => {
    const app: App = () => ({
      '/api/webhook': async () => {
        console.log('begins');
        await sleep(5_000);
        console.log('goes on');
        return ok();
      },
    });
    const trace = await runOwn({ at: [0], app, constants: { 'platform.maxDurationMs': 2_000 } });
    expect(answersOf(trace)[0]).toBe('platform 504');
    expect(logOf(trace).filter((line) => line.includes('goes on'))).toEqual([]);
    expect(trace.events.find((event) => event.kind === 'lifecycle' && event.change === 'timeout')).toMatchObject({
      node: 'webhook-1',
      atMs: 2_050,
    });
  });
});

describe('after its answer', () => {
  it('an instance is frozen: left-over work is done when the next request thaws it', async () => {
    const trace = await runOwn({ at: [0, 10_000], app: leavingWork, constants: { 'platform.reuse': 'always' } });
    expect(logOf(trace)[0]).toBe('10.050 webhook-1 left-over work');
  });

  it('an instance goes on where the platform does not freeze', async () => {
    const trace = await runOwn({ at: [0], app: leavingWork, constants: { 'platform.freezeAfterAnswer': false } });
    expect(logOf(trace)).toEqual(['0.550 webhook-1 left-over work']);
  });

  it('an instance is held awake by waitUntil', async () => {
    const app: App = () => ({
      '/api/webhook': async () => {
        const context: unknown = Reflect.get(globalThis, Symbol.for('@vercel/request-context'));
        const { waitUntil } = (context as { get: () => { waitUntil: (work: Promise<unknown>) => void } }).get();
        waitUntil(sleep(500).then(() => console.log('work that was waited for')));
        return ok();
      },
    });
    expect(logOf(await runOwn({ at: [0], app }))).toEqual(['0.550 webhook-1 work that was waited for']);
  });
});

describe('what nobody catches', () => {
  const failing: readonly [string, () => void][] = [
    [
      'a timer',
      () =>
        void setTimeout(() => {
          throw new Error('boom');
        }, 100),
    ],
    ['a promise that nobody awaits', () => void sleep(100).then(() => Promise.reject(new Error('boom')))],
  ];

  it.each(failing)('in %s ends the instance, as in production, and not the run', async (_where, fail) => {
    const app: App = () => ({
      '/api/webhook': async () => {
        fail();
        await sleep(1_000);
        return ok();
      },
    });
    const trace = await runOwn({ at: [0], app, constants: { 'messenger.redeliveriesMs': '' } });
    expect(logOf(trace)).toEqual(['0.150 webhook-1 Uncaught Error: boom']);
    expect(answersOf(trace)).toEqual(['platform 500']);
  });
});

describe('a handler', () => {
  it('may answer with the host’s own Response, or a class that extends it', async () => {
    const HostResponse = Response;
    class NextResponse extends HostResponse {}
    const app: App = () => ({ '/api/webhook': async () => new NextResponse('fine', { status: 200 }) });
    expect(answersOf(await runOwn({ at: [0], app }))).toEqual(['webhook-1 200']);
  });

  it('is refused what would come back in real time', async () => {
    const { gzip } = await import('node:zlib');
    const app: App = () => ({
      '/api/webhook': async () => {
        gzip('x', () => undefined);
        return ok();
      },
    });
    expect(logOf(await runOwn({ at: [0], app }))[0]).toContain('zlib.gzip cannot be used in a simulated run');
  });
});
