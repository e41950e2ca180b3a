/**
 * Which two runs are compared, and what comes of it. A pick is a run that is there (the one on show, the one before
 * it, a file) or one to ask for: the run on show with one thing changed. Pure.
 */
import type { RunDifference } from '../../../sim/model/compare/index.ts';
import type { Side } from '../../../sim/model/trace.ts';
import type { ComparedRun, Overrides, RunRequest, RunResult } from '../../worker/protocol.ts';
import { isChanged, scenarioOf } from '../selectors.ts';
import { type Compare, COMPARED_FIRST, type PageState, type RunPick } from '../state.ts';

export interface Picked {
  readonly result: RunResult;
  readonly side: Side;
}

export type Resolved =
  | { readonly kind: 'there'; readonly picked: Picked }
  | { readonly kind: 'ask'; readonly request: RunRequest }
  /** There is no such run: nothing ran before, no file was opened. */
  | { readonly kind: 'missing' };

type Known = Pick<PageState, 'choice' | 'overrides' | 'own' | 'scenarios' | 'result' | 'before' | 'loaded'>;

export function resolvePick(state: Known, pick: RunPick): Resolved {
  const { result, before, loaded, overrides } = state;
  switch (pick.kind) {
    case 'this':
      return there(result, 'pipeline');
    case 'baseline':
      return there(result, 'baseline');
    case 'before':
      return there(before, 'pipeline');
    case 'file':
      return there(loaded?.result ?? null, 'pipeline');
    case 'linked':
      return { kind: 'ask', request: pick.run };
    case 'scenario': {
      const scenario = state.scenarios.find(({ id }) => id === pick.id);
      if (scenario === undefined) return { kind: 'missing' };
      const own = state.own.find(({ id }) => id === pick.id);
      const request = { scenario: scenario.id, variant: scenario.variants[0].id, overrides: {} };
      return { kind: 'ask', request: own === undefined ? request : { ...request, own } };
    }
    case 'variant':
      // Another variant as it is: what was changed was changed in this one.
      return ask(state, pick.id, overrides.seed === undefined ? {} : { seed: overrides.seed });
    case 'policy':
      return ask(state, state.choice.variant, { ...overrides, policy: pick.id });
    case 'seed':
      return ask(state, state.choice.variant, { ...overrides, seed: pick.seed });
  }
}

function there(result: RunResult | null, side: Side): Resolved {
  return result === null ? { kind: 'missing' } : { kind: 'there', picked: { result, side } };
}

function ask({ choice, own }: Known, variant: string, overrides: Overrides): Resolved {
  const mine = own.find(({ id }) => id === choice.scenario);
  const request = { scenario: choice.scenario, variant, overrides };
  return { kind: 'ask', request: mine === undefined ? request : { ...request, own: mine } };
}

/** Variants that can be picked: all but what the run on show is; one that was changed is another than it was. */
export function otherVariants(state: PageState): readonly { readonly id: string; readonly title: string }[] {
  return scenarioOf(state)?.variants.filter(({ id }) => isChanged(state) || id !== state.choice.variant) ?? [];
}

/**
 * What is compared where nobody has picked: a run that somebody changed with what it was, any other with its baseline.
 * What was picked of another scenario counts as not picked.
 */
export function picksFor(state: PageState): Compare {
  const { compare, choice } = state;
  const { left, right } = compare;
  const knows = scenarioOf(state)?.variants.some(({ id }) => left.kind === 'variant' && id === left.id) === true;
  const ofItself = left.kind === 'variant' && right.kind === 'this' && (!knows || left.id === choice.variant);
  const none = left.kind === 'this' && right.kind === 'baseline';
  if (!none && !ofItself) return compare;
  return isChanged(state) ? { left: { kind: 'variant', id: choice.variant }, right: { kind: 'this' } } : COMPARED_FIRST;
}

/** Policies that can be picked. */
export function otherPolicies(state: PageState): readonly { readonly id: string; readonly title: string }[] {
  const now = state.result?.trace.inputs.policy;
  return state.description?.app.policies.filter(({ id }) => id !== now) ?? [];
}

/** What the worker is told of a picked run: what gives it, or, where that need not give it any more, the trace itself. */
export function comparedRun(resolved: Exclude<Resolved, { readonly kind: 'missing' }>): ComparedRun {
  if (resolved.kind === 'ask') return { kind: 'request', request: resolved.request, wanted: true, side: 'pipeline' };
  const { result, side } = resolved.picked;
  if (result.asRecorded === true) return { kind: 'trace', trace: result.trace, side };
  const { scenario, variant, overrides, own } = result.request;
  const request = { scenario, variant, overrides, ...(own === undefined ? {} : { own }) };
  return { kind: 'request', request, wanted: false, side };
}

/** Where the two runs part: the first difference that is more than a delay; where all are delays, the first. */
export function firstParting(differences: readonly RunDifference[]): RunDifference | undefined {
  return differences.find(({ kind }) => kind !== 'delay') ?? differences[0];
}

/** The event of a difference in each run; null where it has none there. */
export function eventsOf(difference: RunDifference): Readonly<Record<'left' | 'right', number | null>> {
  if (difference.kind !== 'only') return { left: difference.left, right: difference.right };
  const { where, event } = difference;
  return { left: where === 'left' ? event : null, right: where === 'right' ? event : null };
}
