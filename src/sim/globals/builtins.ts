/** Ways into the builtin modules of Node and the classes of a host: to ask ahead of a function, and to refuse it. */
import { currentNode } from './stage.ts';

export type AnyFunction = (...args: unknown[]) => unknown;

function isHolder(value: unknown): value is object {
  return (typeof value === 'object' || typeof value === 'function') && value !== null;
}

/** A builtin module, or undefined where there is none. */
export function builtin(name: string): object | undefined {
  const host: unknown = Reflect.get(globalThis, 'process');
  if (typeof host !== 'object' || host === null) return undefined;
  const get: unknown = Reflect.get(host, 'getBuiltinModule');
  const module: unknown = typeof get === 'function' ? Reflect.apply(get, host, [name]) : undefined;
  return isHolder(module) ? module : undefined;
}

/** What stands behind that path, where it is there. */
export function held(from: unknown, path: readonly PropertyKey[]): object | undefined {
  let value = from;
  for (const name of path) value = isHolder(value) ? (Reflect.get(value, name) as unknown) : undefined;
  return isHolder(value) ? value : undefined;
}

/** What an object holds under that name, if it is one: options that may have been left out. */
export function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (Reflect.get(value, name) as unknown) : undefined;
}

/** Puts a function in the place of the host's; on a node `own` is asked, which may ask the host. */
export function wrap(
  holder: object,
  name: string,
  own: (original: AnyFunction, args: readonly unknown[]) => unknown,
): void {
  const original: unknown = Reflect.get(holder, name);
  if (typeof original !== 'function') return;
  const { wrapped } = {
    // Who imports a function from a builtin module calls it on nothing.
    wrapped(this: unknown, ...given: unknown[]): unknown {
      const host: AnyFunction = (...args) => Reflect.apply(original, this ?? holder, args) as unknown;
      return currentNode() === undefined ? host(...given) : own(host, given);
    },
  };
  Object.defineProperties(wrapped, Object.getOwnPropertyDescriptors(original));
  Reflect.set(holder, name, wrapped);
}

/** The same for a getter; `own` may decline with undefined. */
export function wrapGetter(
  holder: object,
  name: string,
  own: (subject: object, original: () => unknown) => unknown,
): void {
  const descriptor = Object.getOwnPropertyDescriptor(holder, name);
  if (descriptor?.get === undefined || descriptor.configurable !== true) return;
  const host = descriptor.get;
  Object.defineProperty(holder, name, {
    ...descriptor,
    get(this: object): unknown {
      const original = (): unknown => Reflect.apply(host, this, []) as unknown;
      return currentNode() === undefined ? original() : (own(this, original) ?? original());
    },
  });
}

/** What stands in the place of something refused. */
const guards = new WeakSet<object>();

function refuseOnNode(sentence: string): void {
  if (currentNode()?.runsCode === true) throw new Error(sentence);
}

type When = (args: readonly unknown[]) => boolean;

/** All that the original is (a class that others extend, a method of whichever object), but not for code on a node. */
function guarded(original: object, sentence: string, when: When): object {
  // Refused before, for another reason: the first was the better.
  if (guards.has(original)) return original;
  const guard = new Proxy(original, {
    apply: (target, self, args) => {
      if (when(args)) refuseOnNode(sentence);
      return Reflect.apply(target as AnyFunction, self, args);
    },
    construct: (target, args, newTarget) => {
      if (when(args)) refuseOnNode(sentence);
      return Reflect.construct(target as AnyFunction, args, newTarget) as object;
    },
  });
  guards.add(guard);
  return guard;
}

/** Refuses what has that name, a function or a class; with `when`, only with such arguments. */
export function refuse(holder: object, name: PropertyKey, sentence: string, when: When = () => true): void {
  const descriptor = Object.getOwnPropertyDescriptor(holder, name);
  if (descriptor?.configurable === false) return;
  const get = descriptor?.get;
  if (get !== undefined) {
    // What the host loads when it is first asked for stays so.
    let guard: object | undefined;
    const later = (): unknown => {
      const value: unknown = Reflect.apply(get, holder, []);
      if (typeof value === 'function') guard ??= guarded(value, sentence, when);
      return guard ?? value;
    };
    Object.defineProperty(holder, name, { ...descriptor, get: later });
    return;
  }
  const original: unknown = Reflect.get(holder, name);
  if (typeof original !== 'function') return;
  // Defined, since some cannot be assigned: what makes a stream of zlib's.
  const enumerable = descriptor?.enumerable ?? true;
  Object.defineProperty(holder, name, {
    value: guarded(original, sentence, when),
    writable: true,
    configurable: true,
    enumerable,
  });
}

/** A value that is another one for code on a node. */
export function readOnNode(holder: object, name: string, read: () => unknown): void {
  const descriptor = Object.getOwnPropertyDescriptor(holder, name);
  if (descriptor?.configurable !== true) return;
  const host: { readonly value?: unknown } = descriptor;
  const get = (): unknown => {
    if (currentNode()?.runsCode === true) return read();
    const held: unknown = descriptor.get === undefined ? host.value : Reflect.apply(descriptor.get, holder, []);
    return held;
  };
  Object.defineProperty(holder, name, { get, enumerable: descriptor.enumerable === true, configurable: true });
}

/** Refuses to set what has a setter under that name. */
export function refuseSetting(holder: object, name: string, sentence: string): void {
  const descriptor = Object.getOwnPropertyDescriptor(holder, name);
  if (descriptor?.set === undefined || descriptor.configurable !== true) return;
  const host = descriptor.set;
  const set = (value: unknown): void => {
    refuseOnNode(sentence);
    Reflect.apply(host, holder, [value]);
  };
  Object.defineProperty(holder, name, { ...descriptor, set });
}
