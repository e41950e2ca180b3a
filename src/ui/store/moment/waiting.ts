/** Whether somebody waits for a reply at a moment, and whether it is certain by then that none comes. */
import type { Side } from '../../../sim/model/trace.ts';
import type { RunResult } from '../../worker/protocol.ts';
import { type Chat, conversationOf, lostIn } from '../selectors.ts';
import { endOf } from '../span.ts';

/** Until then a missing reply is a wait like any other, in virtual milliseconds. */
const PATIENCE_MS = 3000;

export interface Wait {
  /** `lost`: nothing comes any more, and the other phone has it, or he has been patient. */
  readonly kind: 'waiting' | 'lost';
  readonly sinceMs: number;
}

/** While a run goes on nobody knows what is still to come, but for messages that the verdicts call lost already. */
export function waitAt(
  result: Pick<RunResult, 'trace' | 'verdicts'>,
  side: Side,
  user: string,
  chat: Chat,
  atMs: number,
): Wait | null {
  const { trace } = result;
  const lost = chat.neverAnswered.at(-1);
  const last = lost ?? chat.waiting.at(-1);
  if (last === undefined) return null;
  const sinceMs = atMs - last.atMs;
  if (lost === undefined) return { kind: 'waiting', sinceMs };
  if (trace.end.reason === 'stopped') {
    const known = lostIn(result)[side];
    return { kind: chat.neverAnswered.some(({ mid }) => known.has(mid)) ? 'lost' : 'waiting', sinceMs };
  }
  const other = conversationOf(trace, side === 'pipeline' ? 'baseline' : 'pipeline', user);
  const otherAtMs = other.answeredAtMs.get(lost.mid) ?? endOf(trace);
  const certain = sinceMs >= PATIENCE_MS || atMs >= Math.min(otherAtMs, endOf(trace));
  return { kind: certain ? 'lost' : 'waiting', sinceMs };
}

/** Sides of a run under way on which nothing is lost yet, and nobody has waited for too long. */
export function waitingIn(result: Pick<RunResult, 'trace' | 'verdicts'>): Readonly<Record<Side, boolean>> {
  const goesOn = result.trace.end.reason === 'stopped';
  const waits = (side: Side): boolean => goesOn && lostIn(result)[side].size === 0;
  return { pipeline: waits('pipeline'), baseline: waits('baseline') };
}
