/** Remembers what was replaced, in order, and puts it back in the reverse order. */
interface Replaced {
  readonly target: object;
  readonly name: PropertyKey;
  readonly original: PropertyDescriptor | undefined;
}

export class Patches {
  readonly #replaced: Replaced[] = [];
  readonly #after: (() => void)[] = [];

  /** Gives the object another value under that name, until `restore`. */
  replace(target: object, name: PropertyKey, value: unknown): void {
    this.#define(target, name, { value, writable: true, configurable: true, enumerable: true });
  }

  replaceGetter(target: object, name: PropertyKey, get: () => unknown): void {
    this.#define(target, name, { get, configurable: true, enumerable: true });
  }

  #define(target: object, name: PropertyKey, descriptor: PropertyDescriptor): void {
    const original = Object.getOwnPropertyDescriptor(target, name);
    Object.defineProperty(target, name, { ...descriptor, enumerable: original?.enumerable ?? false });
    this.#replaced.push({ target, name, original });
  }

  /** For what has to be told that everything is back. */
  afterRestore(act: () => void): void {
    this.#after.push(act);
  }

  restore(): void {
    for (let last = this.#replaced.pop(); last !== undefined; last = this.#replaced.pop()) {
      if (last.original === undefined) Reflect.deleteProperty(last.target, last.name);
      else Object.defineProperty(last.target, last.name, last.original);
    }
    for (const act of this.#after.splice(0)) act();
  }
}
