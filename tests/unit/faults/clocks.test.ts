/** Clocks that are off, run fast, jump and jitter: of instances by their role, of services by their name. */
import { describe, expect, it } from 'vitest';
import type { App } from '../../../src/sim/model/app.ts';
import type { FaultInput } from '../../../src/sim/model/scenario.ts';
import type { Trace } from '../../../src/sim/model/trace.ts';
import { EPOCH_MS } from '../../../src/sim/kernel/clock.ts';
import { runOwn, sleep } from '../../support/own-app.ts';
import { burst, effects, replies } from './told.ts';

/** What the clock of a node showed more than the time that had passed, at each of its events. */
function offBy({ events }: Trace, node: string): readonly number[] {
  return events.flatMap((event) => (event.node === node ? [event.clockMs - EPOCH_MS - Math.floor(event.atMs)] : []));
}

/** A handler that reads its clock often. */
const looking =
  (times: number): App =>
  () => ({
    '/api/webhook': async () => {
      const seen: number[] = [];
      for (let i = 0; i < times; i += 1) {
        seen.push(Date.now() - Date.now());
        await sleep(10);
      }
      console.log(seen.every((difference) => difference === 0) ? 'steady' : 'unsteady');
      return new Response('ok');
    },
  });

describe('a clock that drifts', () => {
  it('is off by more and more, from its moment on', async () => {
    const trace = await burst([{ fault: 'clock-drift', role: 'processor', ppm: 100_000, fromMs: 1_000 }]);
    // 3.25 s: 2.25 s after the drift began, a tenth of that; 5.2 s: a tenth of 4.2 s.
    expect(offBy(trace, 'processor-1').find((ms) => ms !== 0)).toBe(225);
    expect(offBy(trace, 'processor-1').at(-1)).toBeGreaterThan(400);
    expect(new Set(offBy(trace, 'webhook-1'))).toEqual(new Set([0]));
  });

  it('adds up with another drift and an offset', async () => {
    const trace = await burst([
      { fault: 'clock-drift', role: 'processor', ppm: 100_000 },
      { fault: 'clock-drift', role: 'processor', ppm: 100_000 },
      { fault: 'clock-offset', role: 'processor', offsetMs: 50 },
    ]);
    expect(offBy(trace, 'processor-1').slice(-1)[0]).toBeGreaterThan(1_000);
    expect(offBy(trace, 'processor-1')).toContain(3_250 * 0.2 + 50);
  });
});

describe('a clock that jumps', () => {
  const step = { fault: 'clock-step', role: 'processor', byMs: -5_000 };

  it('jumps while the instance is at work', async () => {
    const off = offBy(await burst([{ ...step, atMs: 4_000 }]), 'processor-1');
    expect([off[0], off.at(-1)]).toEqual([0, -5_000]);
  });

  it('has jumped for instances that start later: the batch looks too fresh, and nobody is answered', async () => {
    const trace = await burst([{ ...step, atMs: 1_000 }]);
    expect(effects(trace)).toEqual([
      '1.000 platform: the clock is set by -5000 ms (processor)',
      '3.250 processor-1: the clock is 5000 ms behind',
    ]);
    expect(replies(trace)).toEqual([]);
  });
});

describe('a clock that jitters', () => {
  const jitter: readonly FaultInput[] = [{ fault: 'clock-jitter', role: 'webhook', maxMs: 100 }];

  it('is off in both directions, never by more than it may', async () => {
    const off = offBy(await runOwn({ at: [0], app: looking(40), faults: jitter }), 'webhook-1').slice(1);
    expect(Math.max(...off)).toBeGreaterThan(30);
    expect(Math.min(...off)).toBeLessThan(-30);
    expect(Math.max(...off.map(Math.abs))).toBeLessThanOrEqual(101);
  });

  it('shows the same time to whoever looks at the same moment: looking changes nothing', async () => {
    const [often, seldom] = [
      await runOwn({ at: [0], app: looking(40), faults: jitter }),
      await runOwn({ at: [0], app: looking(20), faults: jitter }),
    ];
    expect(often.events.find(({ kind }) => kind === 'log')).toMatchObject({ text: 'steady' });
    const until = (trace: Trace): readonly number[] =>
      trace.events.filter(({ node, atMs }) => node === 'webhook-1' && atMs < 200).map(({ clockMs }) => clockMs);
    expect(until(often)).toEqual(until(seldom));
  });
});

describe('the clock of a service', () => {
  it('is off by its name: Redis expires a lock by its own clock', async () => {
    const trace = await burst([{ fault: 'clock-offset', role: 'redis', offsetMs: 7_000 }]);
    expect(new Set(offBy(trace, 'redis'))).toEqual(new Set([7_000]));
    expect(effects(trace)).toEqual(['0.000 redis: the clock is 7000 ms ahead']);
  });

  it.each(['clock-drift', 'clock-step', 'clock-jitter'])('may suffer from %s', async (fault) => {
    const off = offBy(
      await burst([{ fault, role: 'messenger', ...(fault === 'clock-step' ? { atMs: 300 } : {}) }]),
      'messenger',
    );
    expect(off.some((ms) => ms !== 0)).toBe(true);
  });

  it.each(['clock-offset', 'clock-drift', 'clock-step', 'clock-jitter'])(
    'that does not exist is refused: %s',
    async (fault) => {
      await expect(burst([{ fault, role: 'mysql' }])).rejects.toThrow(
        'faults[0].role: found "mysql", expected one of webhook, processor, responder, any, messenger, redis',
      );
    },
  );
});
