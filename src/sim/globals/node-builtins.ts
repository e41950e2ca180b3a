/**
 * In Node the builtin modules have to follow as well: `import { randomUUID } from 'crypto'` never looks at the
 * globals. Telling every importer (`syncBuiltinESMExports`) costs more than a simulated call, so it is done once, with
 * functions that pass through to the host's whenever no event of a run is under way. In a browser there is nothing to
 * do: bundlers map these modules to the globals.
 */
import type { Random } from '../kernel/random.ts';
import { fillBytes, uuid } from './random.ts';
import { currentNode, currentRandom, onStage } from './stage.ts';

type AnyFunction = (...args: unknown[]) => unknown;

/** A builtin module, or undefined where there is none. */
function builtin(name: string): object | undefined {
  const host: unknown = Reflect.get(globalThis, 'process');
  if (typeof host !== 'object' || host === null) return undefined;
  const get: unknown = Reflect.get(host, 'getBuiltinModule');
  const module: unknown = typeof get === 'function' ? Reflect.apply(get, host, [name]) : undefined;
  return typeof module === 'object' || typeof module === 'function' ? (module ?? undefined) : undefined;
}

let followed = false;

/** To be called while the globals of a run are in their places. */
export function followInBuiltins(): void {
  if (followed) return;
  followed = true;
  const [crypto, loader, timers, promises] = ['crypto', 'module', 'timers', 'timers/promises'].map(builtin);
  if (crypto === undefined || loader === undefined || timers === undefined || promises === undefined) return;
  followCrypto(crypto);
  followTimers(timers, promises);
  followProcess();
  refuseRealTime();
  refuseThreads();
  const sync: unknown = Reflect.get(loader, 'syncBuiltinESMExports');
  if (typeof sync === 'function') Reflect.apply(sync, loader, []);
}

/** Puts a function in the place of a builtin's; `own` is asked first and may decline with undefined. */
function wrap(module: object, name: string, own: (original: AnyFunction, args: readonly unknown[]) => unknown): void {
  const original: unknown = Reflect.get(module, name);
  if (typeof original !== 'function') return;
  const host: AnyFunction = (...args) => Reflect.apply(original, module, args) as unknown;
  const wrapped: AnyFunction = (...args) => (currentNode() === undefined ? host(...args) : own(host, args));
  Object.defineProperties(wrapped, Object.getOwnPropertyDescriptors(original));
  Reflect.set(module, name, wrapped);
}

function refused(what: string): Error {
  return new Error(`${what} cannot be used in a simulated run: it finishes outside the microtask queue, in real time.`);
}

const FILES = ['readFile', 'writeFile', 'appendFile', 'open', 'stat', 'access', 'readdir', 'mkdir', 'unlink', 'rename'];

/** What leaves the simulation, or comes back at a time of its own, while a handler runs. */
const REAL_TIME: Readonly<Record<string, readonly string[]>> = {
  crypto: ['scrypt', 'pbkdf2', 'hkdf', 'randomFill', 'generateKey', 'generateKeyPair', 'generatePrime', 'checkPrime'],
  zlib: [
    'gzip',
    'gunzip',
    'deflate',
    'inflate',
    'deflateRaw',
    'inflateRaw',
    'unzip',
    'brotliCompress',
    'brotliDecompress',
  ],
  fs: [...FILES, 'watch', 'createReadStream', 'createWriteStream'],
  'fs/promises': FILES,
  http: ['request', 'get'],
  https: ['request', 'get'],
  http2: ['connect'],
  net: ['connect', 'createConnection'],
  tls: ['connect'],
  dgram: ['createSocket'],
  dns: ['lookup', 'resolve', 'resolve4', 'resolve6'],
  'dns/promises': ['lookup', 'resolve', 'resolve4', 'resolve6'],
  child_process: ['exec', 'execFile', 'spawn', 'fork'],
  'timers/promises': ['setInterval'],
};

function refuseRealTime(): void {
  for (const [name, functions] of Object.entries(REAL_TIME)) {
    const module = builtin(name);
    if (module === undefined) continue;
    for (const each of functions) {
      wrap(module, each, (host, args) => {
        if (currentNode()?.runsCode === true) throw refused(`${name}.${each}`);
        return host(...args);
      });
    }
  }
}

/** A class, which `wrap` cannot stand for. In a browser it is a global, refused as such (`refused.ts`). */
function refuseThreads(): void {
  const module = builtin('worker_threads');
  const original: unknown = module === undefined ? undefined : Reflect.get(module, 'Worker');
  if (module === undefined || typeof original !== 'function') return;
  const guarded = new Proxy(original, {
    construct: (target, args, newTarget) => {
      if (currentNode()?.runsCode === true) throw refused('worker_threads.Worker');
      return Reflect.construct(target, args, newTarget) as object;
    },
  });
  Reflect.set(module, 'Worker', guarded);
}

const NANOSECONDS_IN_A_MICROSECOND = 1_000n;
const NANOSECONDS_IN_A_SECOND = 1_000_000_000n;

/** The monotonic clocks of `process` are `performance.now()` in other units. */
function followProcess(): void {
  const process = builtin('process');
  if (process === undefined) return;
  const nanoseconds = (): bigint => BigInt(Math.round(performance.now() * 1_000)) * NANOSECONDS_IN_A_MICROSECOND;
  wrap(process, 'uptime', () => performance.now() / 1_000);
  wrap(process, 'hrtime', (_, [since]) => {
    const [s = 0, ns = 0] = Array.isArray(since) ? since.map(Number) : [];
    const passed = nanoseconds() - BigInt(s) * NANOSECONDS_IN_A_SECOND - BigInt(ns);
    return [Number(passed / NANOSECONDS_IN_A_SECOND), Number(passed % NANOSECONDS_IN_A_SECOND)];
  });
  const hrtime: unknown = Reflect.get(process, 'hrtime');
  if (typeof hrtime === 'function') wrap(hrtime, 'bigint', nanoseconds);
}

function followCrypto(crypto: object): void {
  const draw = (name: string, act: (random: Random, args: readonly unknown[]) => unknown): void => {
    wrap(crypto, name, (host, args) => {
      const random = currentRandom();
      return random === undefined ? host(...args) : act(random, args);
    });
  };
  const viewOf = (value: unknown): ArrayBufferView | null => (ArrayBuffer.isView(value) ? value : null);
  // `getRandomValues` of the module is a getter that looks at the global object, which is replaced already.
  draw('randomUUID', (random) => uuid(random));
  draw('randomFillSync', (random, [view, offset, size]) => {
    const bytes = viewOf(view);
    if (bytes === null || offset === undefined) return fillBytes(random, bytes);
    const from = bytes.byteOffset + Number(offset);
    fillBytes(
      random,
      new Uint8Array(bytes.buffer, from, size === undefined ? bytes.byteLength - Number(offset) : Number(size)),
    );
    return view;
  });
  draw('randomInt', (random, [a, b, done]) => {
    if (typeof b === 'function' || done !== undefined) throw refused('crypto.randomInt with a callback');
    return typeof b === 'number' ? Number(a) + random.below(b - Number(a)) : random.below(Number(a));
  });
  wrap(crypto, 'randomBytes', (host, [size, ...rest]) => {
    if (rest.length > 0) throw refused('crypto.randomBytes with a callback');
    const random = currentRandom();
    const bytes = host(size);
    return random === undefined ? bytes : fillBytes(random, viewOf(bytes));
  });
}

function followTimers(timers: object, promises: object): void {
  for (const name of ['setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'clearInterval', 'clearImmediate']) {
    const simulated: unknown = Reflect.get(globalThis, name);
    wrap(timers, name, (host, args) =>
      typeof simulated === 'function' ? (Reflect.apply(simulated, globalThis, args) as unknown) : host(...args),
    );
  }
  for (const name of ['setTimeout', 'setImmediate'] as const) {
    wrap(promises, name, (host, args) => {
      const node = currentNode();
      const own = onStage()?.timers;
      if (node === undefined || own === undefined) return host(...args);
      const [delay, value] = name === 'setTimeout' ? args : [0, ...args];
      return new Promise((resolve) => {
        own.set(node, { callback: resolve, args: [value], delay, repeats: false });
      });
    });
  }
}
