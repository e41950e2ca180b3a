/**
 * The living instances of one function on one deployment, in the order in which they started: any of them may take a
 * request that it has room for. Asked for the first with room, for how many have room, for the n-th of these, at a cost
 * that grows with the logarithm of how many there are: with a hundred at once looking at each would do, with ten
 * thousand it was most of a run.
 */
import type { Instance } from './instance.ts';

/** Some of the places 1, 2, 3, .. are marked. (A Fenwick tree: each node counts the marks of a stretch of places.) */
class Marks {
  readonly #tree: number[] = [0];
  #total = 0;

  get total(): number {
    return this.#total;
  }

  /** One place more, marked. */
  grow(): void {
    const place = this.#tree.length;
    let marks = 1;
    for (let step = 1; step < (place & -place); step *= 2) marks += this.#tree[place - step] ?? 0;
    this.#tree.push(marks);
    this.#total += 1;
  }

  change(place: number, by: 1 | -1): void {
    this.#total += by;
    for (let at = place; at < this.#tree.length; at += at & -at) this.#tree[at] = (this.#tree[at] ?? 0) + by;
  }

  /** The place of the n-th mark, counted from 0; there must be as many. */
  place(n: number): number {
    let [place, left] = [0, n + 1];
    let step = 1;
    while (step * 2 < this.#tree.length) step *= 2;
    for (; step >= 1; step /= 2) {
      const marks = this.#tree[place + step];
      if (marks === undefined || marks >= left) continue;
      place += step;
      left -= marks;
    }
    return place + 1;
  }
}

/** What instances have in common that may stand for each other. */
export type Interchangeable = Pick<Instance, 'deployment' | 'functionName'>;

export class Pool {
  readonly #instances: (Instance | undefined)[] = [undefined];
  readonly #places = new Map<Instance, number>();
  readonly #withRoom = new Set<Instance>();
  readonly #marks = new Marks();
  /** How many requests each takes at once; the marks hold for that. */
  #room: number;

  constructor(room: number) {
    this.#room = room;
  }

  /** A new one, which nothing has been sent to. */
  add(instance: Instance): void {
    this.#places.set(instance, this.#instances.length);
    this.#instances.push(instance);
    this.#marks.grow();
    this.#withRoom.add(instance);
  }

  /** It has died. */
  remove(instance: Instance): void {
    const place = this.#places.get(instance);
    if (place === undefined) return;
    this.#mark(instance, place, false);
    this.#places.delete(instance);
    this.#instances[place] = undefined;
  }

  /** To be called when its load has changed. */
  changed(instance: Instance): void {
    const place = this.#places.get(instance);
    if (place !== undefined) this.#mark(instance, place, instance.load < this.#room);
  }

  /** A fault may change how many requests each takes at once, in the middle of a run. */
  setRoom(room: number): void {
    if (room === this.#room) return;
    this.#room = room;
    for (const instance of this.#places.keys()) this.changed(instance);
  }

  /** How many have room. */
  get available(): number {
    return this.#marks.total;
  }

  /** The n-th of those with room, counted from 0; undefined where there are not as many. */
  nth(n: number): Instance | undefined {
    return n < this.#marks.total ? this.#instances[this.#marks.place(n)] : undefined;
  }

  #mark(instance: Instance, place: number, hasRoom: boolean): void {
    if (this.#withRoom.has(instance) === hasRoom) return;
    if (hasRoom) this.#withRoom.add(instance);
    else this.#withRoom.delete(instance);
    this.#marks.change(place, hasRoom ? 1 : -1);
  }
}

export class Pools {
  readonly #byName = new Map<string, Pool>();

  /** The pool of these, each of which takes so many requests at once. */
  of({ deployment, functionName }: Interchangeable, room: number): Pool {
    const name = `${deployment} ${functionName}`;
    const known = this.#byName.get(name);
    if (known === undefined) {
      const pool = new Pool(room);
      this.#byName.set(name, pool);
      return pool;
    }
    known.setRoom(room);
    return known;
  }
}
