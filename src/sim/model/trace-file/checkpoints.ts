/**
 * Checkpoints: a handful of short hashes over the events of a run so far, at a few places of its list. They travel in a
 * link, so that who opens it later, with other code, learns up to where the run is the recorded one. They cover the
 * events alone: inputs may get new settings with defaults, and the run still be the same.
 */
import { InputError } from '../errors.ts';
import { hashTrace } from './hash.ts';
import type { Trace } from '../trace.ts';

export interface Checkpoint {
  /** How many events, from the first. */
  readonly events: number;
  /** Over these. */
  readonly hash: string;
}

/** How a run stands to the checkpoints of the recorded one. */
export type Departure =
  | { readonly kind: 'same'; readonly events: number }
  /** It is as recorded up to `after` events, the last of them at `atMs`; with `before` events it is another one. */
  | { readonly kind: 'departs'; readonly after: number; readonly atMs: number; readonly before: number }
  /** It is as recorded to the end of that one, and has more events. */
  | { readonly kind: 'goes-on'; readonly events: number; readonly now: number };

export interface Marked {
  /** Of the whole trace, as `hashTrace` gives it. */
  readonly hash: string;
  readonly checkpoints: readonly Checkpoint[];
  /** Null where nothing was recorded. */
  readonly departure: Departure | null;
}

/** About so many checkpoints, at round numbers, and one at the end. */
const ABOUT = 8;
const MOST = 20;
const ROUND = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000].flatMap((ten) => [ten, 2 * ten, 5 * ten]);
const LETTERS = 6;

/** The trace's hash, its checkpoints, and how it stands to recorded ones: read once from front to back. */
export function markTrace(trace: Trace, recorded: readonly Checkpoint[] = []): Marked {
  const total = trace.events.length;
  const own = placesIn(total);
  const wanted = new Set([...own, ...recorded.map(({ events }) => events)]);
  const found = new Map<number, string>();
  const rolling = new Rolling();
  let events = 0;
  const hash = hashTrace(trace, (line) => {
    rolling.add(line);
    events += 1;
    if (wanted.has(events)) found.set(events, rolling.digest());
  });
  return {
    hash,
    checkpoints: own.map((place) => ({ events: place, hash: found.get(place) ?? '' })),
    departure: recorded.length === 0 ? null : departureOf(trace, recorded, found),
  };
}

/** Multiples of the least round number that gives no more than about that many, and the end. */
function placesIn(total: number): readonly number[] {
  const step = ROUND.find((each) => total / each <= ABOUT) ?? total;
  const places = Array.from({ length: Math.floor((total - 1) / step) }, (_, index) => (index + 1) * step);
  return total === 0 ? [] : [...places, total];
}

function departureOf(
  { events }: Pick<Trace, 'events'>,
  recorded: readonly Checkpoint[],
  found: ReadonlyMap<number, string>,
): Departure {
  const differs = recorded.findIndex((checkpoint) => found.get(checkpoint.events) !== checkpoint.hash);
  /** Up to here it is as recorded. */
  const after = recorded[(differs < 0 ? recorded.length : differs) - 1]?.events ?? 0;
  if (differs < 0) {
    return after === events.length
      ? { kind: 'same', events: after }
      : { kind: 'goes-on', events: after, now: events.length };
  }
  return { kind: 'departs', after, atMs: events[after - 1]?.atMs ?? 0, before: recorded[differs]?.events ?? 0 };
}

/** A sentence without its end: `as recorded up to event 40 (2.10 s); departs between there and event 60`. */
export function tellDeparture(departure: Departure): string {
  switch (departure.kind) {
    case 'same':
      return `as recorded, all ${departure.events} events`;
    case 'departs': {
      const { after, atMs, before } = departure;
      if (after === 0) return `departs from the recorded run before event ${before}`;
      const at = `${(atMs / 1_000).toFixed(2)} s`;
      return `as recorded up to event ${after} (${at}); departs between there and event ${before}`;
    }
    case 'goes-on':
      return `as recorded up to its last event, ${departure.events}; goes on to event ${departure.now}`;
  }
}

/** `20-1x3f0a.40-00b9zk`. */
export function writeCheckpoints(checkpoints: readonly Checkpoint[]): string {
  return checkpoints.map(({ events, hash }) => `${events}-${hash}`).join('.');
}

/** Throws InputError. */
export function readCheckpoints(text: string, field: string): readonly Checkpoint[] {
  const parts = text.split('.');
  const checkpoints = parts.flatMap((part) => {
    const [, events, hash] = /^([1-9]\d{0,6})-([0-9a-z]{6})$/.exec(part) ?? [];
    return events === undefined || hash === undefined ? [] : [{ events: Number(events), hash }];
  });
  const rising = checkpoints.every(({ events }, index) => events > (checkpoints[index - 1]?.events ?? 0));
  if (checkpoints.length !== parts.length || parts.length > MOST || !rising) {
    throw new InputError(field, text, `at most ${MOST} counts of events with their hashes, as 20-1x3f0a.40-00b9zk`);
  }
  return checkpoints;
}

/** A hash that can be asked at any moment and goes on. Two halves of 32 bits; against chance, not against malice. */
class Rolling {
  #one = 0xdeadbeef;
  #other = 0x41c6ce57;

  add(line: string): void {
    let [one, other] = [this.#one, this.#other];
    for (let i = 0; i < line.length; i += 1) {
      const unit = line.charCodeAt(i);
      one = Math.imul(one ^ unit, 2_654_435_761);
      other = Math.imul(other ^ unit, 1_597_334_677);
    }
    // The end of a line is a unit that no line holds.
    this.#one = Math.imul(one ^ 0x1_0000, 2_654_435_761);
    this.#other = Math.imul(other ^ 0x1_0000, 1_597_334_677);
  }

  digest(): string {
    const one = mixed(this.#one, this.#other);
    const other = mixed(this.#other, this.#one);
    return (one * 2_097_152 + (other >>> 11)).toString(36).slice(-LETTERS).padStart(LETTERS, '0');
  }
}

function mixed(half: number, other: number): number {
  let mixing = Math.imul(half ^ (half >>> 16), 2_246_822_507);
  mixing ^= Math.imul(other ^ (other >>> 13), 3_266_489_909);
  return (mixing ^ (mixing >>> 16)) >>> 0;
}
