/**
 * From a seed to a case: `generator` looks at the ground once and then gives the case of any number. A case depends on
 * the campaign's seed and its own number alone, so that it does not matter who makes it, and in which order.
 */
import fc from 'fast-check';
import { randomStream } from '../../kernel/random.ts';
import type { Case } from '../case.ts';
import { aimed, type Aimed } from './aimed.ts';
import { conditions } from './conditions.ts';
import { settle, storm } from './faults.ts';
import { conversation } from './messages.ts';
import type { Terrain } from './terrain.ts';

export { type Aim, calmCase, MOST_USERS, survey, type Terrain } from './terrain.ts';
export { drawnBetween } from './faults.ts';
export { LEAST_GAP_MS, MOST_MESSAGES } from './messages.ts';

export type Generator = (number: number) => Case;

const SEEDS = 0x7fff_ffff;

/** Of three cases one is aimed. */
const AIMED = 1;
const AT_RANDOM = 2;

function caseArbitrary(terrain: Terrain): fc.Arbitrary<Case> {
  const { aim, settingsFor } = terrain;
  const atRandom: fc.Arbitrary<Aimed> = fc.record({
    typed: conversation(terrain),
    drawn: aim.calm === true ? fc.constant([]) : storm(terrain),
  });
  const atTargets = aim.calm === true ? undefined : aimed(terrain);
  return fc
    .record({
      seed: fc.nat({ max: SEEDS }),
      under: conditions(aim),
      what:
        atTargets === undefined
          ? atRandom
          : fc.oneof({ weight: AT_RANDOM, arbitrary: atRandom }, { weight: AIMED, arbitrary: atTargets }),
    })
    .map(({ seed, under, what: { typed, drawn } }) => ({
      seed,
      messages: typed,
      policy: aim.policy,
      settings: { ...aim.settings, ...settingsFor([...new Set(typed.map(({ user }) => user))]) },
      profile: under.profile,
      constants: under.constants,
      faults: settle(
        drawn,
        typed.map(({ atMs }) => atMs),
      ),
    }));
}

export function generator(terrain: Terrain, campaignSeed: number): Generator {
  const arbitrary = caseArbitrary(terrain);
  return (number) => sample(arbitrary, seedOf(campaignSeed, number));
}

/** A seed for one draw of a campaign. */
export function seedOf(campaignSeed: number, number: number | string): number {
  return randomStream(campaignSeed, `explore/${number}`).below(SEEDS);
}

/** Unbiased: the weights stand in the arbitraries, and fast-check's own bias towards ends would double them. */
export function sample<T>(arbitrary: fc.Arbitrary<T>, seed: number): T {
  const [drawn] = fc.sample(arbitrary, { seed, numRuns: 1, unbiased: true });
  if (drawn === undefined) throw new Error('Assertion failed: an arbitrary gives a value');
  return drawn;
}
