/** Each known failure that exploration has to find again is shown by its scenario's own run, by the same check and cause. */
import { describe, expect, it } from 'vitest';
import { isKnown, knownFailures, scenarios } from '../../src/scenarios/index.ts';
import { judgeView } from '../../src/sim/checks/index.ts';
import { failuresOf } from '../../src/sim/model/cause/index.ts';
import { PATTERNS } from '../../src/sim/model/cause/names.ts';
import { viewRun } from '../../src/sim/model/view/index.ts';
import { findScenario, play } from '../support/app.ts';

describe.each(knownFailures)('$scenario: $failure', (known) => {
  const { scenario, variant, settings = {}, patterns = [] } = known;

  it('is what a run of the scenario shows', async () => {
    const trace = await play(scenario, variant);
    expect(trace.inputs.policy).toBe('documented');
    expect(trace.inputs.settings).toMatchObject(settings);
    const view = viewRun(trace);
    expect(failuresOf(view, judgeView(view)).filter((failure) => isKnown(known, failure))).not.toEqual([]);
  });

  it('is told in words that exploration has', () => {
    expect(Object.keys(PATTERNS)).toEqual(expect.arrayContaining([...patterns]));
  });
});

describe('the known failures', () => {
  it('have each scenario that is marked as found, but for what breaks nothing by itself', () => {
    const found = scenarios.filter(({ kind }) => kind === 'found').map(({ id }) => id);
    const named = new Set(knownFailures.flatMap(({ scenario, alsoIn = [] }) => [scenario, ...alsoIn]));
    expect(found.filter((id) => !named.has(id))).toEqual([]);
    for (const id of named) expect(findScenario(id).id).toBe(id);
  });

  it('are told apart', () => {
    const told = knownFailures.map(({ checks, patterns, lock, settings }) =>
      JSON.stringify([checks, patterns, lock, settings]),
    );
    expect(new Set(told).size).toBe(told.length);
  });
});
