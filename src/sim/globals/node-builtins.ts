/**
 * In Node the builtin modules have to follow as well: `import { randomUUID } from 'crypto'` never looks at the
 * globals. Telling every importer (`syncBuiltinESMExports`) costs more than a simulated call, so it is done once, with
 * functions that pass through to the host's whenever no event of a run is under way. In a browser there is nothing to
 * do: bundlers map these modules to the globals.
 */
import type { Random } from '../kernel/random.ts';
import { fillBytes, uuid } from './random.ts';
import { IN_REAL_TIME, refusal, REFUSED_BUILTINS } from './refused.ts';
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
  refuseBuiltins();
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

function withCallback(what: string): Error {
  return new Error(refusal({ name: `${what} with a callback`, why: IN_REAL_TIME }));
}

function refuseBuiltins(): void {
  for (const { why, names } of REFUSED_BUILTINS) {
    for (const [module, own] of Object.entries(names)) {
      for (const path of own) refuse(builtin(module), path.split('.'), refusal({ name: `${module}.${path}`, why }));
    }
  }
}

/** What stands behind that path, where it is there: a function, a class, or what the instances of one do. */
function refuse(holder: unknown, [name = '', ...rest]: readonly string[], sentence: string): void {
  if ((typeof holder !== 'object' && typeof holder !== 'function') || holder === null) return;
  const original: unknown = Reflect.get(holder, name);
  if (rest.length > 0) return refuse(original, rest, sentence);
  if (typeof original !== 'function') return;
  const check = (): void => {
    if (currentNode()?.runsCode === true) throw new Error(sentence);
  };
  // A proxy is all that the original is: a class that others extend, a method of whichever object, a name, a length.
  const value = new Proxy(original, {
    apply: (target, self, args) => {
      check();
      return Reflect.apply(target, self, args) as unknown;
    },
    construct: (target, args, newTarget) => {
      check();
      return Reflect.construct(target, args, newTarget) as object;
    },
  });
  // Defined, since some cannot be assigned: what makes a stream of zlib's.
  const enumerable = Object.getOwnPropertyDescriptor(holder, name)?.enumerable ?? true;
  Object.defineProperty(holder, name, { value, writable: true, configurable: true, enumerable });
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
    if (typeof b === 'function' || done !== undefined) throw withCallback('crypto.randomInt');
    return typeof b === 'number' ? Number(a) + random.below(b - Number(a)) : random.below(Number(a));
  });
  wrap(crypto, 'randomBytes', (host, [size, ...rest]) => {
    if (rest.length > 0) throw withCallback('crypto.randomBytes');
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
