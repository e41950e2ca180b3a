/**
 * The globals as code under test sees them, installed for the time of a run and put back after it, also when the
 * run throws. They look at the kernel's current node: unmodified code gets the clock, the environment, the
 * randomness and the log of the instance that it runs on. Between events (no current node) each behaves as the
 * host's own, so that the simulator's surroundings are not disturbed.
 */
import type { Kernel } from '../kernel/kernel.ts';
import type { SimNode } from '../kernel/node.ts';
import { makeFetch, type Transport } from './fetch.ts';
import { LightHeaders } from './headers.ts';
import { formatLog } from './log.ts';
import { patchNodeBuiltins } from './node-builtins.ts';
import { Patches } from './patches.ts';
import { fillBytes, uuid } from './random.ts';
import { REFUSED, refusal } from './refused.ts';
import { LightRequest } from './request.ts';
import { LightResponse } from './response.ts';
import { makeSubtle } from './subtle.ts';
import { Timers } from './timers.ts';

/** What an instance may ask of the platform while it handles a request. */
export interface Lifetime {
  /** The instance stays awake until the promise settles, within its maximum duration. */
  readonly waitUntil: (node: SimNode, work: Promise<unknown>) => void;
}

type AnyFunction = (...args: unknown[]) => unknown;

/** Installs the globals; call the result, in a `finally`, to put the host's back. */
export function installGlobals(kernel: Kernel, transport: Transport, lifetime: Lifetime): () => void {
  const patches = new Patches();
  try {
    patchTime(patches, kernel);
    const timers = patchTimers(patches, kernel);
    patchRandomness(patches, kernel);
    patchWire(patches, kernel, transport);
    patchConsole(patches, kernel);
    patchProcess(patches, kernel);
    patchRefused(patches, kernel);
    patchPlatform(patches, kernel, lifetime);
    patchNodeBuiltins(patches, kernel, timers);
  } catch (error) {
    patches.restore();
    throw error;
  }
  return () => patches.restore();
}

/** `Date` and `performance` tell the time of the current node's clock. */
function patchTime(patches: Patches, kernel: Kernel): void {
  const HostDate = Date;
  const hostNow = Date.now;
  const now = (): number => {
    const node = kernel.current;
    return node === undefined ? hostNow() : node.clock.read(kernel.nowMs);
  };
  patches.replace(HostDate, 'now', now);
  const SimDate = new Proxy(HostDate, {
    // `new Date()` reads the clock; every other form is a pure function of its arguments.
    construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as object,
    apply: () => new HostDate(now()).toString(),
  });
  patches.replace(globalThis, 'Date', SimDate);
  const hostPerformanceNow = performance.now.bind(performance);
  const startMs = (node: SimNode): number => node.clock.exact(0);
  patches.replace(performance, 'now', () => {
    const node = kernel.current;
    return node === undefined ? hostPerformanceNow() : node.clock.exact(kernel.nowMs) - startMs(node);
  });
}

function patchTimers(patches: Patches, kernel: Kernel): Timers {
  const timers = new Timers(kernel);
  const host = globalThis;
  const setter = (name: 'setTimeout' | 'setInterval' | 'setImmediate'): void => {
    const original: unknown = Reflect.get(host, name);
    patches.replace(host, name, (callback: unknown, ...rest: unknown[]): unknown => {
      const node = kernel.current;
      if (node === undefined) {
        return typeof original === 'function' ? Reflect.apply(original, host, [callback, ...rest]) : undefined;
      }
      if (typeof callback !== 'function') {
        throw new TypeError(`The "callback" argument must be of type function. Received ${String(callback)}`);
      }
      const [delay, ...args] = name === 'setImmediate' ? [0, ...rest] : rest;
      const run: AnyFunction = (...given) => Reflect.apply(callback, undefined, given) as unknown;
      return timers.set(node, { callback: run, args, delay, repeats: name === 'setInterval' });
    });
  };
  const clearer = (name: 'clearTimeout' | 'clearInterval' | 'clearImmediate'): void => {
    const original: unknown = Reflect.get(host, name);
    patches.replace(host, name, (timer: unknown): void => {
      if (!timers.clear(timer) && typeof original === 'function') Reflect.apply(original, host, [timer]);
    });
  };
  setter('setTimeout');
  setter('setInterval');
  setter('setImmediate');
  clearer('clearTimeout');
  clearer('clearInterval');
  clearer('clearImmediate');
  const hostTimeout = AbortSignal.timeout.bind(AbortSignal);
  patches.replace(AbortSignal, 'timeout', (ms: number): AbortSignal => {
    const node = kernel.current;
    if (node === undefined) return hostTimeout(ms);
    const controller = new AbortController();
    const abort = (): void => {
      controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
    };
    timers.set(node, { callback: abort, args: [], delay: ms, repeats: false }).unref();
    return controller.signal;
  });
  return timers;
}

function patchRandomness(patches: Patches, kernel: Kernel): void {
  const hostRandom = Math.random;
  patches.replace(Math, 'random', () => kernel.current?.random.share() ?? hostRandom());
  const host = globalThis.crypto;
  const hostUuid = host.randomUUID.bind(host);
  const hostFill = host.getRandomValues.bind(host);
  const hostSubtle = host.subtle;
  const subtle = makeSubtle(kernel, hostSubtle);
  patches.replace(host, 'randomUUID', () => {
    const node = kernel.current;
    return node === undefined ? hostUuid() : uuid(node.random);
  });
  patches.replace(host, 'getRandomValues', <T extends ArrayBufferView<ArrayBuffer>>(view: T): T => {
    const node = kernel.current;
    return node === undefined ? hostFill(view) : fillBytes(node.random, view);
  });
  patches.replaceGetter(host, 'subtle', () => (kernel.current === undefined ? hostSubtle : subtle));
}

function patchWire(patches: Patches, kernel: Kernel, transport: Transport): void {
  patches.replace(globalThis, 'fetch', makeFetch(kernel, transport));
  patches.replace(globalThis, 'Headers', LightHeaders);
  patches.replace(globalThis, 'Request', LightRequest);
  patches.replace(globalThis, 'Response', LightResponse);
}

function patchConsole(patches: Patches, kernel: Kernel): void {
  for (const level of ['debug', 'log', 'info', 'warn', 'error'] as const) {
    const original = console[level].bind(console);
    patches.replace(console, level, (...args: unknown[]): void => {
      const node = kernel.current;
      if (node === undefined) {
        original(...args);
        return;
      }
      if (node.state === 'dead') return;
      const { invocation } = kernel.origin;
      kernel.record(node, { kind: 'log', level, text: formatLog(args), ...(invocation === undefined ? {} : { invocation }) });
    });
  }
}

/** `process.env` is that of the current node's deployment. A worker of a browser has no `process`: it gets one. */
function patchProcess(patches: Patches, kernel: Kernel): void {
  const host: unknown = Reflect.get(globalThis, 'process');
  const hostEnv: unknown = typeof host === 'object' && host !== null ? Reflect.get(host, 'env') : {};
  const fallback = typeof hostEnv === 'object' && hostEnv !== null ? hostEnv : {};
  const target = (): object => {
    const node = kernel.current;
    return node === undefined ? fallback : node.env;
  };
  const env = new Proxy(
    {},
    {
      get: (_, name) => Reflect.get(target(), name) as unknown,
      has: (_, name) => Reflect.has(target(), name),
      ownKeys: () => Reflect.ownKeys(target()),
      getOwnPropertyDescriptor: (_, name) => {
        const held = Reflect.getOwnPropertyDescriptor(target(), name);
        return held === undefined ? undefined : { ...held, configurable: true };
      },
      set: (_, name, value) => Reflect.set(target(), name, value),
    },
  );
  if (typeof host === 'object' && host !== null) patches.replace(host, 'env', env);
  else patches.replace(globalThis, 'process', { env, nextTick: (act: AnyFunction, ...args: unknown[]) => queueMicrotask(() => act(...args)) });
}

function patchRefused(patches: Patches, kernel: Kernel): void {
  for (const refused of REFUSED) {
    const original: unknown = Reflect.get(globalThis, refused.name);
    if (typeof original !== 'function') continue;
    const guarded = new Proxy(original, {
      construct: (target, args, newTarget) => {
        if (kernel.current?.runsCode === true) throw new Error(refusal(refused));
        return Reflect.construct(target, args, newTarget) as object;
      },
    });
    patches.replace(globalThis, refused.name, guarded);
  }
}

/** Where `waitUntil` of `@vercel/functions` looks for the platform. */
const REQUEST_CONTEXT = Symbol.for('@vercel/request-context');

function patchPlatform(patches: Patches, kernel: Kernel, lifetime: Lifetime): void {
  const get = (): { readonly waitUntil: (work: Promise<unknown>) => void } | undefined => {
    const node = kernel.current;
    return node === undefined ? undefined : { waitUntil: (work) => lifetime.waitUntil(node, work) };
  };
  patches.replace(globalThis, REQUEST_CONTEXT, { get });
}
