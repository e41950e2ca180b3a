/**
 * What one run comes to in figures: how its bursts fared, how long replies took, what a message cost, and every
 * verdict. Sweeps and matrices add such figures up; they ask for rates, where exploration asks for examples.
 */
import { judgeView } from '../checks/index.ts';
import { type Cost, costOf, replyTimes } from '../model/cost.ts';
import type { Trace } from '../model/trace.ts';
import type { CheckId, Outcome } from '../model/verdict.ts';
import { viewRun } from '../model/view/index.ts';

export interface Measured {
  readonly messages: number;
  readonly bursts: number;
  /** Bursts answered by more than one reply. */
  readonly split: number;
  /** Bursts with a message that nobody answered. */
  readonly stranded: number;
  /** Bursts with a message that was answered twice. */
  readonly twice: number;
  /** Bursts of which any of the three is true. */
  readonly wrong: number;
  /** From the last message that a reply answers to the reply, for each reply. */
  readonly replyMs: readonly number[];
  readonly cost: Cost;
  readonly verdicts: Readonly<Partial<Record<CheckId, Outcome>>>;
}

export function measure(trace: Trace): Measured {
  const view = viewRun(trace);
  const { bursts, byMid } = view;
  const repliesTo = (mid: string): readonly number[] => byMid.get(mid)?.answeredBy ?? [];
  const counts = (holds: (mids: readonly string[]) => boolean): number =>
    bursts.filter(({ messages }) => holds(messages)).length;
  const isSplit = (mids: readonly string[]): boolean => new Set(mids.flatMap(repliesTo)).size > 1;
  const isStranded = (mids: readonly string[]): boolean => mids.some((mid) => repliesTo(mid).length === 0);
  const isTwice = (mids: readonly string[]): boolean => mids.some((mid) => repliesTo(mid).length > 1);
  return {
    messages: view.messages.length,
    bursts: bursts.length,
    split: counts(isSplit),
    stranded: counts(isStranded),
    twice: counts(isTwice),
    wrong: counts((mids) => isSplit(mids) || isStranded(mids) || isTwice(mids)),
    replyMs: replyTimes(view),
    cost: costOf(view),
    verdicts: Object.fromEntries(judgeView(view).map(({ check, verdict }) => [check, verdict])),
  };
}
