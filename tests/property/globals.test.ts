/** No leak of globals: whatever code does on a node, and however its run ends, afterwards all is the host's. */
import { randomUUID } from 'node:crypto';
import { access } from 'node:fs/promises';
import * as os from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import type { SimNode } from '../../src/sim/kernel/node.ts';
import { fc } from '../support/property.ts';
import { type Stage, stage } from '../support/stage.ts';

/** What each thing that code does needs: the run, the node, a number to choose by. */
type Act = (on: Stage, node: SimNode, choice: number) => void | Promise<void>;

const ACTS: Readonly<Record<string, Act>> = {
  'sets a timer': (_, __, choice) => void setTimeout(() => undefined, choice),
  'sets an interval and stops it': (_, __, choice) => {
    const interval = setInterval(() => clearInterval(interval), choice);
  },
  'sleeps, and logs': async (_, __, choice) => {
    await sleep(choice);
    console.log('slept for %d', choice);
  },
  'throws in a timer': (_, __, choice) =>
    void setTimeout(() => {
      throw new Error('in a timer');
    }, choice),
  throws: () => {
    throw new Error('at once');
  },
  'rejects a promise that nobody awaits': () => void Promise.reject(new Error('nobody awaits')),
  'fetches in vain': async ({ kernel, sent }, node, choice) => {
    kernel.schedule(node, choice, () => sent.shift()?.end({ kind: 'failure', error: 'connect ECONNREFUSED' }));
    await fetch('https://a.example/');
  },
  'fetches, and nobody answers': async () => void (await fetch('https://a.example/')),
  draws: () => void [Math.random(), randomUUID(), crypto.getRandomValues(new Uint8Array(4))],
  hashes: async () => void (await crypto.subtle.digest('SHA-256', new Uint8Array(4))),
  'reads a blob': async () => void (await new Blob(['a']).text()),
  'uses what is refused': () => void new WeakRef({}),
  'writes its environment': (_, __, choice) => void (process.env['CHOICE'] = String(choice)),
  'listens to rejections': () => void process.on('unhandledRejection', () => undefined),
  'puts its own in the place of a global': () => {
    const [own, now] = [globalThis.fetch, Date.now];
    globalThis.fetch = (...args) => own(...args);
    Date.now = () => now() + 1;
    console.log = () => undefined;
  },
  'makes a bug of the simulator': ({ kernel }, node, choice) =>
    void kernel.schedule(node, choice, () => {
      throw new Error('a bug of the simulator');
    }),
};

const acts = fc.array(
  fc.record({
    act: fc.constantFrom(...Object.keys(ACTS)),
    node: fc.nat({ max: 2 }),
    atMs: fc.nat({ max: 30 }),
    choice: fc.nat({ max: 20 }),
  }),
  { maxLength: 12 },
);

function protoOf(value: object): object {
  return Object.getPrototypeOf(value) as object;
}

const BUILTINS =
  'crypto timers timers/promises fs fs/promises os v8 zlib perf_hooks buffer worker_threads child_process'
    .concat(' http https http2 net tls dgram dns dns/promises')
    .split(' ');

/** All that holds something of ours while a run goes on, or for good. */
const HOLDERS: Readonly<Record<string, object>> = {
  globalThis,
  Date,
  'Date.prototype': Date.prototype,
  Math,
  console,
  AbortSignal,
  'Blob.prototype': Blob.prototype,
  'Crypto.prototype': protoOf(crypto),
  'SubtleCrypto.prototype': protoOf(crypto.subtle),
  performance,
  'Performance.prototype': protoOf(performance),
  'Event.prototype': Event.prototype,
  'File.prototype': File.prototype,
  'Intl.DateTimeFormat.prototype': Intl.DateTimeFormat.prototype,
  WebAssembly,
  Atomics,
  ...Object.fromEntries(BUILTINS.map((name) => [name, process.getBuiltinModule(name) as object])),
};

/** What is replaced once and for all, and passes through; see docs/decisions/0005. Of the rest nothing may stay. */
const LASTING: ReadonlySet<string> = new Set(
  ['File', 'PerformanceMark', 'PerformanceObserver'].map((name) => `globalThis ${name}`),
);
const WITHOUT_TRACE = Object.keys(HOLDERS).slice(0, Object.keys(HOLDERS).indexOf('performance'));

/** To look at them makes the host warn. */
const UNSEEN: ReadonlySet<PropertyKey> = new Set(['localStorage', 'sessionStorage']);

type Places = ReadonlyMap<string, PropertyDescriptor | readonly unknown[] | undefined>;

/** What stands where, with how it stands there. */
function look(): Places {
  const places = new Map<string, PropertyDescriptor | readonly unknown[] | undefined>([
    ['process.env', Object.getOwnPropertyDescriptor(process, 'env')],
    ['listeners to rejections', process.listeners('unhandledRejection')],
  ]);
  for (const [label, holder] of Object.entries(HOLDERS)) {
    for (const name of Reflect.ownKeys(holder).filter((key) => !UNSEEN.has(key))) {
      // The host makes some of its globals when they are first asked for.
      if (holder === globalThis) Reflect.get(holder, name);
      places.set(`${label} ${String(name)}`, Object.getOwnPropertyDescriptor(holder, name));
    }
  }
  return places;
}

function isSame(a: object | undefined, b: object | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  const names = [...new Set([...Reflect.ownKeys(a), ...Reflect.ownKeys(b)])];
  return names.every((name) => Object.is(Reflect.get(a, name), Reflect.get(b, name)));
}

function differences(before: Places, after: Places): readonly string[] {
  const names = [...new Set([...before.keys(), ...after.keys()])];
  return names.filter((name) => !isSame(before.get(name), after.get(name)));
}

/** The host answers: its own time, its own draws, its own files and timers, also where ours stand before it. */
async function expectHost(hostUptimeS: number): Promise<void> {
  expect(new Date().getTime()).toBeGreaterThan(loadedAtMs - 1);
  expect(Date.now()).toBeGreaterThan(loadedAtMs - 1);
  expect(new File([], 'now').lastModified).toBeGreaterThan(loadedAtMs - 1);
  expect(new Intl.DateTimeFormat('en', { year: 'numeric' }).format()).toBe(String(new Date().getFullYear()));
  expect(os.uptime()).toBeGreaterThanOrEqual(hostUptimeS);
  expect(randomUUID()).not.toBe(randomUUID());
  expect(Math.random()).not.toBe(Math.random());
  expect(process.memoryUsage().rss).toBeGreaterThan(0);
  expect(new WeakRef(HOLDERS).deref()).toBe(HOLDERS);
  await access('.');
  await sleep(0);
}

const loadedAtMs = Date.now();
const environment = JSON.stringify(process.env);

describe('the globals', () => {
  const atLoad = look();

  beforeAll(async () => {
    // So that what lasts is in its place.
    await stage().play();
  });

  it('are the host’s after a first run, but for the few that pass through from then on', () => {
    const changed = differences(atLoad, look());
    const forARun = ['process.env', 'listeners', ...WITHOUT_TRACE];
    const stayed = changed.filter((name) => forARun.some((label) => name.startsWith(`${label} `) || name === label));
    expect(stayed.filter((name) => !LASTING.has(name))).toEqual([]);
  });

  it('are after any other what they were before it, whatever code did and however it ended', async () => {
    const before = look();
    const uptimeS = os.uptime();
    const ended = { well: 0, thrown: 0 };
    await fc.assert(
      fc.asyncProperty(acts, async (done) => {
        const on = stage();
        const others = ['second', 'third'].map((id) =>
          on.kernel.addNode({ id, role: 'instance', side: 'pipeline', label: id }, true),
        );
        const nodes = [on.node, ...others];
        for (const { act, node: index, atMs, choice } of done) {
          const node = nodes[index] ?? on.node;
          on.at(atMs, () => ACTS[act]?.(on, node, choice), node);
        }
        await on.play().then(
          () => (ended.well += 1),
          () => (ended.thrown += 1),
        );
        expect(differences(before, look())).toEqual([]);
        expect(JSON.stringify(process.env)).toBe(environment);
        await expectHost(uptimeS);
      }),
      { numRuns: 60 },
    );
    expect(Math.min(ended.well, ended.thrown)).toBeGreaterThan(5);
  });
});
