/** A documented failure as plain data. One file each in `src/scenarios`, readable without knowing the code. */
import type { Scalar } from './json.ts';
import type { CheckId, Outcome } from './verdict.ts';

/** One text that a user sends. */
export interface TypedMessage {
  /** When it reaches Messenger, in virtual milliseconds from the start of the run. */
  readonly atMs: number;
  readonly text: string;
  /** Page-scoped id of the user; the document's test user where it is left out. */
  readonly user?: string;
}

/** One thing that goes wrong: the fault's id and its parameters, side by side. What is left out gets the default. */
export interface FaultInput {
  readonly fault: string;
  readonly [param: string]: Scalar;
}

/** Values by name that replace defaults. */
export type Values = Readonly<Record<string, Scalar>>;

/** What a variant may replace; what it leaves out is the scenario's. */
export interface Conditions {
  readonly messages?: readonly TypedMessage[];
  readonly policy?: string;
  /** Settings of the logic that differ from the policy's. */
  readonly settings?: Values;
  readonly profile?: ProfileId;
  /** Constants of the services that differ from the profile's, as `qstash.dedupWindowMs`. */
  readonly constants?: Values;
  readonly faults?: readonly FaultInput[];
  /** The seed that runs where nobody names one; `DEFAULT_SEED` where it is left out. */
  readonly seed?: number;
}

/** What somebody changed against a variant. What is left out is as the variant has it. */
export type Overrides = Conditions;

export interface Variant extends Conditions {
  readonly id: string;
  readonly title: string;
  /** What really happens, in a sentence or two. */
  readonly happens: string;
  /** What to look at here; left out where the scenario's own sentence fits, or `happens` says it. */
  readonly lookAt?: string;
  /** Verdicts that must be seen. A check that is not listed is expected to hold (see `expectedOutcome`). */
  readonly expected: Readonly<Partial<Record<CheckId, Outcome>>>;
}

/**
 * `document`: the reference document describes it. `explored`: as exploration wrote it, with nothing added by hand.
 * `own`: somebody recorded it. The others are explained in the README.
 */
export type ScenarioKind = 'document' | 'found' | 'explored' | 'history' | 'wire' | 'recommended' | 'own';

export interface Claim {
  /** What the reference document says, in our words. */
  readonly says: string;
  /** `holds`, `does not hold`, `holds only if` …; a number that nobody counted `rests on no data`. */
  readonly verdict: 'holds' | 'does not hold' | 'holds only if' | 'rests on no data';
  /** What happens instead, or under which condition it holds. */
  readonly because: string;
}

/** A public report of the same failure: repository and number, and what it says in a sentence. */
export interface Incident {
  readonly repository: string;
  readonly number: number;
  readonly sentence: string;
}

export interface Scenario extends Conditions {
  readonly id: string;
  readonly kind: ScenarioKind;
  readonly title: string;
  /** Where the document (or history, or facts) speaks of it: `issue 3.1`, `log 6`. */
  readonly reference: string;
  /** One sentence on what to look at. */
  readonly lookAt: string;
  readonly claims: readonly Claim[];
  readonly seenInTheWild: readonly Incident[];
  readonly messages: readonly TypedMessage[];
  /** At least one; the first is the default. */
  readonly variants: readonly [Variant, ...Variant[]];
}

export const PROFILE_IDS = ['documented', 'published'] as const;

/** `documented`: the constants as the reference document has them. `published`: as the vendors publish them. */
export type ProfileId = (typeof PROFILE_IDS)[number];

export const DEFAULT_SEED = 1;

/** The reference document's test user. */
export const DEFAULT_USER = '3282789748459241';

/** The sentence on what to look at in this variant; the scenario's own is about its first. */
export function lookAtOf({ variants, lookAt }: Scenario, variant: Variant): string | undefined {
  return variant.lookAt ?? (variant.id === variants[0].id ? lookAt : undefined);
}
