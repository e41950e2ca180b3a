/**
 * Which two runs are compared, and what comes of it. A pick is a run that is there (the one on show, the one before
 * it, a file) or one to ask for: the run on show with one thing changed. Pure.
 */
import type { RunDifference } from '../../sim/model/compare/index.ts';
import type { Side } from '../../sim/model/trace.ts';
import type { ComparedRun, Overrides, RunRequest, RunResult } from '../worker/protocol.ts';
import { scenarioOf } from './selectors.ts';
import type { PageState, RunPick } from './state.ts';

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

/** Policies and variants that can be picked: all but what the run on show has. */
export function otherVariants(state: PageState): readonly { readonly id: string; readonly title: string }[] {
  return scenarioOf(state)?.variants.filter(({ id }) => id !== state.choice.variant) ?? [];
}

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
