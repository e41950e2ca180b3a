/** Puts values into other places for a while: remembers what was replaced, and puts it back in the reverse order. */

/** One value that stands under that name of an object for a while. */
export class Patch {
  readonly #target: object;
  readonly #name: PropertyKey;
  readonly #value: unknown;
  /** What it replaces, by which it is known again the next time: its descriptor then need not be looked at anew. */
  #original: unknown;
  #descriptor: PropertyDescriptor | undefined;
  /** Whether the value can be assigned. That is several times as fast as to define, and what is compiled stays good. */
  #assignable = false;

  constructor(target: object, name: PropertyKey, value: unknown) {
    this.#target = target;
    this.#name = name;
    this.#value = value;
  }

  put(): void {
    const [target, name] = [this.#target, this.#name];
    if (!this.#assignable || Reflect.get(target, name) !== this.#original) this.#look();
    if (this.#assignable) Reflect.set(target, name, this.#value);
    else {
      const enumerable = this.#descriptor?.enumerable === true;
      Object.defineProperty(target, name, { value: this.#value, writable: true, configurable: true, enumerable });
    }
  }

  #look(): void {
    this.#descriptor = Object.getOwnPropertyDescriptor(this.#target, this.#name);
    this.#assignable = this.#descriptor?.writable === true;
    this.#original = this.#descriptor?.value;
  }

  takeBack(): void {
    const [target, name] = [this.#target, this.#name];
    if (this.#assignable) Reflect.set(target, name, this.#original);
    else if (this.#descriptor === undefined) Reflect.deleteProperty(target, name);
    else Object.defineProperty(target, name, this.#descriptor);
  }
}

/** All of them at once. Gives what puts everything back; where one cannot be put, none stays. */
export function putAll(patches: readonly Patch[]): () => void {
  let put = 0;
  const restore = (): void => {
    while (put > 0) {
      put -= 1;
      patches[put]?.takeBack();
    }
  };
  try {
    for (const patch of patches) {
      patch.put();
      put += 1;
    }
  } catch (error) {
    restore();
    throw error;
  }
  return restore;
}

/** Whose own a method of the host is that is asked of that object: of its class, if it is written there and can be. */
export function holderOf(object: object, name: PropertyKey): object {
  const parent: unknown = Object.getPrototypeOf(object);
  if (Object.hasOwn(object, name) || typeof parent !== 'object' || parent === null) return object;
  return Object.getOwnPropertyDescriptor(parent, name)?.writable === true ? parent : object;
}
