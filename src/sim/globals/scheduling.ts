/** `setTimeout` and its kin in virtual time; see `timers.ts` for the timers themselves. */
import { currentNode, onStage, type Replacement, replacement } from './stage.ts';
import type { TimerOptions } from './timers.ts';

const SETTERS = ['setTimeout', 'setInterval', 'setImmediate'] as const;
const CLEARERS = ['clearTimeout', 'clearInterval', 'clearImmediate'] as const;

function setterReplacement(name: (typeof SETTERS)[number]): Replacement {
  const original: unknown = Reflect.get(globalThis, name);
  return replacement(globalThis, name, (callback: unknown, ...rest: unknown[]): unknown => {
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
  });
}

function clearerReplacement(name: (typeof CLEARERS)[number]): Replacement {
  const original: unknown = Reflect.get(globalThis, name);
  return replacement(globalThis, name, (timer: unknown): void => {
    if (onStage()?.timers.clear(timer) === true) return;
    if (typeof original === 'function') Reflect.apply(original, globalThis, [timer]);
  });
}

function abortTimeoutReplacement(): Replacement {
  const hostTimeout = AbortSignal.timeout.bind(AbortSignal);
  return replacement(AbortSignal, 'timeout', (ms: number): AbortSignal => {
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

export function schedulingReplacements(): readonly Replacement[] {
  return [...SETTERS.map(setterReplacement), ...CLEARERS.map(clearerReplacement), abortTimeoutReplacement()];
}
