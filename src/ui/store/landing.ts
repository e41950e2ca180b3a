/** What a finished run makes of the page: the moment, the selection, the stretch in sight. Pure. */
import type { Trace } from '../../sim/model/trace.ts';
import type { RunResult } from '../worker/protocol.ts';
import { heldAgainst } from './fork.ts';
import { openingEvent } from './opening.ts';
import { clampView, endOf, openingView, storyEnd, wholeRun } from './span.ts';
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
  /** What was looked at when the run was asked for: whoever looks elsewhere before it is there goes on looking there. */
  readonly since: Pick<PageState, 'view' | 'playheadMs'> | null;
}

export const AT_THE_END: Landing = {
  atMs: null,
  eventId: null,
  view: null,
  play: false,
  trial: false,
  anew: false,
  since: null,
};

type Landed = Pick<
  PageState,
  'result' | 'before' | 'fork' | 'run' | 'view' | 'playheadMs' | 'playing' | 'selectedEventId' | 'hoveredEventId'
>;

/** `settled` is the run before the changes that were only tried, where some were. */
export function landed(state: PageState, result: RunResult, landing: Landing, settled: RunResult | null): Landed {
  const { fork, result: last, before, stage } = state;
  const { eventId, trial, anew } = landing;
  // Whoever asks for a run stops playing: what plays now was started while it was on its way, and is meant for it.
  const play = landing.play || state.playing;
  const { trace } = result;
  const atMs = soughtSince(state, landing) ?? landing.atMs;
  // What is played begins at the beginning, and so does a talk.
  const beginning = play || stage === 'present' ? 0 : storyEnd(trace);
  const known = eventId !== null && trace.events[eventId] !== undefined;
  return {
    result,
    before: trial ? before : (settled ?? last),
    fork:
      fork === null || result.past === null
        ? fork
        : heldAgainst(fork, result.past, trace, anew ? undefined : last?.trace),
    run: { kind: 'done' },
    view: viewOf(state, result, landing),
    playheadMs: landing.play ? 0 : Math.min(atMs ?? beginning, endOf(trace)),
    playing: play,
    selectedEventId: known ? eventId : openingEvent(result),
    hoveredEventId: null,
  };
}

function soughtSince({ playheadMs }: PageState, { since }: Landing): number | undefined {
  return since === null || playheadMs === since.playheadMs ? undefined : playheadMs;
}

function viewOf({ view: now, result: last }: PageState, result: RunResult, { since, view, trial }: Landing): TimeView {
  const { trace } = result;
  if (since !== null && now !== since.view) return lookedAt(now, last, trace);
  if (view === null) return openingView(trace, openingEvent(result));
  return trial ? view : clampView(view, trace);
}

/** Who saw the whole run sees the whole of the next. */
function lookedAt(view: TimeView, last: RunResult | null, trace: Trace): TimeView {
  const whole = last === null ? view : wholeRun(last.trace);
  return view.fromMs === whole.fromMs && view.toMs === whole.toMs ? wholeRun(trace) : clampView(view, trace);
}
