/**
 * A small campaign of `hardened`, of the same generator as the large ones and judged by the same checks: nothing breaks that
 * its contract does not except. What it is like without faults is judged apart, since then there is nothing to except.
 */
import { describe, expect, it } from 'vitest';
import { examine, noTimes } from '../../src/sim/explore/examine.ts';
import { Explorer, planUnder } from '../../src/sim/explore/index.ts';
import { keyOf } from '../../src/sim/model/cause/index.ts';
import { subject } from '../support/explore.ts';

const RUNS = 250;
/** Others than those of the campaigns that are kept. */
const SEEDS = { faulty: 20_261, calm: 20_262 } as const;

/** What broke, by number of the run, and how many of the runs had a fault that took effect. */
async function explored(name: keyof typeof SEEDS) {
  const calm = name === 'calm';
  const plan = planUnder(
    { policy: 'hardened', settings: {}, users: 3, ...(calm ? { calm } : {}) },
    'random',
    SEEDS[name],
  );
  const explorer = await Explorer.open(subject, plan, () => 0);
  const broken: string[] = [];
  let [struck, excepted] = [0, 0];
  for (let number = 1; number <= RUNS; number += 1) {
    const { failures, trace, bound } = await examine(subject, explorer.caseOf({ number }), () => 0, noTimes());
    if (bound !== undefined) broken.push(`run ${number}: ended by the bound ${bound}`);
    if (trace.events.some(({ kind }) => kind === 'fault')) struck += 1;
    for (const failure of failures) {
      if (plan.excepted.includes(keyOf(failure))) excepted += 1;
      else broken.push(`run ${number}: ${keyOf(failure)}`);
    }
  }
  return { broken, struck, excepted };
}

describe(`${RUNS} explored runs of hardened`, () => {
  it('break nothing that its contract does not except, whatever faults strike', async () => {
    const { broken, struck, excepted } = await explored('faulty');
    expect(broken).toEqual([]);
    // Or the generator draws no faults, or the checks see nothing.
    expect(struck).toBeGreaterThan(RUNS / 2);
    expect(excepted).toBeGreaterThan(0);
  });

  it('break nothing at all without faults', async () => {
    expect(await explored('calm')).toEqual({ broken: [], struck: 0, excepted: 0 });
  });
});
