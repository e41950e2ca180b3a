/**
 * Schedules: which call is late, and by how much, is what orders the calls of several handlers. A schedule is a few
 * `call-slow` faults, each on one call of the run, so that it is plain data like every other case and shrinks as such.
 *
 * `pct` draws them: of a conversation a few calls lose their priority at random points and are overtaken by whatever
 * comes meanwhile (priority-based scheduling, with the depth as the number of such points). `exhaustive` counts them:
 * every choice of at most so many late calls of one burst, each by every delay of a short list.
 */
import fc from 'fast-check';
import type { FaultInput } from '../../model/scenario.ts';
import type { Case } from '../case.ts';
import { calmCase, MOST_MESSAGES, sample, seedOf, type Terrain } from '../generate/index.ts';
import { conversation } from '../generate/messages.ts';

export const SLOW = 'call-slow';
/** A bug of depth d is found by d - 1 changes of priority; few need more. */
const DEEPEST = 4;
/** Calls that one message leads to, about. */
const CALLS_A_MESSAGE = 8;

function slow(nth: number, delayMs: number): FaultInput {
  return { fault: SLOW, nth, count: 1, requestMs: delayMs };
}

export function pct(terrain: Terrain, campaignSeed: number): (number: number) => Case {
  const { aim, settingsFor, turnsMs } = terrain;
  const point = fc.record({
    nth: fc.integer({ min: 1, max: MOST_MESSAGES * CALLS_A_MESSAGE }),
    delayMs: fc.oneof(fc.integer({ min: 50, max: 3_000 }), fc.constantFrom(...turnsMs, 1_000)),
  });
  const arbitrary = fc
    .record({
      seed: fc.nat({ max: 0x7fff_ffff }),
      messages: conversation(terrain),
      points: fc.array(point, { minLength: 1, maxLength: DEEPEST }),
    })
    .map(({ seed, messages, points }): Case => {
      const calls = messages.length * CALLS_A_MESSAGE;
      return {
        ...calmCase(aim, settingsFor),
        seed,
        messages,
        settings: { ...aim.settings, ...settingsFor([...new Set(messages.map(({ user }) => user))]) },
        faults: points.map(({ nth, delayMs }) => slow(1 + ((nth - 1) % calls), delayMs)),
      };
    });
  return (number) => sample(arbitrary, seedOf(campaignSeed, `pct/${number}`));
}

/** The bound of the exhaustive mode, as it is stated in a report. */
export interface ExhaustiveBound {
  readonly messages: number;
  /** Calls of the burst in a calm run: each of them may be late. */
  readonly calls: number;
  readonly mostLate: number;
  readonly delaysMs: readonly number[];
  /** All schedules within it. */
  readonly schedules: number;
}

const MOST_LATE = 2;
/** Past the neighbour's calls; past the quiet time; past the model. */
const DELAYS_MS = [120, 1_600, 4_000] as const;

export function exhaustiveBound({ calls }: Terrain): ExhaustiveBound {
  const k = DELAYS_MS.length;
  const pairs = (calls * (calls - 1)) / 2;
  return {
    messages: calmCase({ policy: '', settings: {}, users: 1 }, () => ({})).messages.length,
    calls,
    mostLate: MOST_LATE,
    delaysMs: DELAYS_MS,
    schedules: 1 + calls * k + pairs * k * k,
  };
}

/** The schedule of that number: none late, then one, then two. Numbers beyond the last begin again. */
export function exhaustive(terrain: Terrain): (number: number) => Case {
  const { aim, settingsFor, calls } = terrain;
  const { schedules } = exhaustiveBound(terrain);
  const calm = calmCase(aim, settingsFor);
  const k = DELAYS_MS.length;
  const delay = (index: number): number => DELAYS_MS[index % k] ?? 0;
  return (number) => {
    let rest = number % schedules;
    if (rest === 0) return calm;
    rest -= 1;
    if (rest < calls * k) return { ...calm, faults: [slow(1 + Math.floor(rest / k), delay(rest))] };
    rest -= calls * k;
    const [first, second] = pairOf(Math.floor(rest / (k * k)), calls);
    const both = rest % (k * k);
    return { ...calm, faults: [slow(1 + first, delay(Math.floor(both / k))), slow(1 + second, delay(both))] };
  };
}

/** The pair of that index among all pairs of different numbers below `count`, in ascending order. */
function pairOf(index: number, count: number): readonly [number, number] {
  let [first, rest] = [0, index];
  while (rest >= count - 1 - first) {
    rest -= count - 1 - first;
    first += 1;
  }
  return [first, first + 1 + rest];
}
