/** The function platform, where no vendor’s page says how: the published facts are in tests/conformance/platform. */
import { describe, expect, it } from 'vitest';
import type { App } from '../../../src/sim/model/app.ts';
import { answersOf, counting, leavingWork, logOf, ok, runOwn, sleep } from '../../support/own-app.ts';

describe('an instance', () => {
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

describe('after its answer', () => {
  it('an instance goes on where the platform does not freeze', async () => {
    const trace = await runOwn({ at: [0], app: leavingWork, constants: { 'platform.freezeAfterAnswer': false } });
    expect(logOf(trace)).toEqual(['0.550 webhook-1 left-over work']);
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
