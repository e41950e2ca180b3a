/**
 * Which calls a fault is about. Every fault about calls takes the same parameters, spread into its own, and hands them
 * to `onSelectedCalls` with what shall happen to each call that they select.
 */
import { nearest } from '../model/expected-among.ts';
import type { ParamValues } from '../model/params.ts';
import type { Side } from '../model/trace.ts';
import type { Call, Effect } from '../network/effects.ts';
import { counter } from './counting.ts';
import type { FaultWorld } from './fault.ts';
import { ANY, COUNTING, INTERVAL, ROLES } from './params.ts';

const TAB = 'tab';
/** Services that call somebody by themselves. */
const CALLING_SERVICES = ['qstash', 'messenger'] as const;

/** Whom a call is for. */
export const TO = {
  kind: 'choice',
  name: 'to',
  default: ANY,
  choices: [ANY, 'redis', 'redis-replica', 'qstash', 'openai', 'firestore', 'messenger', 'platform'],
  sentence: 'Whom the call is for: redis is its leader and its replicas, platform the functions.',
} as const;

export const OPERATION = {
  kind: 'text',
  name: 'operation',
  default: '',
  maxLength: 128,
  suggestions: ['RPUSH', 'LRANGE', 'SET NX', 'DEL', 'publish', 'chat', 'get', 'commit', 'send', 'webhook', 'processor'],
  sentence:
    'What the call asks for, by words of its name as the timeline shows it: RPUSH, SET NX, publish, chat. Empty: anything.',
} as const;

export const SELECTION = [
  {
    kind: 'text',
    name: 'from',
    default: ANY,
    maxLength: 64,
    suggestions: [ANY, ...ROLES, ...CALLING_SERVICES, TAB],
    sentence: 'Who calls: the role of the instance (webhook, processor, responder), qstash, messenger, tab, or any.',
  },
  TO,
  OPERATION,
  ...COUNTING,
  ...INTERVAL,
  {
    kind: 'choice',
    name: 'side',
    default: 'pipeline',
    choices: ['pipeline', 'baseline', 'both'],
    sentence:
      'Whose calls: the pipeline’s, or (to the model alone) the single tab’s as well; each side is counted by itself.',
  },
] as const;

export type Selection = ParamValues<typeof SELECTION>;

/** What happens to each call that is selected. */
export function onSelectedCalls(
  selection: Selection,
  world: FaultWorld,
  effectsOf: (call: Call) => Effect | readonly Effect[],
): void {
  check(selection, world);
  for (const side of sidesOf(selection.side)) {
    const counts = counter(selection, world.stream(side));
    const from = side === 'baseline' ? ANY : selection.from;
    world.rule(
      (call) => (matches(call, { ...selection, from }) && counts(call.atMs) ? effectsOf(call) : undefined),
      side,
    );
  }
}

export function matches(call: Call, { from, to, operation }: Pick<Selection, 'from' | 'to' | 'operation'>): boolean {
  if (from !== ANY && from !== call.fromRole) return false;
  if (to !== ANY && to !== call.to.role && !(to === 'redis' && call.to.role === 'redis-replica')) return false;
  return operation === '' || holdsWords(wordsOf(call.operation), wordsOf(operation));
}

export function sidesOf(side: string): readonly Side[] {
  return side === 'both' ? ['pipeline', 'baseline'] : side === 'baseline' ? ['baseline'] : ['pipeline'];
}

/** Throws InputError where nothing could ever be selected. */
function check({ from, to, operation, side }: Selection, world: FaultWorld): void {
  checkOperation(side === 'baseline' && to === ANY ? 'openai' : to, operation, world);
  const { roles, refuse } = world;
  const callers = [ANY, ...roles, ...CALLING_SERVICES];
  if (side === 'pipeline') {
    if (!callers.includes(from)) {
      refuse(
        'from',
        from,
        from === TAB ? 'side baseline or both for calls of the tab' : `one of ${[...callers, TAB].join(', ')}`,
      );
    }
    return;
  }
  if (![...callers, TAB].includes(from)) refuse('from', from, `one of ${[...callers, TAB].join(', ')}`);
  if (side === 'baseline' && from !== ANY && from !== TAB)
    refuse('from', from, `${TAB} or ${ANY} on the side of the baseline`);
  if (to !== ANY && to !== 'openai') refuse('to', to, 'openai: the single tab shares the faults of the model alone');
}

/** Methods, paths and numbers may stand in the operation of whatever no service knows by a word of its own. */
const OPEN_WORD = /^(get|head|post|put|patch|delete|options|\d+|\/.*)$/;

/** Throws InputError for a word that is no part of any operation of that service. */
export function checkOperation(to: string, operation: string, { operationWords, refuse }: FaultWorld): void {
  const known = operationWords(to);
  const held = new Set(known.map((word) => word.toLowerCase()));
  const strange = wordsOf(operation).find((word) => !held.has(word) && !OPEN_WORD.test(word));
  if (strange === undefined) return;
  const meant = nearest(known, strange);
  const named = meant.length === 0 ? `: ${known.join(', ')}` : ` (did you mean ${meant.join(' or ')}?)`;
  refuse('operation', operation, `words of what ${to === ANY ? 'services are' : `${to} is`} asked for${named}`);
}

/** `MULTI LRANGE+DEL` has three words; case does not matter. */
function wordsOf(operation: string): readonly string[] {
  return operation
    .toLowerCase()
    .split(/[\s+]+/)
    .filter((word) => word !== '');
}

/** Whether the words stand in that order, one after the other. */
function holdsWords(held: readonly string[], wanted: readonly string[]): boolean {
  return held.some((_, at) => wanted.every((word, i) => held[at + i] === word));
}
