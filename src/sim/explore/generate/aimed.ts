/**
 * Cases that are aimed, where random ones hardly ever hit: two things must go wrong with one piece of work, at times that
 * fit. What to aim at is read off the code under test, not off any scenario:
 * - *outlasted*: whatever the settings say is held for a time (a lock, a lease, a window), some work is made to last a
 *   little longer than that, and then something comes again: a delivery, a webhook, a message, first when the time held is
 *   over, then when the work is.
 * - *paired*: of the calls that one role was seen to make, two are struck, one after the other.
 * - *used up*: what a service is asked to call is refused as often as it is set to try, within seconds, or its work fails
 *   once and then it is refused; and messages come after that.
 */
import fc from 'fast-check';
import type { Drawn, DrawnFault } from './faults.ts';
import { faultOf, value } from './faults.ts';
import { type Conversation, LEAST_GAP_MS, placed } from './messages.ts';
import type { Target, Terrain } from './terrain.ts';
import { text } from './texts.ts';

export interface Aimed {
  readonly typed: Conversation;
  readonly drawn: readonly DrawnFault[];
}

/** Work lasts from a little less than the time held to so much longer. */
const SHORTER_MS = 2_000;
const LONGER_MS = 25_000;
/** So long after the time held, or after the work, is over messages come, and then what comes again meets them. */
const SOONER_MS = 4_000;
const SOON_MS = 10_000;
/** Seldom: long enough for what comes after that to be outlasted as well. */
const MUCH_LONGER_MS = 130_000;
/** From the first message to the work that it leads to. */
const UNTIL_WORK_MS = 8_000;
const LATEST_START_MS = 3_000;
/** Calls of one kind, the most of them, that one batch makes. */
const MOST_OF_A_KIND = 8;

/** Undefined where the faults to draw from leave nothing to aim. */
export function aimed(terrain: Terrain): fc.Arbitrary<Aimed> | undefined {
  const ways = [
    { weight: 4, arbitrary: outlasted(terrain) },
    { weight: 2, arbitrary: paired(terrain) },
    { weight: 1, arbitrary: usedUp(terrain) },
  ].flatMap(({ weight, arbitrary }) => (arbitrary === undefined ? [] : [{ weight, arbitrary }]));
  return ways.length === 0 ? undefined : fc.oneof(...ways);
}

function mostly(leastMs: number, mostMs: number): fc.Arbitrary<number> {
  return fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: leastMs, max: mostMs }) },
    { weight: 1, arbitrary: fc.integer({ min: mostMs, max: MUCH_LONGER_MS }) },
  );
}

/** After the time that is held, or after the work that lasts longer. */
interface When {
  readonly after: 'hold' | 'work';
  readonly byMs: number;
}

function when(mostlyAfter: When['after'], leastMs: number, soonMs: number): fc.Arbitrary<When> {
  const otherwise = mostlyAfter === 'hold' ? 'work' : 'hold';
  return fc.record({
    after: fc.constantFrom(mostlyAfter, mostlyAfter, mostlyAfter, otherwise),
    byMs: mostly(leastMs, soonMs),
  });
}

function moment(plusMs: number): Drawn {
  return { kind: 'moment', message: 0, plusMs };
}

function outlasted(terrain: Terrain): fc.Arbitrary<Aimed> | undefined {
  const { faults, holdsMs, untilWorkMs, targets, roles } = terrain;
  const has = (id: string): boolean => faults.some((fault) => fault.id === id);
  const workers = targets.filter(({ from }) => roles.includes(from));
  const stretches = [
    // A slow model is what happens every day.
    ...(has('openai-latency') ? [{ weight: 2, arbitrary: fc.constant('openai-latency' as const) }] : []),
    ...(has('freeze') ? [{ weight: 1, arbitrary: fc.constant('freeze' as const) }] : []),
    ...(has('call-slow') && workers.length > 0 ? [{ weight: 1, arbitrary: fc.constant('call-slow' as const) }] : []),
  ];
  const again = [
    // The one that leads straight to work.
    ...(has('qstash-delivers-again') ? ['qstash-delivers-again', 'qstash-delivers-again'] : []),
    ...(has('webhook-again') ? ['webhook-again'] : []),
  ];
  if (stretches.length === 0 || holdsMs.length === 0) return undefined;
  return fc
    .record({
      heldMs: fc.constantFrom(...holdsMs),
      by: fc.oneof(...stretches),
      overMs: mostly(-SHORTER_MS, LONGER_MS),
      sinceMs: fc.integer({ min: 0, max: UNTIL_WORK_MS }),
      target: fc.constantFrom(...(workers.length > 0 ? workers : targets)),
      nth: fc.integer({ min: 1, max: 4 }),
      repeats: repeatsOf(again),
      burst: burst(),
      late: upTo(2, () => fc.record({ at: when('work', 0, SOONER_MS), text })),
    })
    .map(({ heldMs, by, overMs, sinceMs, target, nth, repeats, burst: first, late }) => {
      const lastsMs = Math.max(0, heldMs + overMs);
      const timeOf = ({ after, byMs }: When): number => untilWorkMs + (after === 'hold' ? heldMs : lastsMs) + byMs;
      const later = late.map(({ at, text: words }) => ({ atMs: timeOf(at), text: words }));
      const typed = withLate(placed(0, first, terrain.users[0] ?? ''), later);
      const stretch = stretchOf(by, { lastsMs, untilMs: untilWorkMs + lastsMs + SOON_MS, sinceMs, target, nth });
      const comings = repeats.map(({ fault, nth: which, at }): DrawnFault => ({
        fault,
        params: { nth: value(which), atMs: moment(timeOf(at)) },
      }));
      return { typed, drawn: [stretch, ...comings] };
    });
}

interface Repeat {
  readonly fault: string;
  readonly nth: number;
  readonly at: When;
}

/** Of one kind, and mostly of the first that there is to repeat: what comes again has to do with the work that lasts. */
function repeatsOf(faults: readonly string[]): fc.Arbitrary<readonly Repeat[]> {
  if (faults.length === 0) return fc.constant([]);
  return fc
    .record({
      fault: fc.constantFrom(...faults),
      nth: fc.constantFrom(1, 1, 1, 1, 2, 3),
      times: upTo(3, (i) => (i === 0 ? when('hold', 0, SOON_MS) : when('work', SOONER_MS / 2, SOON_MS))),
    })
    .map(({ fault, nth, times }) => times.map((at) => ({ fault, nth, at })));
}

/** None as often as each other number. */
function upTo<T>(most: number, make: (index: number) => fc.Arbitrary<T>): fc.Arbitrary<readonly T[]> {
  const lists = Array.from({ length: most + 1 }, (_, length) =>
    fc.tuple(...Array.from({ length }, (_u, i) => make(i))),
  );
  return fc.oneof(...lists);
}

interface Stretch {
  readonly lastsMs: number;
  readonly untilMs: number;
  readonly sinceMs: number;
  readonly target: Target;
  readonly nth: number;
}

function stretchOf(
  by: 'openai-latency' | 'freeze' | 'call-slow',
  { lastsMs, untilMs, sinceMs, target, nth }: Stretch,
): DrawnFault {
  switch (by) {
    case 'openai-latency':
      // Whoever comes while it lasts meets the same.
      return {
        fault: by,
        params: { latencyMs: value(lastsMs), toMs: moment(untilMs), side: value('pipeline') },
      };
    case 'freeze':
      return { fault: by, params: { role: value(target.from), atMs: moment(sinceMs), forMs: value(lastsMs) } };
    case 'call-slow':
      return { fault: by, params: { ...aimAt(target), nth: value(nth), answerMs: value(lastsMs) } };
  }
}

function aimAt({ from, to, operation }: Target): Readonly<Record<'from' | 'to' | 'operation', Drawn>> {
  return { from: value(from), to: value(to), operation: value(operation) };
}

/** One to three messages, close together. */
function burst() {
  return fc.array(fc.record({ gapMs: fc.integer({ min: LEAST_GAP_MS, max: 1_500 }), text }), {
    minLength: 1,
    maxLength: 3,
  });
}

/** The burst, and messages that come after it. */
function withLate(
  typed: Conversation,
  late: readonly { readonly atMs: number; readonly text: string }[],
): Conversation {
  const user = typed[0]?.user ?? '';
  const lastMs = typed.at(-1)?.atMs ?? 0;
  const more = late
    .map(({ atMs, text: words }) => ({ atMs: Math.max(lastMs + LEAST_GAP_MS, atMs), text: words, user }))
    .toSorted((a, b) => a.atMs - b.atMs)
    .map((message, i) => ({ ...message, atMs: message.atMs + i * LEAST_GAP_MS }));
  return [...typed, ...more];
}

function usedUp({ faults, roles, targets, tries, untilWorkMs, users }: Terrain): fc.Arbitrary<Aimed> | undefined {
  const called = targets.filter(({ from, to }) => to === 'platform' && !roles.includes(from));
  const worked = targets.filter(({ from }) => roles.includes(from));
  if (!faults.some(({ id }) => id === 'call-fails') || called.length === 0 || tries.length === 0) return undefined;
  const fails =
    worked.length === 0 ? fc.constant(undefined) : fc.option(failureOf(worked), { nil: undefined, freq: 2 });
  return fc
    .record({
      target: fc.constantFrom(...called),
      times: fc.constantFrom(...tries),
      fails,
      status: fc.constantFrom(429, 503),
      retryAfterS: fc.integer({ min: 1, max: 3 }),
      first: burst(),
      late: fc.array(fc.record({ afterMs: mostly(0, SOON_MS), text }), { maxLength: 2 }),
    })
    .map(({ target, times, fails: work, status, retryAfterS, first, late }) => {
      const strike = (at: Target, params: Readonly<Record<string, number>>): DrawnFault => ({
        fault: 'call-fails',
        params: {
          ...aimAt(at),
          ...Object.fromEntries(Object.entries(params).map(([name, held]) => [name, value(held)])),
        },
      });
      const served = work === undefined ? 0 : 1;
      const overMs = untilWorkMs + times * retryAfterS * 1_000 + served * LONGER_MS;
      return {
        typed: withLate(
          placed(0, first, users[0] ?? ''),
          late.map(({ afterMs, text: words }) => ({ atMs: overMs + afterMs, text: words })),
        ),
        drawn: [
          ...(work === undefined ? [] : [strike(work.target, { status: 500, count: work.count })]),
          strike(target, { status, retryAfterS, nth: 1 + served, count: times - served }),
        ],
      };
    });
}

/** Of work, once or three times: clients of services try by themselves as well. */
function failureOf(targets: readonly Target[]): fc.Arbitrary<{ readonly target: Target; readonly count: number }> {
  return fc.record({ target: fc.constantFrom(...targets), count: fc.constantFrom(1, 3) });
}

function paired(terrain: Terrain): fc.Arbitrary<Aimed> | undefined {
  const { faults, roles, targets, users, turnsMs } = terrain;
  const striking = faults.flatMap((fault) => {
    const drawn = fault.params.some(({ name }) => name === 'operation') ? faultOf(fault, terrain) : undefined;
    return drawn === undefined ? [] : [{ drawn, names: new Set(fault.params.map(({ name }) => name)) }];
  });
  const calling = roles.filter((role) => targets.some(({ from }) => from === role));
  if (striking.length === 0 || calling.length === 0) return undefined;
  const strike = (role: string): fc.Arbitrary<DrawnFault> =>
    fc
      .record({
        kind: fc.constantFrom(...striking),
        target: fc.constantFrom(...targets.filter(({ from }) => from === role)),
        nth: fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: MOST_OF_A_KIND })),
      })
      .chain(({ kind: { drawn, names }, target, nth }) =>
        drawn.map(({ fault, params }) => {
          const { from, to, operation } = aimAt(target);
          const exact: Record<string, Drawn> = { to, operation };
          if (names.has('from')) exact['from'] = from;
          if (names.has('role')) exact['role'] = from;
          if (names.has('nth')) exact['nth'] = value(nth);
          // Counted from the beginning: an interval would move the count.
          if (names.has('fromMs')) exact['fromMs'] = value(0);
          return { fault, params: { ...params, ...exact } };
        }),
      );
  const later = fc.array(fc.record({ afterMs: fc.integer({ min: 0, max: 6_000 }), text }), { maxLength: 2 });
  return fc
    .constantFrom(...calling)
    .chain((role) =>
      fc.record({
        startMs: fc.integer({ min: 0, max: LATEST_START_MS }),
        first: burst(),
        late: later,
        turnMs: fc.constantFrom(0, ...turnsMs),
        drawn: fc.tuple(strike(role), strike(role)),
      }),
    )
    .map(({ startMs, first, late, turnMs, drawn }) => ({
      typed: withLate(
        placed(startMs, first, users[0] ?? ''),
        late.map(({ afterMs, text: words }) => ({ atMs: startMs + turnMs + afterMs, text: words })),
      ),
      drawn,
    }));
}
