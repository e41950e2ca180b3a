/**
 * Pending events in their total order: earlier virtual time first, and at one time the one with the lower number:
 * that is the one which was scheduled first, inputs from outside before all others. A binary heap: cost per event grows with the logarithm of what is pending.
 */
export interface Queued {
  readonly atMs: number;
  /** Position in the order of scheduling; unique. */
  readonly sequence: number;
}

function before(a: Queued, b: Queued): boolean {
  return a.atMs < b.atMs || (a.atMs === b.atMs && a.sequence < b.sequence);
}

export class EventQueue<T extends Queued> {
  readonly #heap: T[] = [];

  get size(): number {
    return this.#heap.length;
  }

  /** The earliest, left where it is. */
  get first(): T | undefined {
    return this.#heap[0];
  }

  push(item: T): void {
    const heap = this.#heap;
    let at = heap.length;
    heap.push(item);
    while (at > 0) {
      const parentAt = (at - 1) >> 1;
      const parent = heap[parentAt];
      if (parent === undefined || !before(item, parent)) break;
      heap[at] = parent;
      at = parentAt;
    }
    heap[at] = item;
  }

  /** The earliest, removed from the queue; undefined when there is none. */
  pop(): T | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (first !== undefined && last !== undefined && heap.length > 0) this.#sink(last);
    return first;
  }

  #sink(item: T): void {
    const heap = this.#heap;
    let at = 0;
    for (;;) {
      let childAt = 2 * at + 1;
      let child = heap[childAt];
      if (child === undefined) break;
      const right = heap[childAt + 1];
      if (right !== undefined && before(right, child)) {
        childAt += 1;
        child = right;
      }
      if (!before(child, item)) break;
      heap[at] = child;
      at = childAt;
    }
    heap[at] = item;
  }
}
