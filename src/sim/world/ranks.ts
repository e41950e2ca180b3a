/**
 * The order of inputs that are due at one moment: faults before messages, each by its position in the inputs. The order
 * in which they became known does not count.
 */
import type { Side } from '../model/trace.ts';

/** More than a fault has moments, and more than there are faults. */
const MOMENTS_OF_A_FAULT = 2 ** 20;
const MESSAGES_FROM = 2 ** 40;

/** Rank of the nth moment of a fault. */
export function faultRank(index: number, nth: number): number {
  return index * MOMENTS_OF_A_FAULT + nth;
}

/** A message is typed on the phone, then in the tab. */
export function messageRank(index: number, side: Side): number {
  return MESSAGES_FROM + 2 * index + (side === 'pipeline' ? 0 : 1);
}
