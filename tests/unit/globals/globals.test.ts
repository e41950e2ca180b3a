/** What code under test sees as globals: the current node's clock, randomness, log and environment. */
import { createHash, randomUUID } from 'node:crypto';
import { hrtime } from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { EPOCH_MS } from '../../../src/sim/kernel/clock.ts';
import { stage } from '../../support/stage.ts';

/** As a module keeps it that is loaded before any run. */
const keptSubtle = crypto.subtle;

describe('time', () => {
  it('is the node’s own: offset, step and drift', async () => {
    const { at, node, play } = stage();
    const seen: number[] = [];
    node.clock.step(-2_000);
    at(1_000, () => void seen.push(Date.now() - EPOCH_MS, new Date().getTime() - EPOCH_MS));
    at(2_000, () => node.clock.drift(1_000, 2_000));
    at(12_000, () => void seen.push(Date.now() - EPOCH_MS));
    await play();
    expect(seen).toEqual([-1_000, -1_000, 10_010]);
  });

  it('is told anew in the next run, whatever code of one has put in its place', async () => {
    const [one, next] = [stage(), stage()];
    one.at(0, () => {
      Date.now = () => 0;
    });
    await one.play();
    const seen: number[] = [];
    next.at(1_000, () => void seen.push(Date.now() - EPOCH_MS));
    await next.play();
    expect(seen).toEqual([1_000]);
  });

  it('leaves dates that are made from arguments alone', async () => {
    const { at, play } = stage();
    const seen: unknown[] = [];
    at(
      0,
      () =>
        void seen.push(
          new Date(86_400_000).toISOString(),
          new Date() instanceof Date,
          Date.UTC(2020, 0, 1),
          typeof Date(),
        ),
    );
    await play();
    expect(seen).toEqual(['1970-01-02T00:00:00.000Z', true, 1_577_836_800_000, 'string']);
  });

  it('is told as well to who makes a date by the class of another, or by one of its own', async () => {
    const { at, play } = stage();
    const seen: unknown[] = [];
    at(1_000, () => {
      class Later extends Date {}
      const other: unknown = Reflect.construct(new Date(0).constructor, []);
      seen.push(Number(other) - EPOCH_MS, new Date(0).constructor === Date);
      const later = new Later();
      seen.push(later.getTime() - EPOCH_MS, later instanceof Later, later instanceof Date);
    });
    await play();
    expect(seen).toEqual([1_000, true, 1_000, true, true]);
  });

  it('passes for performance.now, timers/promises and AbortSignal.timeout as well', async () => {
    const { at, play } = stage();
    const seen: unknown[] = [];
    at(100, async () => {
      const signal = AbortSignal.timeout(300);
      const from = performance.now();
      seen.push(await sleep(250, 'slept'), performance.now() - from, signal.aborted);
      await sleep(100);
      seen.push(signal.aborted, (signal.reason as DOMException).name);
    });
    await play();
    expect(seen).toEqual(['slept', 250, false, true, 'TimeoutError']);
  });

  it('passes for the clocks of process and for what performance.now counts from as well', async () => {
    const { at, node, play } = stage();
    const seen: unknown[] = [];
    const outside = [performance.timeOrigin, typeof hrtime.bigint()];
    node.clock.step(-2_000);
    at(1_500, async () => {
      const from = hrtime();
      seen.push(from, process.hrtime.bigint(), process.uptime());
      seen.push(performance.timeOrigin + performance.now() - Date.now());
      await sleep(2_250);
      seen.push(hrtime(from));
    });
    await play();
    expect(seen).toEqual([[1, 500_000_000], 1_500_000_000n, 1.5, 0, [2, 250_000_000]]);
    expect([performance.timeOrigin, typeof hrtime.bigint()]).toEqual(outside);
    expect(hrtime.bigint()).not.toBe(hrtime.bigint());
  });
});

describe('timers', () => {
  it('are full objects: ref, unref, hasRef, refresh, coercion to a number, arguments', async () => {
    const { at, kernel, play } = stage();
    const seen: unknown[] = [];
    at(0, () => {
      const first = setTimeout((word: string) => seen.push(word, kernel.nowMs), 100, 'fired');
      seen.push(first.hasRef(), first.unref().hasRef(), first.ref().hasRef(), Number(first) > 0);
      const stopped = setTimeout(() => seen.push('never'), 50);
      clearTimeout(Number(stopped));
      const restarted = setTimeout(() => seen.push('restarted', kernel.nowMs), 100);
      setTimeout(() => restarted.refresh(), 60);
      let ticks = 0;
      const interval = setInterval(() => {
        ticks += 1;
        if (ticks === 3) clearInterval(interval);
        seen.push(`tick ${kernel.nowMs}`);
      }, 30);
    });
    await play();
    expect(seen).toEqual([true, false, true, true, 'tick 30', 'tick 60', 'tick 90', 'fired', 100, 'restarted', 160]);
  });

  it('of Node’s rule: a delay that is none, or too long, is one millisecond', async () => {
    const { at, kernel, play } = stage();
    const seen: number[] = [];
    at(0, () => {
      for (const delay of [Number.NaN, -5, 0, 2 ** 31]) setTimeout(() => seen.push(kernel.nowMs), delay);
    });
    await play();
    expect(seen).toEqual([1, 1, 1, 1]);
  });

  it('do not prolong a run when nobody holds them', async () => {
    const { at, kernel, play } = stage();
    at(0, () => void setTimeout(() => undefined, 60_000).unref());
    await play();
    expect(kernel.nowMs).toBe(0);
  });
});

describe('randomness', () => {
  const draw = async (seed: number): Promise<unknown[]> => {
    const { at, play } = stage(seed);
    const seen: unknown[] = [];
    at(
      0,
      () =>
        void seen.push(Math.random(), crypto.randomUUID(), randomUUID(), [
          ...crypto.getRandomValues(new Uint8Array(4)),
        ]),
    );
    await play();
    return seen;
  };

  it('comes from the seed, also for those who import it from a builtin module', async () => {
    expect(await draw(7)).toEqual(await draw(7));
    expect(await draw(7)).not.toEqual(await draw(8));
  });

  it('hashes and signs at once, and right', async () => {
    const { at, kernel, play } = stage();
    const seen: unknown[] = [];
    const hex = (buffer: ArrayBuffer): string => Buffer.from(buffer).toString('hex');
    at(5, async () => {
      const data = new TextEncoder().encode('გამარჯობა');
      seen.push(hex(await crypto.subtle.digest('SHA-256', data)));
      const key = await crypto.subtle.importKey(
        'raw',
        new TextEncoder().encode('k'),
        { name: 'HMAC', hash: 'SHA-256' },
        false,
        ['sign', 'verify'],
      );
      const tag = await crypto.subtle.sign('HMAC', key, data);
      seen.push(await crypto.subtle.verify('HMAC', key, tag, data), kernel.nowMs);
    });
    await play();
    expect(seen).toEqual([createHash('sha256').update('გამარჯობა').digest('hex'), true, 5]);
  });

  it('hashes at once for a library, too, that kept the object when it was loaded', async () => {
    const { at, play } = stage();
    const settled: boolean[] = [];
    at(0, async () => {
      let done = false;
      void keptSubtle.digest('SHA-256', new Uint8Array(1)).then(() => (done = true));
      for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
      settled.push(done);
    });
    await play();
    expect(settled).toEqual([true]);
  });
});

describe('what the host reads in its own time', () => {
  const form = (): FormData => {
    const made = new FormData();
    made.set('file', new Blob(['in a form']));
    return made;
  };
  const readings: Readonly<Record<string, () => Promise<unknown>>> = {
    'a blob': () => new Blob(['a text']).text(),
    'the bytes of a blob': () => new Blob(['a text']).arrayBuffer(),
    'the stream of a blob': () => new Response(new Blob(['a text']).stream()).text(),
    'an answer that is a blob': () => new Response(new Blob(['a text'])).text(),
    'an answer that is a form': () => new Response(form()).text(),
    'a form from an answer': () =>
      new Response('a=1', { headers: { 'content-type': 'application/x-www-form-urlencoded' } }).formData(),
  };

  it.each(Object.keys(readings))('is there before the next event: %s', async (name) => {
    const { at, play } = stage();
    const seen: string[] = [];
    at(5, async () => void seen.push((await readings[name]?.()) === undefined ? 'nothing' : 'read'));
    at(6, () => void seen.push('the next event'));
    await play();
    expect(seen).toEqual(['read', 'the next event']);
  });

  it('holds up nothing where it waits for virtual time', async () => {
    const { at, kernel, play } = stage();
    const seen: unknown[] = [];
    at(0, async () => {
      const slow = new ReadableStream<Uint8Array<ArrayBuffer>>({
        pull: async (controller) => {
          await new Promise((resolve) => setTimeout(resolve, 700));
          controller.enqueue(new TextEncoder().encode('late'));
          controller.close();
        },
      });
      seen.push(await new Response(slow).text(), kernel.nowMs);
    });
    await play();
    expect(seen).toEqual(['late', 700]);
  });
});

describe('log and environment', () => {
  it('show texts as they are and errors without their stack', async () => {
    const { at, play } = stage();
    at(0, () => {
      console.log('🚀 %s of %d', 'batch', 3, { a: [1] });
      console.log('100 %% of %s');
      console.log('%d %%', 100);
      console.error('failed:', new TypeError('fetch failed'));
      const loop: Record<string, unknown> = { name: 'x' };
      loop['self'] = loop;
      console.warn(loop);
    });
    const events = await play();
    expect(events.map((event) => (event.kind === 'log' ? `${event.level} ${event.text}` : event.kind))).toEqual([
      'log 🚀 batch of 3 {"a":[1]}',
      'log 100 %% of %s',
      'log 100 %',
      'error failed: TypeError: fetch failed',
      'warn {"name":"x","self":"[Circular]"}',
    ]);
  });

  it('is that of the node’s deployment, and nothing of the host’s', async () => {
    const { at, node, play } = stage();
    node.env = { FLAG: ' true ' };
    const seen: unknown[] = [];
    at(
      0,
      () => void seen.push(process.env['FLAG'], process.env['PATH'], 'FLAG' in process.env, Object.keys(process.env)),
    );
    await play();
    expect(seen).toEqual([' true ', undefined, true, ['FLAG']]);
    expect(process.env['PATH']).toBeDefined();
  });
});

describe('fetch', () => {
  it('refuses an address without a host, as Node does', async () => {
    const { at, play } = stage();
    at(0, async () => void (await fetch('/api/webhook')));
    await expect(play()).rejects.toThrow('Failed to parse URL from /api/webhook');
  });

  it('throws where the connection breaks, and only there', async () => {
    const { at, sent, play } = stage();
    const seen: unknown[] = [];
    at(0, async () => {
      try {
        await fetch('https://a.example/x', { method: 'post', body: '{}' });
      } catch (error) {
        seen.push(String(error), String((error as Error).cause));
      }
    });
    at(1, () => sent[0]?.end({ kind: 'failure', error: 'connect ECONNREFUSED' }));
    at(2, async () => void seen.push((await fetch('https://a.example/y')).status));
    at(3, () => sent[1]?.end({ kind: 'answer', answer: { status: 503, headers: {}, body: 'no' }, stalled: false }));
    await play();
    expect(sent.map(({ request }) => `${request.method} ${request.url} ${request.body}`)).toEqual([
      'POST https://a.example/x {}',
      'GET https://a.example/y ',
    ]);
    expect(seen).toEqual(['TypeError: fetch failed', 'Error: connect ECONNREFUSED', 503]);
  });

  it('is given up by an abort, and a stalled body with it', async () => {
    const { at, sent, play } = stage();
    const seen: string[] = [];
    at(0, async () => {
      const controller = new AbortController();
      setTimeout(() => controller.abort(), 500);
      const response = await fetch('https://a.example/x', { signal: controller.signal });
      seen.push(`head ${response.status}`);
      await response.text().catch((error: unknown) => seen.push(String(error)));
    });
    at(1, () => sent[0]?.end({ kind: 'answer', stalled: true, answer: { status: 200, headers: {}, body: '' } }));
    await play();
    expect(seen).toEqual(['head 200', 'AbortError: This operation was aborted']);
  });
});

describe('after a run', () => {
  it('every global is the host’s again, also when the run threw', async () => {
    const names = [
      'Date',
      'setTimeout',
      'setInterval',
      'setImmediate',
      'clearTimeout',
      'fetch',
      'Headers',
      'Request',
      'Response',
      'WeakRef',
    ];
    const look = (): unknown[] => [
      ...names.map((name) => Reflect.get(globalThis, name) as unknown),
      Date.now,
      Date.prototype.constructor,
      Math.random,
      console.log,
      process.env,
      crypto.subtle,
      Object.getOwnPropertyNames(crypto),
      AbortSignal.timeout,
      performance.now,
      Blob.prototype.text,
      Blob.prototype.stream,
      Object.getOwnPropertySymbols(globalThis).length,
    ];
    const before = look();
    const failing = stage();
    failing.kernel.schedule(failing.node, 0, () => {
      throw new Error('a bug of the simulator');
    });
    await expect(failing.play()).rejects.toThrow('a bug of the simulator');
    const after = look();
    after.forEach((value, i) => expect(value).toEqual(before[i]));
    expect(after.map((value, i) => typeof value === 'object' || value === before[i])).not.toContain(false);
  });
});
