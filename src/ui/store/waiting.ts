/** Whether somebody waits for a reply at a moment, and whether it is certain by then that none comes. */
import type { Side, Trace } from '../../sim/model/trace.ts';
import type { RunResult } from '../worker/protocol.ts';
import { type Chat, conversationOf } from './selectors.ts';
import { endOf } from './span.ts';

/** Until then a missing reply is a wait like any other, in virtual milliseconds. */
const PATIENCE_MS = 3000;

export interface Wait {
  /** `lost`: nothing comes any more, and the other phone has it, or he has been patient. */
  readonly kind: 'waiting' | 'lost';
  readonly sinceMs: number;
}

/** While a run goes on nobody knows what is still to come. */
export function waitAt(trace: Trace, side: Side, user: string, chat: Chat, atMs: number): Wait | null {
  const lost = chat.neverAnswered.at(-1);
  const last = lost ?? chat.waiting.at(-1);
  if (last === undefined) return null;
  const sinceMs = atMs - last.atMs;
  if (lost === undefined || trace.end.reason === 'stopped') return { kind: 'waiting', sinceMs };
  const other = conversationOf(trace, side === 'pipeline' ? 'baseline' : 'pipeline', user);
  const otherAtMs = other.answeredAtMs.get(lost.mid) ?? endOf(trace);
  const certain = sinceMs >= PATIENCE_MS || atMs >= Math.min(otherAtMs, endOf(trace));
  return { kind: certain ? 'lost' : 'waiting', sinceMs };
}

/** Sides of a run under way on which nobody has waited for too long yet: the check of answers knows the deadline. */
export function waitingIn({ trace, verdicts }: Pick<RunResult, 'trace' | 'verdicts'>): Readonly<Record<Side, boolean>> {
  const waits = (side: Side): boolean =>
    trace.end.reason === 'stopped' && verdicts[side].find(({ check }) => check === 'answered')?.verdict !== 'broken';
  return { pipeline: waits('pipeline'), baseline: waits('baseline') };
}
