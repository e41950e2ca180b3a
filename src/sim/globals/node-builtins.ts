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
  const sync: unknown = Reflect.get(loader, 'syncBuiltinESMExports');
  if (typeof sync === 'function') Reflect.apply(sync, loader, []);
}

/** Puts a function in the place of a builtin's; `own` is asked first and may decline with undefined. */
function wrap(module: object, name: string, own: (original: AnyFunction, args: readonly unknown[]) => unknown): void {
  const original: unknown = Reflect.get(module, name);
  if (typeof original !== 'function') return;
  const host: AnyFunction = (...args) => Reflect.apply(original, module, args) as unknown;
  Reflect.set(module, name, (...args: unknown[]): unknown =>
    currentNode() === undefined ? host(...args) : own(host, args),
  );
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
  draw('randomFillSync', (random, [view]) => fillBytes(random, viewOf(view)));
  draw('randomInt', (random, [a, b]) =>
    typeof b === 'number' ? Number(a) + random.below(b - Number(a)) : random.below(Number(a)),
  );
  wrap(crypto, 'randomBytes', (host, [size, ...rest]) => {
    if (rest.length > 0)
      throw new Error('crypto.randomBytes with a callback finishes outside the microtask queue; call it without.');
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
