/**
 * Collects locks: a Redis key that was set with NX and an expiry, and that stands until somebody deletes it or it
 * lapses. Who takes a lock and who deletes it is read off the requests.
 */
import type { ArrivalEvent, RunEnd, TraceEvent } from '../trace.ts';
import type { LockView } from './types.ts';

interface OpenLock extends Omit<LockView, 'toMs' | 'ended' | 'end'> {
  expiresAtMs: number;
}

export class LockCollector {
  readonly #events: readonly TraceEvent[];
  readonly #open = new Map<string, OpenLock>();
  readonly #over: LockView[] = [];

  constructor(events: readonly TraceEvent[]) {
    this.#events = events;
  }

  /** Something arrived at Redis. */
  arrival(event: ArrivalEvent): void {
    const taking = event.operation.includes('SET NX');
    for (const change of event.patch ?? []) {
      const lock = this.#standing(change.key, event.atMs);
      switch (change.op) {
        case 'set':
          // Whoever holds it sets it anew to make it last.
          if (lock !== undefined && change.expiresAtMs !== undefined && this.#released(lock, event) === 'released') {
            lock.expiresAtMs = change.expiresAtMs;
            break;
          }
          if (lock !== undefined) this.#close(lock, event.atMs, event.id, this.#released(lock, event));
          if (taking && change.expiresAtMs !== undefined) this.#take(change.key, change.expiresAtMs, event);
          break;
        case 'delete':
          if (lock !== undefined) this.#close(lock, event.atMs, event.id, this.#released(lock, event));
          break;
        case 'expire':
          if (lock !== undefined) lock.expiresAtMs = change.expiresAtMs ?? Infinity;
          break;
        case 'push':
          break;
      }
    }
  }

  /** All locks in the order in which they were taken. */
  finish({ atMs }: RunEnd): readonly LockView[] {
    // A lock that is closed leaves the map; iteration goes on behind it.
    for (const lock of this.#open.values()) {
      if (lock.expiresAtMs <= atMs) this.#close(lock, lock.expiresAtMs, null, 'expired');
      else this.#close(lock, atMs, null, 'held');
    }
    return this.#over.toSorted((a, b) => a.taken - b.taken);
  }

  #take(key: string, expiresAtMs: number, event: ArrivalEvent): void {
    const invocation = this.#invocationOf(event);
    this.#open.set(key, { key, node: event.from, invocation, fromMs: event.atMs, taken: event.id, expiresAtMs });
  }

  /** The lock under that key, if it has not lapsed by then. */
  #standing(key: string, atMs: number): OpenLock | undefined {
    const lock = this.#open.get(key);
    if (lock === undefined || lock.expiresAtMs > atMs) return lock;
    this.#close(lock, lock.expiresAtMs, null, 'expired');
    return undefined;
  }

  #released(lock: OpenLock, event: ArrivalEvent): LockView['end'] {
    return this.#invocationOf(event) === lock.invocation ? 'released' : 'released by another';
  }

  #close(
    { key, node, invocation, fromMs, taken }: OpenLock,
    toMs: number,
    ended: number | null,
    end: LockView['end'],
  ): void {
    this.#open.delete(key);
    this.#over.push({ key, node, invocation, fromMs, taken, toMs, ended, end });
  }

  #invocationOf(event: ArrivalEvent): number | null {
    return this.#events[event.request]?.invocation ?? null;
  }
}
