/**
 * Writes the trace while a run goes on. It fills in what every event has in common, so that whoever records
 * one says only what is new.
 *
 * Each of the frequent kinds is written as one literal: all its events have one shape and nothing is spread, which
 * costs a third. What may be missing is added only where it is there: a trace is plain JSON.
 */
import type { Json } from '../model/json.ts';
import type {
  ArrivalEvent,
  FaultEvent,
  LifecycleEvent,
  ServiceEvent,
  StateChange,
  TraceEvent,
} from '../model/trace.ts';
import type { SimNode } from './node.ts';

type Facts = Readonly<Record<string, Json>>;
type Common = 'id' | 'atMs' | 'node' | 'clockMs' | 'side' | 'causes' | 'messages' | 'users';
/** What may be missing may be given as undefined. */
type Loose<T> = { readonly [K in keyof T]: object extends Pick<T, K> ? T[K] | undefined : T[K] };
type Distribute<E> = E extends TraceEvent
  ? Loose<Omit<E, Common> & Partial<Pick<E, 'causes' | 'messages' | 'users'>>>
  : never;

/** An event without what the recorder knows. */
export type NewEvent = Distribute<TraceEvent>;

/** An event that is being written. */
type Draft<E extends TraceEvent> = E extends TraceEvent ? { -readonly [K in keyof E]: E[K] } : never;

const NONE: readonly never[] = [];

export class Recorder {
  readonly events: TraceEvent[] = [];

  /** Appends the event and returns its id. `cause` stands in where the event names no causes. */
  record(node: SimNode, nowMs: number, cause: number | undefined, event: NewEvent): number {
    const id = this.events.length;
    const causes = event.causes ?? (cause === undefined ? NONE : [cause]);
    const draft = write(id, nowMs, node, causes, event);
    if (event.invocation !== undefined) draft.invocation = event.invocation;
    if (event.patch !== undefined) draft.patch = event.patch;
    this.events.push(draft);
    return id;
  }

  /** The event of that id; an id that was never given out is a bug. */
  event(id: number): TraceEvent {
    const event = this.events[id];
    if (event === undefined) throw new Error(`Assertion failed: no event ${id} was recorded`);
    return event;
  }

  /** Adds to an arrival what became known only while it went on: what a service made of the request. */
  amend(id: number, facts: Facts | undefined, patch: readonly StateChange[] | undefined): void {
    const event: Draft<TraceEvent> = this.event(id);
    if (facts !== undefined && event.kind === 'arrival') event.facts = facts;
    if (patch !== undefined) event.patch = patch;
  }

  /** Timers name themselves: their own id is known only when they are recorded. */
  get nextId(): number {
    return this.events.length;
  }
}

/** All of the event but `invocation` and `patch`. */
function write(
  id: number,
  atMs: number,
  { info, clock }: SimNode,
  causes: readonly number[],
  event: NewEvent,
): Draft<TraceEvent> {
  const { id: node, side } = info;
  const clockMs = clock.read(atMs);
  switch (event.kind) {
    case 'request': {
      const { kind, to, method, url, headers, body, operation, messages = NONE, users = NONE } = event;
      return {
        id,
        atMs,
        node,
        clockMs,
        side,
        causes,
        messages,
        users,
        kind,
        to,
        method,
        url,
        headers,
        body,
        operation,
      };
    }
    case 'arrival': {
      const { kind, from, request, operation, facts, messages = NONE, users = NONE } = event;
      const draft: Draft<ArrivalEvent> = {
        id,
        atMs,
        node,
        clockMs,
        side,
        causes,
        messages,
        users,
        kind,
        from,
        request,
        operation,
      };
      if (facts !== undefined) draft.facts = facts;
      return draft;
    }
    case 'answer': {
      const { kind, to, request, status, headers, body, messages = NONE, users = NONE } = event;
      return { id, atMs, node, clockMs, side, causes, messages, users, kind, to, request, status, headers, body };
    }
    case 'return': {
      const { kind, from, request, status, messages = NONE, users = NONE } = event;
      return { id, atMs, node, clockMs, side, causes, messages, users, kind, from, request, status };
    }
    case 'timer-set':
    case 'timer-cleared':
    case 'timer-fired': {
      const { kind, timer, delayMs, messages = NONE, users = NONE } = event;
      return { id, atMs, node, clockMs, side, causes, messages, users, kind, timer, delayMs };
    }
    case 'log': {
      const { kind, level, text, messages = NONE, users = NONE } = event;
      return { id, atMs, node, clockMs, side, causes, messages, users, kind, level, text };
    }
    case 'message': {
      const { kind, mid, text, messages = NONE, users = NONE } = event;
      return { id, atMs, node, clockMs, side, causes, messages, users, kind, mid, text };
    }
    case 'reply': {
      const { kind, text, messages = NONE, users = NONE } = event;
      return { id, atMs, node, clockMs, side, causes, messages, users, kind, text };
    }
    case 'failure': {
      const { kind, from, request, error, messages = NONE, users = NONE } = event;
      return { id, atMs, node, clockMs, side, causes, messages, users, kind, from, request, error };
    }
    case 'lifecycle': {
      const { kind, change, detail, facts, messages = NONE, users = NONE } = event;
      const draft: Draft<LifecycleEvent> = {
        id,
        atMs,
        node,
        clockMs,
        side,
        causes,
        messages,
        users,
        kind,
        change,
        detail,
      };
      if (facts !== undefined) draft.facts = facts;
      return draft;
    }
    case 'fault': {
      const { kind, fault, effect, request, messages = NONE, users = NONE } = event;
      const draft: Draft<FaultEvent> = {
        id,
        atMs,
        node,
        clockMs,
        side,
        causes,
        messages,
        users,
        kind,
        fault,
        effect,
      };
      if (request !== undefined) draft.request = request;
      return draft;
    }
    case 'service': {
      const { kind, operation, facts, messages = NONE, users = NONE } = event;
      const draft: Draft<ServiceEvent> = { id, atMs, node, clockMs, side, causes, messages, users, kind, operation };
      if (facts !== undefined) draft.facts = facts;
      return draft;
    }
  }
}
