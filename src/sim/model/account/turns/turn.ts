/** The shape of a turn: the event by which something went wrong, a sentence on it, and what lies before and after. */
import type { Pattern, Trail } from '../../cause/index.ts';
import type { InvocationView, MessageView, PublishView } from '../../view/index.ts';
import { type Ground, midsOf } from '../ground.ts';
import type { Wrong } from '../types.ts';

/** Messages that were lost in the same way and at the same place. */
export interface Lost {
  readonly pattern: Pattern;
  readonly messages: readonly [MessageView, ...MessageView[]];
  /** How far each of them came. */
  readonly trails: readonly [Trail, ...Trail[]];
}

export type Teller = (ground: Ground, lost: Lost) => Wrong;

/** What a turn leaves out is empty. */
export function wrong(
  lost: Pick<Lost, 'messages'>,
  event: number,
  text: string,
  { why = [], after = [] }: Partial<Pick<Wrong, 'why' | 'after'>> = {},
): Wrong {
  return { event, text, messages: midsOf(lost.messages), why, after };
}

/** The last who was called on the way. */
export function lastCalled({ steps }: Trail): InvocationView | undefined {
  const step = steps.findLast(({ kind }) => kind === 'called');
  return step?.kind === 'called' ? step.invocation : undefined;
}

export function lastPublish({ steps }: Trail): PublishView | undefined {
  const step = steps.findLast(({ kind }) => kind === 'published');
  return step?.kind === 'published' ? step.publish : undefined;
}

export function namesOf(ground: Ground, { messages }: Pick<Lost, 'messages'>): string {
  return ground.messages(midsOf(messages));
}

/** The webhooks at the beginning of the trails, one for each message. */
export function webhooksOf({ trails }: Lost): readonly InvocationView[] {
  return trails.flatMap(({ steps: [first] }) => (first?.kind === 'called' ? [first.invocation] : []));
}
