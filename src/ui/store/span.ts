/** How long a run is shown, and how its stretches of time are moved and zoomed. Pure functions on views. */
import type { Trace } from '../../sim/model/trace.ts';
import { interestingView } from '../timeline/layout/index.ts';
import { SPEEDS, type TimeView } from './state.ts';

/** Shorter than this no stretch gets: at 700 px a microsecond would be 70 px wide. */
const SHORTEST_MS = 0.01;
const MARGIN = 0.03;
/** A run should play in about this many real seconds, where nobody chose a speed. */
const PLAYED_IN_S = 14;

/** When the run's last event happened, at least a second, in virtual milliseconds. */
export function endOf(trace: Trace): number {
  const last = trace.events.at(-1);
  return Math.max(1000, last?.atMs ?? 0);
}

/** The whole run, with a little air at both ends, and room for a silence that begins with its end. */
export function wholeRun(trace: Trace): TimeView {
  const endMs = endOf(trace);
  const told = interestingView(trace);
  return { fromMs: Math.min(-endMs * MARGIN, told.fromMs), toMs: Math.max(endMs * (1 + MARGIN), told.toMs) };
}

/** Where a run's story has been told: what comes after (a retry hours later) can still be played and zoomed to. */
export function storyEnd(trace: Trace): number {
  return Math.min(endOf(trace), Math.max(0, interestingView(trace).toMs));
}

/** A failure so many times later than the story's end would squeeze the story into a corner: it is one key away. */
const FAR_TIMES = 4;

/** The stretch to show first: the story, and the event that the run opens with where that is not far behind it. */
export function openingView(trace: Trace, eventId: number | null): TimeView {
  const told = interestingView(trace);
  const atMs = eventId === null ? undefined : trace.events[eventId]?.atMs;
  if (atMs === undefined || atMs <= told.toMs || atMs > told.toMs * FAR_TIMES) return clampView(told, trace);
  return clampView({ fromMs: -atMs * MARGIN, toMs: atMs * (1 + MARGIN) }, trace);
}

/** Keeps a view inside the run: zoomed out no further than the whole, moved no further than its ends. */
export function clampView(view: TimeView, trace: Trace): TimeView {
  const whole = wholeRun(trace);
  const span = Math.min(Math.max(view.toMs - view.fromMs, SHORTEST_MS), whole.toMs - whole.fromMs);
  const fromMs = Math.min(Math.max(view.fromMs, whole.fromMs), whole.toMs - span);
  return { fromMs, toMs: fromMs + span };
}

/** Zooms by a factor (under 1: closer) so that the moment stays where it is. */
export function zoomed(view: TimeView, factor: number, aroundMs: number): TimeView {
  return {
    fromMs: aroundMs - (aroundMs - view.fromMs) * factor,
    toMs: aroundMs + (view.toMs - aroundMs) * factor,
  };
}

/** The same stretch, moved just far enough to show the moment. */
export function revealing(view: TimeView, atMs: number): TimeView {
  const span = view.toMs - view.fromMs;
  if (atMs >= view.fromMs && atMs <= view.toMs) return view;
  const fromMs = atMs - span / 2;
  return { fromMs, toMs: fromMs + span };
}

/** The slowest of the speeds that plays the run in reasonable time. */
export function speedFor(trace: Trace): number {
  const wanted = storyEnd(trace) / 1000 / PLAYED_IN_S;
  return SPEEDS.find((speed) => speed >= Math.max(1, wanted)) ?? SPEEDS.at(-1) ?? 1;
}
