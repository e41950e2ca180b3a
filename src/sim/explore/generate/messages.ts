/**
 * How people type: bursts of a few messages, one after the other, by one user or several at once. Gaps are laid around
 * the times at which the logic turns, since that is where races live; the rest is spread evenly.
 */
import fc from 'fast-check';
import type { TypedMessage } from '../../model/scenario.ts';
import { text } from './texts.ts';
import type { Terrain } from './terrain.ts';

export const MOST_MESSAGES = 12;
/** Whoever never stops goes on for longer than any wait that is bounded. */
const ENDLESS_MESSAGES = 30;
/** Where in a bucket of the clock the first message falls is drawn as well: buckets of up to 15 s are known. */
const LATEST_START_MS = 15_000;
/** How far from a turn a gap may lie: some legs of the network. */
const AROUND_MS = 700;
/** Nobody sends two messages at once. */
export const LEAST_GAP_MS = 50;
/** Within a burst the gaps are shorter than a person needs for thinking. */
const LONGEST_WITHIN_MS = 6_000;

export interface Typed {
  readonly gapMs: number;
  readonly text: string;
}

/** In the order of their times. */
export type Conversation = readonly Required<TypedMessage>[];

export function conversation({ turnsMs, users }: Terrain): fc.Arbitrary<Conversation> {
  const within = around(turnsMs.filter((ms) => ms <= LONGEST_WITHIN_MS));
  const gapWithin = fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: LEAST_GAP_MS, max: 400 }) },
    { weight: 3, arbitrary: fc.integer({ min: 400, max: 2_500 }) },
    { weight: 3, arbitrary: within },
  );
  const gapBetween = fc.oneof(
    { weight: 2, arbitrary: around(turnsMs) },
    { weight: 1, arbitrary: fc.integer({ min: LEAST_GAP_MS, max: 30_000 }) },
  );
  const burst = fc
    .tuple(gapBetween, fc.array(fc.record({ gapMs: gapWithin, text }), { minLength: 1, maxLength: 4 }))
    .map(([firstGapMs, typed]) => typed.map((one, i) => (i === 0 ? { ...one, gapMs: firstGapMs } : one)));
  const bursts = fc.array(burst, { minLength: 1, maxLength: 3 }).map((lists) => lists.flat());
  const startMs = fc.integer({ min: 0, max: LATEST_START_MS });
  const user = fc.record({ startMs, typed: bursts });
  const others = fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 2, arbitrary: fc.array(user, { minLength: 0, maxLength: users.length - 1 }) },
  );
  const several = fc.tuple(user, others).map(([first, rest]) =>
    [first, ...rest]
      .flatMap((one, i) => placed(one.startMs, one.typed, users[i] ?? ''))
      .toSorted((a, b) => a.atMs - b.atMs)
      .slice(0, MOST_MESSAGES),
  );
  return fc.oneof({ weight: 40, arbitrary: several }, { weight: 1, arbitrary: endless(startMs, users[0] ?? '') });
}

/** Whoever never stops: the logic waits for a silence that does not come. */
function endless(startMs: fc.Arbitrary<number>, user: string): fc.Arbitrary<Conversation> {
  return fc
    .record({ startMs, gapMs: fc.integer({ min: 300, max: 1_900 }), text })
    .map(({ startMs: fromMs, gapMs, text: words }) =>
      Array.from({ length: ENDLESS_MESSAGES }, (_, i) => ({ atMs: fromMs + i * gapMs, text: words, user })),
    );
}

function around(turnsMs: readonly number[]): fc.Arbitrary<number> {
  if (turnsMs.length === 0) return fc.integer({ min: LEAST_GAP_MS, max: AROUND_MS });
  return fc
    .tuple(fc.constantFrom(...turnsMs), fc.integer({ min: -AROUND_MS, max: AROUND_MS }))
    .map(([turnMs, offMs]) => Math.max(LEAST_GAP_MS, Math.round(turnMs) + offMs));
}

/** The first gap counts from the start of the conversation only where a burst went before. */
export function placed(startMs: number, typed: readonly Typed[], user: string): Conversation {
  let atMs = startMs;
  return typed.map(({ gapMs, text: words }, i) => {
    if (i > 0) atMs += gapMs;
    return { atMs, text: words, user };
  });
}
