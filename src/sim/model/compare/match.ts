/**
 * Which event of one run stands for which of the other. Both lists are read once from front to back: an event is
 * matched with the next one of the same signature whose cause is matched with its own cause, so that what follows from
 * the same thing is told from what only looks alike.
 */
import { groupBy } from '../group-by.ts';
import type { TraceEvent } from '../trace.ts';
import type { Signer } from './signature.ts';

export interface Matching {
  /** By id on the left the id on the right, and the other way round. */
  readonly rightOf: ReadonlyMap<number, number>;
  readonly leftOf: ReadonlyMap<number, number>;
  /** The events that were compared, in their order. */
  readonly left: readonly TraceEvent[];
  readonly right: readonly TraceEvent[];
}

export function match(
  leftEvents: readonly TraceEvent[],
  rightEvents: readonly TraceEvent[],
  leftSigner: Signer,
  rightSigner: Signer,
): Matching {
  const left = leftEvents.filter((event) => leftSigner.sign(event) !== undefined);
  const right = rightEvents.filter((event) => rightSigner.sign(event) !== undefined);
  const rightOf = new Map<number, number>();
  const leftOf = new Map<number, number>();
  // By signature and the cause on the right: those that wait for their like on the left, in their order.
  const rightCauses = nearest(rightEvents, rightSigner);
  const waiting = groupBy(right, (event) => `${rightCauses(event) ?? ''}|${rightSigner.sign(event) ?? ''}`);
  const leftCauses = nearest(leftEvents, leftSigner);
  const taken = new Map<string, number>();
  for (const event of left) {
    const cause = leftCauses(event);
    const causeOnTheRight = cause === undefined ? '' : rightOf.get(cause);
    if (causeOnTheRight === undefined) continue;
    const key = `${causeOnTheRight}|${leftSigner.sign(event) ?? ''}`;
    const at = taken.get(key) ?? 0;
    const found = waiting.get(key)?.[at]?.id;
    if (found === undefined) continue;
    taken.set(key, at + 1);
    rightOf.set(event.id, found);
    leftOf.set(found, event.id);
  }
  return { rightOf, leftOf, left, right };
}

/** The nearest cause that is compared: timers stand between what set them and what they led to. */
export function nearest(events: readonly TraceEvent[], signer: Signer): (event: TraceEvent) => number | undefined {
  return (event) => {
    let cause = events[event.causes[0] ?? -1];
    while (cause !== undefined && signer.sign(cause) === undefined) cause = events[cause.causes[0] ?? -1];
    return cause?.id;
  };
}
