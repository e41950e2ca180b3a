/** What faults may do to a call, seen from the handler that makes it and from the service that gets it. */
import { describe, expect, it } from 'vitest';
import { type Call, type Effect, fateOf } from '../../../src/sim/network/effects.ts';
import { MOST_EVENTS, type NodeInfo } from '../../../src/sim/model/trace.ts';
import type { App } from '../../../src/sim/model/app.ts';
import { logOf, runOwn } from '../../support/own-app.ts';

const node: NodeInfo = { id: 'a', role: 'instance', side: 'pipeline', label: 'a' };
const call: Call = {
  from: node,
  fromRole: 'webhook',
  to: node,
  operation: 'x',
  atMs: 0,
  request: { method: 'GET', url: 'https://a.example/', headers: {}, body: '' },
};
const fate = (...effects: readonly (Effect | undefined)[]) =>
  fateOf(
    call,
    effects.map((effect, fault) => ({ fault, rule: () => effect })),
  );

describe('the fate of a call', () => {
  it('adds up delays and copies, and lets the first that ends it decide', () => {
    const refuse: Effect = { kind: 'refuse', when: 'before', answer: { status: 503, headers: {}, body: '' } };
    const found = fate(
      { kind: 'delay-request', ms: 100 },
      undefined,
      { kind: 'delay-request', ms: 50 },
      { kind: 'delay-answer', ms: 7 },
      { kind: 'copies', delaysMs: [10] },
      { kind: 'copies', delaysMs: [20, 30] },
      refuse,
      { kind: 'hang', what: 'request' },
    );
    expect(found).toMatchObject({ requestDelayMs: 150, answerDelayMs: 7, copiesMs: [10, 20, 30], ending: refuse });
    // The one that came too late to end it took no effect.
    expect(found.taken.map(({ fault }) => fault)).toEqual([0, 2, 3, 4, 5, 6]);
  });

  it('tells of no copies and of no answer where the request is lost', () => {
    const late: readonly Effect[] = [
      { kind: 'delay-request', ms: 100 },
      { kind: 'delay-answer', ms: 7 },
      { kind: 'copies', delaysMs: [10] },
    ];
    const lost = fate(...late, { kind: 'break', what: 'request', error: 'read ECONNRESET' });
    expect(lost).toMatchObject({ requestDelayMs: 100, answerDelayMs: 0, copiesMs: [] });
    expect(lost.taken.map(({ fault }) => fault)).toEqual([0, 3]);
    const answerLost = fate(...late, { kind: 'break', what: 'answer', error: 'read ECONNRESET' });
    expect(answerLost.taken.map(({ fault }) => fault)).toEqual([0, 1, 2, 3]);
  });

  it('is untouched where no fault speaks', () => {
    expect(fate(undefined)).toEqual({
      requestDelayMs: 0,
      answerDelayMs: 0,
      copiesMs: [],
      ending: undefined,
      taken: [],
    });
  });
});

const asking =
  (url: string): App =>
  () => ({
    '/api/webhook': async () => {
      try {
        const response = await fetch(url, { method: 'POST', body: '{}' });
        console.log(`${response.status} ${(await response.text()).slice(0, 60)}`);
      } catch (error) {
        console.log(String(error), (error as Error).cause);
      }
      return new Response('ok');
    },
  });

describe('the wire', () => {
  it('knows no other hosts than the simulated ones', async () => {
    expect(logOf(await runOwn({ at: [0], app: asking('https://elsewhere.example/x') }))).toEqual([
      '0.100 webhook-1 TypeError: fetch failed Error: getaddrinfo ENOTFOUND elsewhere.example',
    ]);
  });

  it('takes as long as its legs', async () => {
    const trace = await runOwn({
      at: [0],
      app: asking('https://api.openai.com/v1/chat/completions'),
      constants: { 'network.oneWayMs': 200 },
    });
    expect(logOf(trace)[0]).toMatch(/^0\.600 webhook-1 401 /);
  });

  it('draws long legs from the seed where latencies have a tail', async () => {
    const tail = { 'network.tailShare': 1, 'network.tailMinMs': 1_000, 'network.tailMaxMs': 2_000 };
    const trace = await runOwn({ at: [0], app: asking('https://api.openai.com/v1/chat/completions'), constants: tail });
    const line = trace.events.find((event) => event.kind === 'log');
    expect(line?.atMs).toBeGreaterThan(3_000);
    expect(line?.atMs).toBeLessThan(6_000);
  });
});

describe('a run', () => {
  it('that never comes to rest ends at its bound and says so', async () => {
    const app: App = () => ({
      '/api/webhook': async () => {
        for (;;) await new Promise((resolve) => setTimeout(resolve, 10));
      },
    });
    const trace = await runOwn({ at: [0], app, bounds: { maxEvents: 500, maxVirtualMs: 60_000 } });
    expect(trace.end).toMatchObject({ reason: 'bound', bound: 'maxEvents' });
  });

  it.each([
    [{ fault: 'no-such-fault' }, 'faults[0].fault: found "no-such-fault", expected one of openai-latency'],
    [{ fault: 'clock-offset', role: 'nobody' }, 'faults[0].role: found "nobody", expected one of webhook, any'],
    [
      { fault: 'clock-offset', role: 'webhook', offsetMs: 'late' },
      'faults[0].offsetMs: found "late", expected a number',
    ],
    [{ fault: 'clock-offset', role: 'webhook', by: 1 }, 'faults[0].by: found "by", expected one of role, offsetMs'],
    [{ fault: 'environment', deployment: 'staging' }, 'found "staging", expected one of production'],
  ])('refuses the fault %o', async (fault, sentence) => {
    await expect(runOwn({ at: [0], app: asking('https://a.example'), faults: [fault] })).rejects.toThrow(sentence);
  });

  it.each([
    [{ at: [-5] }, 'messages[0].atMs: found -5'],
    [{ at: [0], bounds: { maxEvents: 0, maxVirtualMs: 1_000 } }, 'bounds.maxEvents: found 0'],
    [
      { at: [0], bounds: { maxEvents: MOST_EVENTS + 1, maxVirtualMs: 1_000 } },
      'bounds.maxEvents: found 1000001, expected a whole number from 1 to 1000000',
    ],
    [{ at: [0], bounds: { maxEvents: 10, maxVirtualMs: -1 } }, 'bounds.maxVirtualMs: found -1'],
  ])('refuses the inputs %o', async (inputs, sentence) => {
    await expect(runOwn({ app: asking('https://a.example'), ...inputs })).rejects.toThrow(sentence);
  });

  it('refuses constants that do not exist or do not fit', async () => {
    await expect(
      runOwn({ at: [0], app: asking('https://a.example'), constants: { 'qstash.window': 1 } }),
    ).rejects.toThrow('constants.qstash.window');
    await expect(
      runOwn({ at: [0], app: asking('https://a.example'), constants: { 'network.oneWayMs': -1 } }),
    ).rejects.toThrow('a number from 0');
  });
});
