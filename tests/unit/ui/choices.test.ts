/** What is chosen for a campaign: whether it is another one than what comes with the page. */
import { describe, expect, it } from 'vitest';
import { asksForOwn, type ExploreChoices, sameChoices, USUAL } from '../../../src/ui/explore/choices.ts';

describe('a campaign that is chosen', () => {
  it('is one of one’s own where more than the policy and the workers is chosen', () => {
    expect(asksForOwn(USUAL)).toBe(false);
    expect(asksForOwn({ ...USUAL, policy: 'hardened', workers: 2 })).toBe(false);
    const others: readonly Partial<ExploreChoices>[] = [
      { mitigations: ['fence'] },
      { mode: 'pct' },
      { seed: 2 },
      { users: 1 },
      { runs: 20 },
      { until: 'time' },
    ];
    expect(others.map((other) => asksForOwn({ ...USUAL, ...other }))).toEqual(others.map(() => true));
  });

  it('is the same where the same is run for as long, whatever else could have been', () => {
    expect(sameChoices({ ...USUAL, seconds: 5 }, USUAL)).toBe(true);
    expect(sameChoices({ ...USUAL, until: 'time', runs: 5 }, { ...USUAL, until: 'time' })).toBe(true);
    expect(sameChoices({ ...USUAL, mitigations: ['a', 'b'] }, { ...USUAL, mitigations: ['b', 'a'] })).toBe(true);
    expect(sameChoices({ ...USUAL, until: 'time', seconds: 5 }, { ...USUAL, until: 'time' })).toBe(false);
  });
});
