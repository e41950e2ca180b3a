/**
 * In Node the builtin modules have to follow as well: `import { randomUUID } from 'crypto'` never looks at the
 * globals. `syncBuiltinESMExports` carries the change to those who import by name. In a browser there is nothing
 * to do: bundlers map these modules to the globals.
 */
import type { Kernel } from '../kernel/kernel.ts';
import type { Random } from '../kernel/random.ts';
import type { Patches } from './patches.ts';
import { fillBytes, uuid } from './random.ts';
import type { Timers } from './timers.ts';

type AnyFunction = (...args: unknown[]) => unknown;

/** A builtin module, or undefined where there is none. */
function builtin(name: string): object | undefined {
  const host: unknown = Reflect.get(globalThis, 'process');
  if (typeof host !== 'object' || host === null) return undefined;
  const get: unknown = Reflect.get(host, 'getBuiltinModule');
  if (typeof get !== 'function') return undefined;
  const module: unknown = Reflect.apply(get, host, [name]);
  return typeof module === 'object' && module !== null ? module : typeof module === 'function' ? module : undefined;
}

export function patchNodeBuiltins(patches: Patches, kernel: Kernel, timers: Timers): void {
  const crypto = builtin('crypto');
  const loader = builtin('module');
  if (crypto === undefined || loader === undefined) return;
  patchCrypto(patches, kernel, crypto);
  patchTimerModules(patches, kernel, timers);
  const sync: unknown = Reflect.get(loader, 'syncBuiltinESMExports');
  if (typeof sync !== 'function') return;
  Reflect.apply(sync, loader, []);
  patches.afterRestore(() => Reflect.apply(sync, loader, []));
}

function patchCrypto(patches: Patches, kernel: Kernel, crypto: object): void {
  const own: Record<string, (random: Random, ...args: unknown[]) => unknown> = {
    randomUUID: (random) => uuid(random),
    getRandomValues: (random, view) => fillBytes(random, ArrayBuffer.isView(view) ? view : null),
    randomFillSync: (random, view) => fillBytes(random, ArrayBuffer.isView(view) ? view : null),
    randomInt: (random, a, b) => (typeof b === 'number' ? Number(a) + random.below(b - Number(a)) : random.below(Number(a))),
  };
  for (const [name, draw] of Object.entries(own)) {
    const original: unknown = Reflect.get(crypto, name);
    if (typeof original !== 'function') continue;
    patches.replace(crypto, name, (...args: unknown[]): unknown => {
      const node = kernel.current;
      return node === undefined ? Reflect.apply(original, crypto, args) : draw(node.random, ...args);
    });
  }
  const hostBytes: unknown = Reflect.get(crypto, 'randomBytes');
  if (typeof hostBytes !== 'function') return;
  patches.replace(crypto, 'randomBytes', (size: number, ...rest: unknown[]): unknown => {
    const node = kernel.current;
    if (node === undefined) return Reflect.apply(hostBytes, crypto, [size, ...rest]);
    if (rest.length > 0) {
      throw new Error('crypto.randomBytes with a callback finishes outside the microtask queue; call it without.');
    }
    const bytes: unknown = Reflect.apply(hostBytes, crypto, [size]);
    return fillBytes(node.random, ArrayBuffer.isView(bytes) ? bytes : null);
  });
}

function patchTimerModules(patches: Patches, kernel: Kernel, timers: Timers): void {
  const module = builtin('timers');
  const promises = builtin('timers/promises');
  if (module === undefined || promises === undefined) return;
  for (const name of ['setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'clearInterval', 'clearImmediate']) {
    patches.replace(module, name, Reflect.get(globalThis, name));
  }
  for (const name of ['setTimeout', 'setImmediate'] as const) {
    const original: unknown = Reflect.get(promises, name);
    if (typeof original !== 'function') continue;
    const sleep: AnyFunction = (...args) => {
      const node = kernel.current;
      if (node === undefined) return Reflect.apply(original, promises, args) as unknown;
      const [delay, value] = name === 'setTimeout' ? args : [0, ...args];
      return new Promise((resolve) => {
        timers.set(node, { callback: resolve, args: [value], delay, repeats: false });
      });
    };
    patches.replace(promises, name, sleep);
  }
}
