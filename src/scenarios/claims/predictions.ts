/** Short ways to say what a claim predicts of a run. */
import type { Prediction } from '../../sim/model/claim.ts';
import type { Side } from '../../sim/model/trace.ts';
import type { CheckId } from '../../sim/model/verdict.ts';

interface Run {
  readonly scenario: string;
  readonly variant: string;
}

export const run = (scenario: string, variant: string): Run => ({ scenario, variant });

export const holds = (of: Run, check: CheckId, side: Side = 'pipeline'): Prediction => ({
  ...of,
  kind: 'check',
  check,
  outcome: 'holds',
  side,
});

export const breaks = (of: Run, check: CheckId, side: Side = 'pipeline'): Prediction => ({
  ...of,
  kind: 'check',
  check,
  outcome: 'broken',
  side,
});

export const replies = (of: Run, times: number): Prediction => ({ ...of, kind: 'replies', side: 'pipeline', times });

export const firstReply = (of: Run, atMs: number, side: Side): Prediction => ({
  ...of,
  kind: 'first reply',
  side,
  atMs,
});

export const logs = (of: Run, text: string, times: number): Prediction => ({ ...of, kind: 'log', text, times });

export const deadLetters = (of: Run, times: number): Prediction => ({
  ...of,
  kind: 'service',
  operation: 'dead letter',
  times,
});
