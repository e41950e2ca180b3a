/**
 * Values that somebody watches: an entry of a service (a lock and its holder, a list, a document), how many a shelf holds
 * (the queue), an instance, a clock. A pin names what it watches, not what is there: it stays where nothing is, and in
 * other runs. Pure.
 */
import { listIn } from '../list-in.ts';
import { InputError } from '../../../sim/model/errors.ts';
import type { Json } from '../../../sim/model/json.ts';
import type { Held } from '../../../sim/model/state.ts';
import type { Trace } from '../../../sim/model/trace.ts';
import { heldAt, SHELVES, type Shelf } from './held.ts';
import { clocksAt, type InstanceNow, instancesAt } from './nodes.ts';
import { stateReaderOf } from '../selectors.ts';

export type Pin =
  | { readonly kind: 'held'; readonly node: string; readonly key: string }
  | { readonly kind: 'count'; readonly node: string; readonly shelf: Shelf }
  | { readonly kind: 'instance' | 'clock'; readonly node: string };

export const MOST_PINS = 24;
/** Keys may be long (an id of a bucket, a path of documents); nobody's are longer than a link. */
const LONGEST_PIN = 4_000;

/** `redis/lock:328`, `qstash#queued`, `processor-1@clock`. */
export function writePin(pin: Pin): string {
  switch (pin.kind) {
    case 'held':
      return `${pin.node}/${pin.key}`;
    case 'count':
      return `${pin.node}#${pin.shelf}`;
    case 'instance':
    case 'clock':
      return `${pin.node}@${pin.kind}`;
  }
}

export function readPin(text: string): Pin | undefined {
  const [, node = '', mark, rest = ''] = /^([\w-]+)([/#@])(.+)$/s.exec(text) ?? [];
  if (node === '' || text.length > LONGEST_PIN) return undefined;
  if (mark === '/') return { kind: 'held', node, key: rest };
  const shelf = SHELVES.find((each) => each === rest);
  if (mark === '#') return shelf === undefined ? undefined : { kind: 'count', node, shelf };
  return rest === 'instance' || rest === 'clock' ? { kind: rest, node } : undefined;
}

export function writePins(pins: readonly Pin[]): string {
  return JSON.stringify(pins.map(writePin));
}

/** Throws InputError. */
export function readPins(text: string, field: string): readonly Pin[] {
  const list = listIn(text);
  const pins = list?.map((each) => (typeof each === 'string' ? readPin(each) : undefined)) ?? [];
  const known = pins.filter((pin) => pin !== undefined);
  if (list === undefined || known.length !== list.length || known.length > MOST_PINS) {
    throw new InputError(
      field,
      text,
      `at most ${MOST_PINS} pins, as ["redis/a key", "qstash#queued", "webhook-1@clock"]`,
    );
  }
  return known;
}

/** What was kept by another version may not fit any more: that is left out, and the rest stays. */
export function keptPins(text: string): readonly Pin[] {
  const list = listIn(text) ?? [];
  return list.flatMap((each) => (typeof each === 'string' ? (readPin(each) ?? []) : [])).slice(-MOST_PINS);
}

/** Whether it can be pinned: what cannot be read again would be lost with the next day. */
export function fits(pin: Pin): boolean {
  return readPin(writePin(pin)) !== undefined;
}

export type PinnedValue =
  | { readonly kind: 'held'; readonly value: Json; readonly expiresAtMs: number | null }
  | { readonly kind: 'count'; readonly entries: number }
  | { readonly kind: 'instance'; readonly state: InstanceNow['state']; readonly busy: number }
  | { readonly kind: 'clock'; readonly clockMs: number; readonly skewMs: number };

export interface PinnedNow {
  readonly pin: Pin;
  /** Null: there is none at this moment. */
  readonly now: PinnedValue | null;
  /** What it was before the last event, where that is something else. */
  readonly before: PinnedValue | null;
  readonly changed: boolean;
}

/** After that many events, at that moment; changes are since the event before the last. */
export function pinnedAt(trace: Trace, pins: readonly Pin[], count: number, atMs: number): readonly PinnedNow[] {
  const last = trace.events[count - 1];
  // Between two events nothing changes but what time itself ends: that change is told at the event before which it was.
  const beforeMs = last === undefined ? 0 : last.atMs;
  const previous = Math.max(0, count - 1);
  return pins.map((pin) => {
    const now = valueAt(trace, pin, count, atMs);
    const before = valueAt(trace, pin, previous, beforeMs);
    const changed = count > 0 && sameness(now) !== sameness(before);
    return { pin, now, before: changed ? before : null, changed };
  });
}

/** A clock goes on without changing; what changes is how far it is off. */
function sameness(value: PinnedValue | null): string {
  return JSON.stringify(value?.kind === 'clock' ? Math.round(value.skewMs) : value);
}

function valueAt(trace: Trace, pin: Pin, count: number, atMs: number): PinnedValue | null {
  switch (pin.kind) {
    case 'held': {
      const held: Held | undefined = stateReaderOf(trace)
        .atEvent(count - 1)
        .get(pin.node)
        ?.get(pin.key);
      if (held === undefined || (held.expiresAtMs !== null && held.expiresAtMs <= atMs)) return null;
      return { kind: 'held', value: held.value, expiresAtMs: held.expiresAtMs };
    }
    case 'count': {
      const service = heldAt(trace, count, atMs).find(({ node }) => node.id === pin.node);
      const shelves = service?.shelves.filter(({ shelf }) => shelf === pin.shelf) ?? [];
      if (service === undefined) return null;
      const alive = shelves.flatMap(({ entries }) => entries.filter(({ change }) => change !== 'gone'));
      return { kind: 'count', entries: alive.length };
    }
    case 'instance': {
      const instance = instancesAt(trace, count).find(({ node }) => node.id === pin.node);
      return instance === undefined ? null : { kind: 'instance', state: instance.state, busy: instance.busy };
    }
    case 'clock': {
      const clock = clocksAt(trace, count, atMs).find(({ node }) => node.id === pin.node);
      return clock === undefined ? null : { kind: 'clock', clockMs: clock.clockMs, skewMs: clock.skewMs };
    }
  }
}
