/** What can be chosen for a campaign, as the address has it. */
import type { AppDescription } from '../../sim/model/app.ts';
import { mitigationsOf } from '../../sim/model/mitigations.ts';
import { type Fields, oneOf, someOf, wholeNumber } from '../store/ask.ts';
import type { CampaignReport, CampaignState, ExploreAsk, Mode } from '../worker/lab/protocol.ts';

export interface ExploreChoices {
  readonly policy: string;
  readonly mitigations: readonly string[];
  readonly mode: Mode;
  readonly seed: number;
  readonly users: number;
  readonly until: 'runs' | 'time';
  readonly runs: number;
  readonly seconds: number;
  /** 0: as many as the machine has cores. */
  readonly workers: number;
}

export const USUAL: ExploreChoices = {
  policy: 'documented',
  mitigations: [],
  mode: 'random',
  seed: 1,
  users: 3,
  until: 'runs',
  runs: 1_000,
  seconds: 60,
  workers: 0,
};

export const MODES = ['random', 'pct', 'guided', 'exhaustive'] as const satisfies readonly Mode[];
export const BOUNDS = {
  seed: [0, 0xffff_ffff],
  users: [1, 3],
  runs: [1, 1_000_000],
  seconds: [1, 86_400],
  workers: [0, 16],
} as const;

export function fieldsFor(app: AppDescription): Fields<ExploreChoices> {
  return {
    policy: oneOf(app.policies.map(({ id }) => id)),
    mitigations: someOf(Object.keys(mitigationsOf(app))),
    mode: oneOf(MODES),
    seed: wholeNumber(...BOUNDS.seed),
    users: wholeNumber(...BOUNDS.users),
    until: oneOf(['runs', 'time']),
    runs: wholeNumber(...BOUNDS.runs),
    seconds: wholeNumber(...BOUNDS.seconds),
    workers: wholeNumber(...BOUNDS.workers),
  };
}

const SECOND_MS = 1_000;

/** `from`: goes on from there, for as long again. */
export function questionOf(choices: ExploreChoices, from: CampaignState | null): ExploreAsk {
  const { policy, mitigations, mode, seed, users, until, runs, seconds } = choices;
  return {
    kind: 'explore',
    policy,
    mitigations,
    mode,
    seed,
    users,
    runs: until === 'runs' ? Math.max(0, from?.merged ?? 0) + runs : null,
    timeMs: until === 'time' ? seconds * SECOND_MS : null,
    from,
  };
}

/** The choices under which a campaign was made, so that it can go on. */
export function choicesOf({ plan }: Pick<CampaignReport, 'plan'>, choices: ExploreChoices): ExploreChoices {
  const { mode, seed, aim } = plan;
  return { ...choices, mode, seed, policy: aim.policy, mitigations: Object.keys(aim.settings), users: aim.users };
}

/** Whether a campaign of these choices is the very one that was made under the others. */
export function samePlan(one: ExploreChoices, other: ExploreChoices): boolean {
  return (
    one.policy === other.policy &&
    one.mode === other.mode &&
    one.seed === other.seed &&
    one.users === other.users &&
    one.mitigations.toSorted().join() === other.mitigations.toSorted().join()
  );
}

export function sameChoices(one: ExploreChoices, other: ExploreChoices): boolean {
  const budget = ({ until, runs, seconds }: ExploreChoices): number => (until === 'runs' ? runs : -seconds);
  return samePlan(one, other) && budget(one) === budget(other);
}

/** Whether it is another one than what comes first with that policy: where there is one, that came with the page. */
export function asksForOwn(choices: ExploreChoices): boolean {
  return !sameChoices(choices, { ...USUAL, policy: choices.policy });
}
