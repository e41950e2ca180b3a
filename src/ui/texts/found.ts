/** A run that exploration found. */
import type { RunInputs } from '../../sim/model/trace.ts';
import type { Outcome } from '../../sim/model/verdict.ts';

const asFound: Readonly<Record<Outcome, string>> = {
  broken: 'Broken',
  holds: 'Not broken today',
  inconclusive: 'Not judged',
};

const changed: Readonly<Record<Outcome, string>> = {
  broken: 'Still broken after your change',
  holds: 'Holds after your change',
  inconclusive: 'Not judged after your change',
};

export const found = {
  region: 'Counterexample',
  heading: (check: string) => `Counterexample: “${check}”`,
  asFound,
  changed,
  cause: (sentence: string) => `Cause: ${sentence}.`,
  otherwise: (then: string, now: string) =>
    now === ''
      ? `Not by the cause that was found: ${then}.`
      : `Not by the cause that was found (${then}), but: ${now}.`,
  conditions: ({ seed, policy, profile, faults }: RunInputs) => {
    const names = [...new Set(faults.map(({ fault }) => fault))];
    return `Seed ${seed}, policy ${policy}, profile ${profile}, ${names.length === 0 ? 'no fault' : names.join(', ')}.`;
  },
  keep: 'Keep as a scenario',
} as const;
