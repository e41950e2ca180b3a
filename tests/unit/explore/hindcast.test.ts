/** What counts as found in the public history: what is made within its bound. */
import { describe, expect, it } from 'vitest';
import { type CampaignReport, hindcastRows } from '../../../src/sim/explore/index.ts';
import { Campaign, reportOf } from '../../../src/sim/explore/index.ts';
import { BASE, planOf } from '../../support/explore.ts';

const EXAMPLE = {
  seed: 1,
  messages: [],
  policy: 'x',
  settings: {},
  profile: 'documented',
  constants: {},
  faults: [],
} as const;

/** Of a campaign that met it first after so many runs. */
function rowOf(faultless: boolean, runs: number) {
  const finding = {
    finding: 'it goes wrong',
    reported: true,
    checks: ['answered'],
    patterns: ['met-the-lock'],
    faultless,
  } as const;
  const met = { check: 'answered', pattern: 'met-the-lock', count: 1, first: runs - 1, explored: EXAMPLE } as const;
  const state = { ...Campaign.begin(planOf()).state, merged: runs };
  const report: CampaignReport = reportOf(
    {
      state,
      ground: { faults: [], operations: [], turnsMs: [], exhaustive: undefined },
      findings: [{ ...met, shrunk: undefined }],
      times: { generationMs: 0, runMs: 0, checksMs: 0, bookkeepingMs: 0 },
      end: 'runs',
    },
    BASE,
  );
  const [row] = hindcastRows({ policy: 'x', commit: '', date: '', next: '', findings: [finding] }, report);
  return row;
}

describe('a finding of the history', () => {
  it.each([
    [true, 2_000, 2_000, true],
    [true, 2_001, 2_000, false],
    [false, 20_000, 20_000, true],
    [false, 20_001, 20_000, false],
  ])('that needs no fault (%s) and is made after %i runs, of %i, is found: %s', (faultless, runs, within, found) => {
    expect(rowOf(faultless, runs)).toMatchObject({ found, runs, within, example: EXAMPLE });
  });
});
