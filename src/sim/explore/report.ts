/**
 * What a campaign comes to, as plain data: the shape of `explore --json`, the basis of every comparison between two
 * campaigns, and its verdict. All of it but `times` is the same for the same plan and number of runs.
 */
import { foundLink, writeRunLink } from '../model/link/index.ts';
import type { CheckId, Outcome } from '../model/verdict.ts';
import type { Case } from './case.ts';
import { type ComparisonRate, ratesOf } from './comparisons.ts';
import type { Times } from './examine.ts';
import type { Explored, Finding } from './explore.ts';
import type { ExhaustiveBound } from './modes/schedules.ts';
import { sentenceOf } from '../model/cause/index.ts';
import { SLOW } from './modes/schedules.ts';
import type { Plan } from './plan.ts';
import { demandsOn, type Facts } from './proof.ts';
import { askedOf, type Situation } from './sometimes.ts';

export interface ReportedFinding {
  readonly check: CheckId;
  readonly pattern: string;
  /** The pattern in words. */
  readonly cause: string;
  /** What the check says of the example. */
  readonly verdict: string;
  /** Every verdict on the example; none where it was not shrunk. */
  readonly verdicts: Readonly<Partial<Record<CheckId, Outcome>>>;
  /** So many of the runs showed it; 0 where the corpus alone did, which is not among them. */
  readonly count: number;
  /** How many runs it took to meet it first; 0 where it came from the corpus. */
  readonly runs: number;
  /** Faults without which the example does not fail; none are the worst. */
  readonly faults: readonly string[];
  /** Excepted by the policy's contract. */
  readonly excepted: boolean;
  readonly example: Case;
  /** Whether the example is as small as it gets: not where the campaign was stopped, or the bound on shrinking hit. */
  readonly smallest: boolean;
  /** What is after `#` in the page's address: the example, opened on what was found in it. */
  readonly link: string;
}

export interface CampaignReport {
  readonly plan: Plan;
  readonly runs: number;
  readonly end: Explored['end'];
  readonly events: number;
  readonly findings: readonly ReportedFinding[];
  readonly canary: { readonly runs: number; readonly found: number };
  /** What had to be met and was; older files do not say. */
  readonly met?: readonly Situation[];
  readonly unmet: readonly Situation[];
  readonly reached: number;
  /** How many runs had been made when something new was last reached. */
  readonly newestAt: number;
  readonly cutShort: Readonly<Record<string, number>>;
  /** The bound of an exhaustive campaign. */
  readonly exhaustive: ExhaustiveBound | null;
  /** How often the runs differ from the single tab: rates, no findings. Older files do not have them. */
  readonly comparisons?: readonly ComparisonRate[];
  readonly verdict: CampaignVerdict;
  readonly times: Times;
}

export type CampaignVerdict = 'found' | 'none found' | 'inconclusive';

export interface LinkBase {
  readonly scenario: string;
  readonly variant: string;
}

export function reportOf(explored: Explored, base: LinkBase): CampaignReport {
  const { state, ground, end, times } = explored;
  const findings = explored.findings.map((finding) => reported(finding, state.plan, base));
  const facts = {
    runs: Math.max(0, state.merged),
    findings,
    canary: state.canary,
    ...askedOf(new Set(state.reached), drawable(explored), state.plan.mode),
    cutShort: state.cutShort,
    exhaustive: ground.exhaustive ?? null,
  };
  return {
    plan: state.plan,
    end,
    events: state.events,
    ...facts,
    reached: state.reached.length,
    newestAt: state.newestAt,
    comparisons: ratesOf(state.comparisons ?? {}, state.plan.mode),
    verdict: verdictOf(facts),
    times,
  };
}

/** Faults that this mode draws from. */
function drawable({ state, ground }: Explored): readonly string[] {
  if (state.plan.mode === 'pct' || state.plan.mode === 'exhaustive') return [SLOW];
  return state.plan.aim.calm === true ? [] : ground.faults;
}

/** Found, where anything is that the contract does not except; inconclusive, where the campaign proves nothing. */
function verdictOf(facts: Facts & Pick<CampaignReport, 'findings'>): CampaignVerdict {
  if (facts.findings.some(({ excepted }) => !excepted)) return 'found';
  return demandsOn(facts).every(({ met }) => met) ? 'none found' : 'inconclusive';
}

function reported(finding: Finding, plan: Plan, base: LinkBase): ReportedFinding {
  const { check, pattern, count, first, explored, sentence = '', shrunk } = finding;
  const example = shrunk?.smallest ?? explored;
  return {
    check,
    pattern,
    cause: sentenceOf(pattern),
    verdict: shrunk?.verdicts.find((verdict) => verdict.check === check)?.sentence ?? sentence,
    verdicts: Object.fromEntries((shrunk?.verdicts ?? []).map((verdict) => [verdict.check, verdict.verdict])),
    count,
    runs: Math.max(0, first + 1),
    faults: [...new Set(example.faults.map(({ fault }) => fault))],
    excepted: plan.excepted.includes(`${check}/${pattern}`),
    example,
    smallest: shrunk !== undefined && !shrunk.cut,
    link: foundLink({ link: writeRunLink({ ...base, overrides: example }), check, pattern }),
  };
}
