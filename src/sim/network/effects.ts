/**
 * What a fault may do to a call. A rule looks at one call and says what happens to it, or nothing. Delays add up,
 * copies add up, and of everything that ends a call (a refusal, a loss, a hang) the first rule decides; so it does of
 * what ends the caller.
 */
import type { NodeInfo } from '../model/trace.ts';
import type { WireAnswer, WireRequest } from './wire.ts';

export interface Call {
  readonly from: NodeInfo;
  /** What the caller is at this call: the role of the route that an instance handles, of a service its own. */
  readonly fromRole: string;
  /** Whom it is for: the service's node, or the platform with the role of the route that is called. */
  readonly to: { readonly id: string; readonly role: NodeInfo['role']; readonly route?: string };
  readonly operation: string;
  readonly request: WireRequest;
  readonly atMs: number;
}

export type Effect =
  | { readonly kind: 'delay-request'; readonly ms: number }
  | { readonly kind: 'delay-answer'; readonly ms: number }
  /** Further deliveries of the same request, each so much later than the first would be sent. */
  | { readonly kind: 'copies'; readonly delaysMs: readonly number[] }
  /** Answered with this: instead of being served, or (`after`) although it was served. */
  | { readonly kind: 'refuse'; readonly answer: WireAnswer; readonly when: 'before' | 'after' }
  /** The caller learns that the connection broke: before it was served, or after. */
  | { readonly kind: 'break'; readonly what: 'request' | 'answer'; readonly error: string }
  /** Nobody learns anything: the request, or its answer, is gone. */
  | { readonly kind: 'hang'; readonly what: 'request' | 'answer' }
  /** The head of the answer comes in time, its body never ends. */
  | { readonly kind: 'stall-body' }
  /** The instance that makes the call dies: before it is sent, when it has left, or when its answer arrives. */
  | { readonly kind: 'crash-caller'; readonly when: 'before' | 'during' | 'after' };

export type Rule = (call: Call) => Effect | readonly Effect[] | undefined;

export interface ArmedRule {
  readonly rule: Rule;
  /** Position of the fault in the inputs. */
  readonly fault: number;
}

interface Taken {
  /** Position of the fault in the inputs. */
  readonly fault: number;
  readonly kind: Effect['kind'];
  /** In a sentence, for the trace. */
  readonly effect: string;
}

type Ending = Extract<Effect, { kind: 'refuse' | 'break' | 'hang' | 'stall-body' }>;

/** All effects on one call, added up. */
export interface Fate {
  readonly requestDelayMs: number;
  readonly answerDelayMs: number;
  readonly copiesMs: readonly number[];
  readonly ending: Ending | undefined;
  /** What took effect when the call was made. */
  readonly taken: readonly Taken[];
  /** The end of the caller, which takes effect in its own time. */
  readonly crash: (Taken & { readonly when: 'before' | 'during' | 'after' }) | undefined;
}

export const UNTOUCHED: Fate = {
  requestDelayMs: 0,
  answerDelayMs: 0,
  copiesMs: [],
  ending: undefined,
  taken: [],
  crash: undefined,
};

export function fateOf(call: Call, rules: readonly ArmedRule[]): Fate {
  let fate = UNTOUCHED;
  for (const { rule, fault } of rules) {
    const effects = rule(call);
    if (effects === undefined) continue;
    for (const effect of 'kind' in effects ? [effects] : effects) fate = add(fate, effect, fault);
  }
  return isLost(fate.ending) ? ofLost(fate) : fate;
}

function isLost(ending: Fate['ending']): boolean {
  return (ending?.kind === 'break' || ending?.kind === 'hang') && ending.what === 'request';
}

/** Of a request that never arrives there are neither copies nor an answer, so that nothing can have happened to them. */
function ofLost(fate: Fate): Fate {
  const taken = fate.taken.filter(({ kind }) => kind !== 'copies' && kind !== 'delay-answer');
  return { ...fate, answerDelayMs: 0, copiesMs: [], taken };
}

function add(before: Fate, effect: Effect, fault: number): Fate {
  const taken: Taken = { fault, kind: effect.kind, effect: sentence(effect) };
  if (effect.kind === 'crash-caller') return { ...before, crash: before.crash ?? { ...taken, when: effect.when } };
  // What another has ended already takes no effect, and does not stand in the trace as if it had.
  if (isEnding(effect) && before.ending !== undefined) return before;
  const fate: Fate = { ...before, taken: [...before.taken, taken] };
  switch (effect.kind) {
    case 'delay-request':
      return { ...fate, requestDelayMs: fate.requestDelayMs + effect.ms };
    case 'delay-answer':
      return { ...fate, answerDelayMs: fate.answerDelayMs + effect.ms };
    case 'copies':
      return { ...fate, copiesMs: [...fate.copiesMs, ...effect.delaysMs] };
    case 'refuse':
    case 'break':
    case 'hang':
    case 'stall-body':
      return { ...fate, ending: effect };
  }
}

function isEnding({ kind }: Effect): boolean {
  return kind === 'refuse' || kind === 'break' || kind === 'hang' || kind === 'stall-body';
}

const CRASHES = {
  before: 'before the request is sent',
  during: 'when the request has left',
  after: 'when the answer arrives',
} as const;

function sentence(effect: Effect): string {
  switch (effect.kind) {
    case 'delay-request':
      return `the request is ${effect.ms} ms late`;
    case 'delay-answer':
      return `the answer is ${effect.ms} ms late`;
    case 'copies':
      return `delivered again after ${effect.delaysMs.map((ms) => `${ms} ms`).join(' and ')}`;
    case 'refuse':
      return `answered ${effect.answer.status} ${effect.when === 'before' ? 'without being served' : 'after it was served'}`;
    case 'break':
      return `the connection breaks ${effect.what === 'request' ? 'before it is served' : 'after it was served'}: ${effect.error}`;
    case 'hang':
      return effect.what === 'request' ? 'the request never arrives' : 'the answer never arrives';
    case 'stall-body':
      return 'the head of the answer arrives, its body never ends';
    case 'crash-caller':
      return `the caller dies ${CRASHES[effect.when]}`;
  }
}
