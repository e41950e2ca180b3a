/** `setTimeout` and its kin in virtual time; see `timers.ts` for the timers themselves. */
import { currentNode, onStage } from './stage.ts';
import { Patch } from './patches.ts';
import { promisedTimer } from './promised.ts';
import type { TimerOptions } from './timers.ts';

const SETTERS = ['setTimeout', 'setInterval', 'setImmediate'] as const;
const CLEARERS = ['clearTimeout', 'clearInterval', 'clearImmediate'] as const;

/** Where `util.promisify` looks for a function's own promise form. */
const PROMISIFY = Symbol.for('nodejs.util.promisify.custom');

/** `setTimeout` as a promise: in virtual time on a node, and else the host's own. */
function promisified(name: (typeof SETTERS)[number], original: unknown): (...args: unknown[]) => unknown {
  return (...args) => {
    const [delay, value, options] = name === 'setImmediate' ? [0, ...args] : args;
    const simulated = promisedTimer({ delay, value, options });
    if (simulated !== undefined) return simulated;
    const host: unknown = typeof original === 'function' ? Reflect.get(original, PROMISIFY) : undefined;
    const result: unknown = typeof host === 'function' ? Reflect.apply(host, globalThis, args) : undefined;
    return result;
  };
}

function setterReplacement(name: (typeof SETTERS)[number]): Patch {
  const original: unknown = Reflect.get(globalThis, name);
  const set = setter(name, original);
  if (name !== 'setInterval') Object.defineProperty(set, PROMISIFY, { value: promisified(name, original) });
  return new Patch(globalThis, name, set);
}

function setter(name: (typeof SETTERS)[number], original: unknown): (callback: unknown, ...rest: unknown[]) => unknown {
  return (callback: unknown, ...rest: unknown[]): unknown => {
    const timers = onStage()?.timers;
    const node = currentNode();
    if (timers === undefined || node === undefined) {
      const hostTimer: unknown =
        typeof original === 'function' ? Reflect.apply(original, globalThis, [callback, ...rest]) : undefined;
      return hostTimer;
    }
    if (typeof callback !== 'function') {
      throw new TypeError(`The "callback" argument must be of type function. Received ${typeof callback}`);
    }
    const [delay, ...args] = name === 'setImmediate' ? [0, ...rest] : rest;
    const run: TimerOptions['callback'] = (...given) => Reflect.apply(callback, undefined, given) as unknown;
    return timers.set(node, { callback: run, args, delay, repeats: name === 'setInterval' });
  };
}

function clearerReplacement(name: (typeof CLEARERS)[number]): Patch {
  const original: unknown = Reflect.get(globalThis, name);
  return new Patch(globalThis, name, (timer: unknown): void => {
    if (onStage()?.timers.clear(timer) === true) return;
    if (typeof original === 'function') Reflect.apply(original, globalThis, [timer]);
  });
}

function abortTimeoutReplacement(): Patch {
  const hostTimeout = AbortSignal.timeout.bind(AbortSignal);
  return new Patch(AbortSignal, 'timeout', (ms: number): AbortSignal => {
    const timers = onStage()?.timers;
    const node = currentNode();
    if (timers === undefined || node === undefined) return hostTimeout(ms);
    const controller = new AbortController();
    const abort = (): void => {
      controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
    };
    timers.set(node, { callback: abort, args: [], delay: ms, repeats: false }).unref();
    return controller.signal;
  });
}

export function schedulingReplacements(): readonly Patch[] {
  return [...SETTERS.map(setterReplacement), ...CLEARERS.map(clearerReplacement), abortTimeoutReplacement()];
}
