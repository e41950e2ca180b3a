/**
 * What every service holds at a moment: a fold over the patches of the events. The reader keeps a checkpoint every
 * so many patches, so that jumping about costs one copy and a short fold, however long the trace is.
 */
import type { Json } from './json.ts';
import type { StateChange, Trace, TraceEvent } from './trace.ts';

export interface Held {
  readonly value: Json;
  /** Virtual milliseconds; null: it stays. */
  readonly expiresAtMs: number | null;
  /** The event that changed it last. */
  readonly eventId: number;
}

/** By node, then by key, in the order in which the keys came. */
export type State = ReadonlyMap<string, ReadonlyMap<string, Held>>;

/** What an event did to one key; undefined where there is none before, or after. */
export interface KeyChange {
  readonly node: string;
  readonly key: string;
  readonly before: Held | undefined;
  readonly after: Held | undefined;
}

export interface StateReader {
  /** After that event; keys whose expiry has passed by then are left out. `-1` is before the first. */
  readonly atEvent: (eventId: number) => State;
  /** At that virtual time, after all events of it. */
  readonly atMs: (atMs: number) => State;
  /** What the event changed, in the order of its patch. */
  readonly changes: (eventId: number) => readonly KeyChange[];
}

type Keys = Map<string, Held>;
type Nodes = Map<string, Keys>;

interface Checkpoint {
  /** How many events are folded in. */
  readonly count: number;
  readonly nodes: ReadonlyMap<string, ReadonlyMap<string, Held>>;
}

const EVENTS_A_CHECKPOINT = 1_000;

export function createStateReader(trace: Pick<Trace, 'events'>): StateReader {
  const { events } = trace;
  const checkpoints: Checkpoint[] = [{ count: 0, nodes: new Map() }];

  /** Checkpoints are made on the way, the first time that somebody asks for what lies beyond them. */
  const unfiltered = (count: number): Nodes => {
    const wanted = Math.floor(count / EVENTS_A_CHECKPOINT);
    while (checkpoints.length <= wanted) {
      const last = checkpointAt(checkpoints, checkpoints.length - 1);
      const next = last.count + EVENTS_A_CHECKPOINT;
      checkpoints.push({ count: next, nodes: fold(last, events, next) });
    }
    return fold(checkpointAt(checkpoints, wanted), events, count);
  };

  const atEvent = (eventId: number): State => {
    const count = Math.min(Math.max(eventId + 1, 0), events.length);
    return alive(unfiltered(count), events[count - 1]?.atMs ?? 0);
  };

  return {
    atEvent,
    atMs: (atMs) => alive(unfiltered(countUntil(events, atMs)), atMs),
    changes: (eventId) => {
      const event = events[eventId];
      if (event?.patch === undefined) return [];
      const before = alive(unfiltered(eventId), event.atMs).get(event.node);
      const after = atEvent(eventId).get(event.node);
      const keys = new Set(event.patch.map(({ key }) => key));
      return [...keys].map((key) => ({ node: event.node, key, before: before?.get(key), after: after?.get(key) }));
    },
  };
}

/** How many events happened up to that moment: they are in the order of their times. */
export function countUntil(events: readonly TraceEvent[], atMs: number): number {
  let [low, high] = [0, events.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((events[middle]?.atMs ?? Infinity) <= atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

function checkpointAt(checkpoints: readonly Checkpoint[], index: number): Checkpoint {
  return checkpoints[index] ?? { count: 0, nodes: new Map() };
}

/** The state after `count` events, in maps of its own: the checkpoint stays as it is. */
function fold(from: Checkpoint, events: readonly TraceEvent[], count: number): Nodes {
  const nodes: Map<string, ReadonlyMap<string, Held>> = new Map(from.nodes);
  const own: Nodes = new Map();
  for (let id = from.count; id < Math.min(count, events.length); id += 1) {
    const event = events[id];
    if (event?.patch === undefined) continue;
    const keys = own.get(event.node) ?? new Map(nodes.get(event.node));
    own.set(event.node, keys);
    for (const change of event.patch) apply(keys, change, event);
  }
  const result: Nodes = new Map();
  for (const [node, keys] of nodes) result.set(node, own.get(node) ?? new Map(keys));
  for (const [node, keys] of own) result.set(node, keys);
  return result;
}

function apply(keys: Keys, change: StateChange, { id: eventId, atMs }: TraceEvent): void {
  const found = keys.get(change.key);
  const before = found === undefined || isOver(found, atMs) ? undefined : found;
  switch (change.op) {
    case 'set':
      keys.set(change.key, { value: change.value, expiresAtMs: change.expiresAtMs ?? null, eventId });
      return;
    case 'push': {
      const list: readonly Json[] = Array.isArray(before?.value) ? before.value : [];
      const expiresAtMs = change.expiresAtMs ?? before?.expiresAtMs ?? null;
      keys.set(change.key, { value: [...list, ...change.values], expiresAtMs, eventId });
      return;
    }
    case 'expire':
      if (before !== undefined) keys.set(change.key, { ...before, expiresAtMs: change.expiresAtMs, eventId });
      return;
    case 'delete':
      keys.delete(change.key);
      return;
  }
}

function isOver({ expiresAtMs }: Held, atMs: number): boolean {
  return expiresAtMs !== null && expiresAtMs <= atMs;
}

function alive(nodes: Nodes, atMs: number): State {
  for (const keys of nodes.values()) {
    for (const [key, held] of keys) if (isOver(held, atMs)) keys.delete(key);
  }
  return nodes;
}
