/** What is known of a live run at a moment, besides what its trace says. */
import type { OwnScenario } from '../../../sim/model/own-scenario.ts';
import type { Problem } from '../../worker/protocol.ts';

export type LivePhase =
  | { readonly kind: 'closed' }
  | { readonly kind: 'starting' }
  /** It stands at its beginning: the clock goes on with the first input. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'going' }
  | { readonly kind: 'paused' }
  | { readonly kind: 'finishing' }
  /** It came to its end; `replay` says whether its recording, run from the start, is the same to the byte. */
  | { readonly kind: 'over'; readonly hash: string; readonly replay: Replay }
  | { readonly kind: 'lost'; readonly problem: Problem };

export type Replay =
  | { readonly kind: 'checking' }
  | { readonly kind: 'same' }
  | { readonly kind: 'differs'; readonly hash: string }
  | { readonly kind: 'failed'; readonly problem: Problem };

export const LIVE_SPEEDS = [0.25, 1, 2, 10] as const;

export interface LiveState {
  readonly phase: LivePhase;
  readonly speed: number;
  readonly nowMs: number;
  /** What has been recorded so far, conditions included. */
  readonly own: OwnScenario | null;
  /** From where on it is live: what came before was there already. */
  readonly fromMs: number;
  /** Typed or thrown, and not yet in the trace. */
  readonly waiting: number;
  readonly problems: readonly Problem[];
}
