/**
 * What every service holds at a moment: a fold over the patches of the events. It remembers where it stopped, so
 * that playing on costs only what is new. A key whose expiry has passed is left out.
 */
import type { Json } from '../../sim/model/json.ts';
import type { StateChange, Trace } from '../../sim/model/trace.ts';

export interface Held {
  readonly value: Json;
  /** Virtual milliseconds; null: it stays. */
  readonly expiresAtMs: number | null;
  /** The event that changed it last. */
  readonly eventId: number;
}

/** By node, then by key, in the order in which the keys came. */
export type Moment = ReadonlyMap<string, ReadonlyMap<string, Held>>;

type Building = Map<string, Map<string, Held>>;

function apply(keys: Map<string, Held>, change: StateChange, eventId: number, atMs: number): void {
  const found = keys.get(change.key);
  const before = found === undefined || (found.expiresAtMs ?? Infinity) <= atMs ? undefined : found;
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

let last: { readonly trace: Trace; count: number; readonly state: Building } | undefined;

/** The state after the first `count` events. */
export function momentAfter(trace: Trace, count: number): Moment {
  if (last === undefined || last.trace !== trace || last.count > count) last = { trace, count: 0, state: new Map() };
  const { state } = last;
  for (const event of trace.events.slice(last.count, count)) {
    if (event.patch === undefined) continue;
    const keys = state.get(event.node) ?? new Map<string, Held>();
    state.set(event.node, keys);
    for (const change of event.patch) apply(keys, change, event.id, event.atMs);
  }
  last.count = count;
  return state;
}
