/** Clocks and figures of the host that are no functions of the global object: code under test gets the node's. */
import { File as BufferFile } from 'node:buffer';
import * as os from 'node:os';
import * as hooks from 'node:perf_hooks';
import { describe, expect, it } from 'vitest';
import { EPOCH_MS } from '../../../src/sim/kernel/clock.ts';
import { stage } from '../../support/stage.ts';

/** What the body gives on a node, a second and a half into a run of which the clock is 2 s slow. */
async function onNode(body: () => unknown): Promise<unknown> {
  const { at, node, play } = stage();
  const seen: unknown[] = [];
  node.clock.step(-2_000);
  at(1_500, async () => void seen.push(await body()));
  await play();
  return seen[0];
}

const NOW_MS = EPOCH_MS - 500;

describe('the node’s clock', () => {
  const english = new Intl.DateTimeFormat('en', { dateStyle: 'short', timeStyle: 'medium', timeZone: 'UTC' });

  it('is what a date is printed of where none is given', async () => {
    expect(await onNode(() => [english.format(), english.formatToParts()])).toEqual([
      english.format(NOW_MS),
      english.formatToParts(NOW_MS),
    ]);
    expect(await onNode(() => [english.format(0), english.formatToParts(0)])).toEqual([
      english.format(0),
      english.formatToParts(0),
    ]);
    expect(await onNode(() => english.format === english.format)).toBe(true);
    expect(english.format()).not.toBe(english.format(NOW_MS));
    expect(english.formatToParts()).not.toEqual(english.formatToParts(NOW_MS));
  });

  it('dates a file that is made without a date, and no other', async () => {
    const dates = (): unknown => [
      new File([], 'a').lastModified,
      new File([], 'b', { type: 'text/plain' }).lastModified,
      new File([], 'c', { lastModified: 7 }).lastModified,
      new BufferFile([], 'd').lastModified,
      new File([], 'e').constructor === File && new File([], 'e') instanceof Blob,
      new File([], 'f', { type: 'text/plain' }).type,
    ];
    expect(await onNode(dates)).toEqual([NOW_MS, NOW_MS, 7, NOW_MS, true, 'text/plain']);
    expect(new File([], 'a').lastModified).toBeGreaterThan(NOW_MS);
    await expect(onNode(() => Reflect.construct(File, []))).rejects.toThrow(TypeError);
  });

  it('tells when an event came', async () => {
    const event = new Event('x');
    expect(await onNode(() => [event.timeStamp, new Event('y').timeStamp])).toEqual([1_500, 1_500]);
    const later = await onNode(async () => {
      const own = new Event('y');
      const first = own.timeStamp;
      await new Promise((resolve) => setTimeout(resolve, 40));
      return [first, own.timeStamp];
    });
    expect(later).toEqual([1_500, 1_500]);
    const nowMs = performance.now();
    expect(new Event('x').timeStamp).toBeGreaterThanOrEqual(nowMs);
  });

  it('measures between marks, which each node has for itself', async () => {
    const before = performance.getEntries().length;
    performance.mark('of the host');
    const taken = await onNode(async () => {
      const begun = performance.mark('begin', { detail: { user: 1 } });
      await new Promise((resolve) => setTimeout(resolve, 250));
      performance.mark('end');
      const spans = [
        performance.measure('a', 'begin', 'end'),
        performance.measure('b', 'begin'),
        performance.measure('c'),
        performance.measure('d', { start: 'begin', duration: 10 }),
        performance.measure('e', { end: 'end', duration: 10 }),
      ];
      return [begun.startTime, begun.detail, ...spans.map(({ startTime, duration }) => [startTime, duration])];
    });
    expect(taken).toEqual([1_500, { user: 1 }, [1_500, 250], [1_500, 250], [0, 1_750], [1_500, 10], [1_740, 10]]);
    expect(await onNode(() => new PerformanceMark('x').startTime)).toBe(1_500);
    for (const foreign of ['begin', 'of the host']) {
      await expect(onNode(() => performance.measure('f', foreign))).rejects.toThrow(`The mark '${foreign}' does not`);
    }
    expect(performance.getEntries()).toHaveLength(before + 1);
    performance.clearMarks('of the host');
  });

  it('forgets a mark that is cleared', async () => {
    const cleared = onNode(() => {
      performance.mark('a');
      performance.mark('b');
      performance.clearMarks('a');
      performance.measure('still', 'b');
      return performance.measure('gone', 'a');
    });
    await expect(cleared).rejects.toThrow("The mark 'a' does not exist.");
  });

  it('is that of the machine: up as long as the run, and idle', async () => {
    expect(await onNode(() => os.uptime())).toBe(1.5);
    const { cpus } = os;
    const times = { user: 0, nice: 0, sys: 0, idle: 0, irq: 0 };
    expect(await onNode(() => cpus())).toEqual(cpus().map((one) => ({ ...one, times, speed: expect.any(Number) })));
    expect(os.uptime()).not.toBe(1.5);
  });

  it.skipIf(!('Temporal' in globalThis))('is told by Temporal, where the host has it', async () => {
    const ask = (name: string, ...args: unknown[]): string => {
      const now = Reflect.get(Reflect.get(globalThis, 'Temporal') as object, 'Now') as Record<string, () => unknown>;
      return String(Reflect.apply(now[name] as () => unknown, now, args));
    };
    const told = (): string[] => [
      ask('instant'),
      ask('zonedDateTimeISO', 'UTC'),
      ask('plainDateTimeISO', 'UTC'),
      ask('plainDateISO', 'UTC'),
      ask('plainTimeISO', 'UTC'),
    ];
    expect(await onNode(told)).toEqual([
      '2025-11-27T11:59:59.5Z',
      '2025-11-27T11:59:59.5+00:00[UTC]',
      '2025-11-27T11:59:59.5',
      '2025-11-27',
      '11:59:59.5',
    ]);
    expect(await onNode(() => ask('zonedDateTimeISO').endsWith(`[${ask('timeZoneId')}]`))).toBe(true);
    expect(ask('instant')).not.toBe('2025-11-27T11:59:59.5Z');
  });
});

describe('what the host measures', () => {
  it.each<readonly [string, () => unknown]>([
    ['performance.nodeTiming', () => hooks.performance.nodeTiming.duration],
    ['performance.nodeTiming', () => hooks.performance.toJSON()],
    ['performance.timerify', () => hooks.performance.timerify(() => 1)],
    ['Histogram.recordDelta', () => hooks.createHistogram().recordDelta()],
  ])('is not told to code under test: %s (case %#)', async (name, use) => {
    await expect(onNode(use)).rejects.toThrow(`${name} cannot be used in a simulated run: it measures real time`);
    expect(use).not.toThrow();
  });

  it('leaves a histogram to whoever records in it what virtual clocks tell', async () => {
    const longest = await onNode(() => {
      const histogram = hooks.createHistogram();
      histogram.record(performance.now());
      return histogram.max;
    });
    expect(longest).toBe(1_500);
  });
});

describe('the process', () => {
  it('has the same number in each run, and the host’s outside', async () => {
    const { pid, ppid } = process;
    expect(await onNode(() => [process.pid, process.ppid])).toEqual([1, 0]);
    expect([process.pid, process.ppid]).toEqual([pid, ppid]);
  });
});

describe('what the host has used', () => {
  it.each<readonly [string, () => unknown]>([
    ['process.cpuUsage', () => process.cpuUsage()],
    ['process.memoryUsage', () => process.memoryUsage()],
    ['process.memoryUsage.rss', () => process.memoryUsage.rss()],
    ['process.resourceUsage', () => process.resourceUsage()],
    ['os.freemem', () => os.freemem()],
    ['os.loadavg', () => os.loadavg()],
    ['performance.eventLoopUtilization', () => hooks.performance.eventLoopUtilization()],
  ])('is not told to code under test: %s', async (name, use) => {
    await expect(onNode(use)).rejects.toThrow(
      `${name} cannot be used in a simulated run: what the host uses differs from run to run`,
    );
    expect(use()).toBeDefined();
  });
});
