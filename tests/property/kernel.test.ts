/** The kernel's promises, for any schedule: a total order, silence after a crash, nothing lost by freezing. */
import { describe, expect, it } from 'vitest';
import { Kernel } from '../../src/sim/kernel/kernel.ts';
import type { SimNode } from '../../src/sim/kernel/node.ts';
import { EventQueue } from '../../src/sim/kernel/queue.ts';
import { fc } from '../support/property.ts';

const BOUNDS = { maxEvents: 100_000, maxVirtualMs: 1_000_000 };

function node(kernel: Kernel, id: string): SimNode {
  return kernel.addNode({ id, role: 'redis', side: 'pipeline', label: id }, false);
}

const delays = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 60 });

describe('the queue', () => {
  it('gives back whatever was put in, earliest first and in the order of scheduling at one time', () => {
    fc.assert(
      fc.property(delays, (times) => {
        const queue = new EventQueue<{ atMs: number; sequence: number }>();
        times.forEach((atMs, sequence) => queue.push({ atMs, sequence }));
        const given = times.map(() => queue.pop());
        const wanted = times
          .map((atMs, sequence) => ({ atMs, sequence }))
          .toSorted((a, b) => a.atMs - b.atMs || a.sequence - b.sequence);
        expect(given).toEqual(wanted);
        expect(queue.pop()).toBeUndefined();
      }),
    );
  });
});

describe('the kernel', () => {
  it('runs events by time, and those of one time in the order in which they were scheduled', async () => {
    await fc.assert(
      fc.asyncProperty(delays, async (times) => {
        const kernel = new Kernel(1);
        const only = node(kernel, 'a');
        const seen: [number, number][] = [];
        times.forEach((delayMs, index) => kernel.schedule(only, delayMs, () => void seen.push([kernel.nowMs, index])));
        expect(await kernel.run(BOUNDS)).toEqual({ reason: 'quiet', atMs: Math.max(...times) });
        expect(seen).toEqual(
          times.map((atMs, index): [number, number] => [atMs, index]).toSorted((a, b) => a[0] - b[0] || a[1] - b[1]),
        );
      }),
    );
  });

  it('keeps a crashed node silent, whatever was pending on it, and leaves the others alone', async () => {
    await fc.assert(
      fc.asyncProperty(delays, fc.integer({ min: 0, max: 50 }), async (times, crashMs) => {
        const kernel = new Kernel(1);
        const [doomed, other, hand] = [node(kernel, 'doomed'), node(kernel, 'other'), node(kernel, 'hand')];
        const seen: string[] = [];
        kernel.schedule(hand, crashMs, () => kernel.kill(doomed));
        for (const delayMs of times) {
          kernel.schedule(doomed, delayMs, () => void seen.push(`doomed ${kernel.nowMs}`));
          kernel.schedule(other, delayMs, () => void seen.push(`other ${kernel.nowMs}`));
        }
        await kernel.run(BOUNDS);
        expect(seen.filter((line) => line.startsWith('doomed'))).toHaveLength(
          times.filter((ms) => ms < crashMs).length,
        );
        expect(seen.filter((line) => line.startsWith('other'))).toHaveLength(times.length);
      }),
    );
  });

  it('does what became due on a frozen node when it thaws, in its order, and nothing before', async () => {
    await fc.assert(
      fc.asyncProperty(
        delays,
        fc.integer({ min: 0, max: 25 }),
        fc.integer({ min: 26, max: 60 }),
        async (times, freezeMs, thawMs) => {
          const kernel = new Kernel(1);
          const [cold, hand] = [node(kernel, 'cold'), node(kernel, 'hand')];
          const seen: { index: number; atMs: number }[] = [];
          kernel.schedule(hand, freezeMs, () => kernel.freeze(cold));
          kernel.schedule(hand, thawMs, () => kernel.thaw(cold));
          times.forEach((delayMs, index) =>
            kernel.schedule(cold, delayMs, () => void seen.push({ index, atMs: kernel.nowMs })),
          );
          await kernel.run(BOUNDS);
          expect(seen).toHaveLength(times.length);
          for (const { index, atMs } of seen) {
            const due = times[index] ?? -1;
            expect(atMs).toBe(due >= freezeMs && due < thawMs ? thawMs : due);
          }
          const late = seen.filter(({ atMs }) => atMs === thawMs).map(({ index }) => times[index] ?? -1);
          expect(late.filter((ms) => ms < thawMs)).toEqual(late.filter((ms) => ms < thawMs).toSorted((a, b) => a - b));
        },
      ),
    );
  });

  it('ends a runaway at a bound and names it', async () => {
    const kernel = new Kernel(1);
    const only = node(kernel, 'a');
    const again = (): void => {
      kernel.record(only, { kind: 'service', operation: 'tick' });
      kernel.schedule(only, 10, again);
    };
    kernel.schedule(only, 0, again);
    expect(await kernel.run({ maxEvents: 25, maxVirtualMs: 1_000 })).toEqual({
      reason: 'bound',
      atMs: 240,
      bound: 'maxEvents',
    });

    const slow = new Kernel(1);
    const node2 = node(slow, 'b');
    const tick = (): void => void slow.schedule(node2, 400, tick);
    slow.schedule(node2, 0, tick);
    expect(await slow.run({ maxEvents: 25, maxVirtualMs: 1_000 })).toEqual({
      reason: 'bound',
      atMs: 800,
      bound: 'maxVirtualMs',
    });
  });

  it('does not wait for what does not matter, and runs it if something that matters comes later', async () => {
    const kernel = new Kernel(1);
    const only = node(kernel, 'a');
    const seen: string[] = [];
    kernel.schedule(only, 10, () => void seen.push('unref, early')).matters(false);
    kernel.schedule(only, 20, () => void seen.push('last that matters'));
    kernel.schedule(only, 30, () => void seen.push('unref, late')).matters(false);
    expect(await kernel.run(BOUNDS)).toEqual({ reason: 'quiet', atMs: 20 });
    expect(seen).toEqual(['unref, early', 'last that matters']);
  });

  it('gives every name a stream of its own: a draw in one moves no other', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat({ max: 20 }), (seed, extra) => {
        const plain = new Kernel(seed).stream('latency');
        const kernel = new Kernel(seed);
        const other = kernel.stream('placement');
        for (let i = 0; i < extra; i += 1) other.share();
        const stream = kernel.stream('latency');
        expect([stream.share(), stream.below(100), stream.token(8)]).toEqual([
          plain.share(),
          plain.below(100),
          plain.token(8),
        ]);
      }),
    );
  });

  it('gives neighbouring names and seeds draws that have nothing to do with each other', () => {
    const pairs = Array.from(
      { length: 4_000 },
      (_, seed) =>
        [
          new Kernel(seed).stream('fault/0').share() - 0.5,
          new Kernel(seed).stream('fault/1').share() - 0.5,
          new Kernel(seed + 1).stream('fault/0').share() - 0.5,
        ] as const,
    );
    const covariance = (f: (pair: (typeof pairs)[number]) => number): number =>
      pairs.reduce((sum, pair) => sum + f(pair), 0) / pairs.length;
    const variance = covariance(([a]) => a * a);
    expect(variance).toBeCloseTo(1 / 12, 2);
    expect(Math.abs(covariance(([a, b]) => a * b) / variance)).toBeLessThan(0.06);
    expect(Math.abs(covariance(([a, , c]) => a * c) / variance)).toBeLessThan(0.06);
  });
});
