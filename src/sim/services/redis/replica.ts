/**
 * A replica: it learns of the leader's writes one by one, each in its own time, and answers reads from what it knows. A
 * write that comes late takes its place among the others: a list whose second push is on its way shows the first and
 * the third, and all three in order once it is there. Source: Upstash docs, features/consistency.
 */
import { assert } from '../../model/errors.ts';
import type { StateChange } from '../../model/trace.ts';
import type { MockValue } from './mock.ts';
import { Redis } from './service.ts';
import type { Change, Held } from './store.ts';

/** What one request has changed on the leader. */
export interface Write {
  /** Counted from 1. */
  readonly number: number;
  readonly changes: readonly Change[];
}

interface Expected {
  readonly write: Write;
  arrived: boolean;
}

/** A key as the leader had it at some write, and the writes since then, some of which are here. */
interface Key {
  base: Held;
  readonly since: Expected[];
}

const NOTHING: Held = { value: undefined, deadlineMs: undefined };

export class Replica {
  readonly redis = new Redis();
  readonly #expected: Expected[] = [];
  readonly #keys = new Map<string, Key>();
  #version = 0;

  /** Up to which of the leader's writes it knows all. */
  get version(): number {
    return this.#version;
  }

  /** The leader has written: in the order of its writes, long before they arrive. */
  expect(write: Write): void {
    const expected: Expected = { write, arrived: false };
    this.#expected.push(expected);
    for (const key of keysOf(write)) {
      const held = this.#keys.get(key);
      if (held === undefined) this.#keys.set(key, { base: NOTHING, since: [expected] });
      else held.since.push(expected);
    }
  }

  /** A write is here, at this moment of virtual time and of this node's clock. Gives what changes. */
  arrive(write: Write, nowMs: number, clockMs: number): readonly StateChange[] {
    const expected = this.#expected.find((candidate) => candidate.write === write);
    assert(expected !== undefined, 'a replica is told of a write before it arrives');
    expected.arrived = true;
    this.redis.begin(nowMs, clockMs);
    for (const key of keysOf(write)) this.#bring(key);
    while (this.#expected[0]?.arrived === true) this.#version = this.#expected.shift()?.write.number ?? this.#version;
    return this.redis.takeChanges();
  }

  #bring(name: string): void {
    const key = this.#keys.get(name);
    if (key === undefined) return;
    while (key.since[0]?.arrived === true) {
      key.base = after(key.base, name, key.since[0].write);
      key.since.shift();
    }
    const here = key.since
      .filter(({ arrived }) => arrived)
      .reduce((held, { write }) => after(held, name, write), key.base);
    this.redis.adopt(name, here);
  }
}

function keysOf({ changes }: Write): readonly string[] {
  return [...new Set(changes.map(({ key }) => key))];
}

/** The key after the write. */
function after(held: Held, name: string, { changes }: Write): Held {
  let { value, deadlineMs } = held;
  for (const change of changes) {
    if (change.key !== name) continue;
    switch (change.kind) {
      case 'value':
        ({ value, deadlineMs } = change);
        break;
      case 'push':
        value = [...listOf(value), ...change.values];
        ({ deadlineMs } = change);
        break;
      case 'deadline':
        ({ deadlineMs } = change);
        break;
    }
  }
  return { value, deadlineMs };
}

/** What is no list here may have become one in a write that is still on its way. */
function listOf(value: MockValue | undefined): readonly string[] {
  return Array.isArray(value) ? value : [];
}
