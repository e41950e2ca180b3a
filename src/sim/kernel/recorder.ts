/**
 * Writes the trace while a run goes on. It fills in what every event has in common, so that whoever records
 * one says only what is new.
 */
import type { Json } from '../model/json.ts';
import type { TraceEvent } from '../model/trace.ts';
import type { SimNode } from './node.ts';

type Facts = Readonly<Record<string, Json>>;
type Common = 'id' | 'atMs' | 'node' | 'clockMs' | 'side' | 'causes' | 'messages' | 'users';
type Distribute<E> = E extends TraceEvent ? Omit<E, Common> & Partial<Pick<E, 'causes' | 'messages' | 'users'>> : never;

/** An event without what the recorder knows. */
export type NewEvent = Distribute<TraceEvent>;

const NONE: readonly never[] = [];

export class Recorder {
  readonly events: TraceEvent[] = [];

  /** Appends the event and returns its id. `cause` stands in where the event names no causes. */
  record(node: SimNode, nowMs: number, cause: number | undefined, event: NewEvent): number {
    const id = this.events.length;
    this.events.push({
      id,
      atMs: nowMs,
      node: node.info.id,
      clockMs: node.clock.read(nowMs),
      side: node.info.side,
      causes: cause === undefined ? NONE : [cause],
      messages: NONE,
      users: NONE,
      ...event,
    });
    return id;
  }

  /** The event of that id; an id that was never given out is a bug. */
  event(id: number): TraceEvent {
    const event = this.events[id];
    if (event === undefined) throw new Error(`Assertion failed: no event ${id} was recorded`);
    return event;
  }

  /** Adds to an event what became known only while it went on: what a service made of a request. */
  amend(id: number, more: Partial<Pick<TraceEvent, 'patch'>> & { readonly facts?: Facts }): void {
    Object.assign(this.event(id), more);
  }

  /** Timers name themselves: their own id is known only when they are recorded. */
  get nextId(): number {
    return this.events.length;
  }
}
