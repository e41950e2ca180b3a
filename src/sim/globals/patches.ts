/** Remembers what was replaced, in order, and puts it back in the reverse order. */
interface Replaced {
  readonly target: object;
  readonly name: PropertyKey;
  readonly original: PropertyDescriptor | undefined;
}

export class Patches {
  readonly #replaced: Replaced[] = [];

  /** Gives the object another property under that name, until `restore`. */
  define(target: object, name: PropertyKey, descriptor: PropertyDescriptor): void {
    const original = Object.getOwnPropertyDescriptor(target, name);
    Object.defineProperty(
      target,
      name,
      original?.enumerable === true ? { ...descriptor, enumerable: true } : descriptor,
    );
    this.#replaced.push({ target, name, original });
  }

  restore(): void {
    for (let last = this.#replaced.pop(); last !== undefined; last = this.#replaced.pop()) {
      if (last.original === undefined) Reflect.deleteProperty(last.target, last.name);
      else Object.defineProperty(last.target, last.name, last.original);
    }
  }
}
