/** Every scenario, every variant: the real logic runs, and its trace is judged. What must be seen is in the scenario. */
import { describe, expect, it } from 'vitest';
import { checks, judge } from '../../src/sim/checks/index.ts';
import { expectedOutcome } from '../../src/sim/model/expected.ts';
import { DEFAULT_SEED } from '../../src/sim/model/scenario.ts';
import { type Case, cases, play } from '../support/app.ts';

/** What somebody wrote down holds whatever is drawn; what exploration found was seen under one seed. */
function seedsOf({ scenario, variant }: Case): readonly number[] {
  return scenario.kind === 'explored' ? [variant.seed ?? scenario.seed ?? DEFAULT_SEED] : [1, 2, 3];
}

describe.each(cases)('$name', ({ scenario, variant, name }) => {
  it.each(seedsOf({ scenario, variant, name }))(
    'shows the verdicts that the scenario states (seed %i)',
    async (seed) => {
      const verdicts = judge(await play(scenario.id, variant.id, { seed }));
      const seen = Object.fromEntries(verdicts.map(({ check, verdict }) => [check, verdict]));
      const wanted = Object.fromEntries(
        checks.map(({ id, unlessListed }) => [id, expectedOutcome(variant.expected, id, unlessListed)]),
      );
      expect(seen).toEqual(wanted);
    },
  );

  it('proves every broken verdict with events of its trace', async () => {
    const trace = await play(scenario.id, variant.id);
    for (const { check, verdict, eventIds, sentence } of judge(trace)) {
      if (verdict === 'broken') expect(eventIds, check).not.toHaveLength(0);
      expect(sentence).not.toBe('');
      for (const id of eventIds) expect(trace.events[id]?.id).toBe(id);
    }
  });
});
