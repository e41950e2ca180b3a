/** What a finished run makes of the page: the moment, the selection, the stretch in sight. Pure. */
import type { RunResult } from '../worker/protocol.ts';
import { heldAgainst } from './fork.ts';
import { openingEvent } from './opening.ts';
import { clampView, endOf, openingView, storyEnd } from './span.ts';
import type { PageState, TimeView } from './state.ts';

/** What whoever asked for the run wants to see of it. */
export interface Landing {
  readonly atMs: number | null;
  readonly eventId: number | null;
  readonly view: TimeView | null;
  readonly play: boolean;
  /** A hand is still on the change: the stretch in sight stays as it is, and the run before stays the one before. */
  readonly trial: boolean;
  /** It has nothing to do with the run that was on show before. */
  readonly anew: boolean;
}

export const AT_THE_END: Landing = { atMs: null, eventId: null, view: null, play: false, trial: false, anew: false };

type Landed = Pick<
  PageState,
  'result' | 'before' | 'fork' | 'run' | 'view' | 'playheadMs' | 'playing' | 'selectedEventId' | 'hoveredEventId'
>;

/** `settled` is the run before the changes that were only tried, where some were. */
export function landed(
  { fork, result: last, before, stage }: PageState,
  result: RunResult,
  { atMs, eventId, view, play, trial, anew }: Landing,
  settled: RunResult | null,
): Landed {
  const { trace } = result;
  const known = eventId !== null && trace.events[eventId] !== undefined;
  return {
    result,
    before: trial ? before : (settled ?? last),
    fork:
      fork === null || result.past === null
        ? fork
        : heldAgainst(fork, result.past, trace, anew ? undefined : last?.trace),
    run: { kind: 'done' },
    view: view === null ? openingView(trace, openingEvent(result)) : trial ? view : clampView(view, trace),
    // A talk begins at the beginning.
    playheadMs: play || (stage === 'present' && atMs === null) ? 0 : Math.min(atMs ?? storyEnd(trace), endOf(trace)),
    playing: play,
    selectedEventId: known ? eventId : openingEvent(result),
    hoveredEventId: null,
  };
}
