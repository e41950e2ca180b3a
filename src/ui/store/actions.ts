/** What a person does with the moment, the selection and the stretch in sight. Functions on the store, no React. */
import { countUntil } from '../../sim/model/state.ts';
import type { TraceEvent } from '../../sim/model/trace.ts';
import type { PageStore } from './host.ts';
import { firstFailure } from './opening.ts';
import { baselineCounterpart, userVisible } from './selectors.ts';
import { clampView, endOf, revealing, wholeRun, zoomed } from './span.ts';
import type { TimeView } from './state.ts';

const ZOOM = 0.7;

export interface Actions {
  readonly toggle: () => void;
  readonly pause: () => void;
  /** Moves the playhead; playing stops, since a hand is on it. */
  readonly seek: (atMs: number) => void;
  readonly toStart: () => void;
  readonly toEnd: () => void;
  /** To the next event (or the one before), and selects it. */
  readonly step: (direction: 1 | -1) => void;
  /** To the next message or reply (or the one before). */
  readonly stepVisible: (direction: 1 | -1) => void;
  readonly select: (id: number | null) => void;
  /** Selects, moves the playhead there, and makes sure that it is in sight. */
  readonly goTo: (id: number) => void;
  readonly hover: (id: number | null) => void;
  readonly setView: (view: TimeView) => void;
  readonly zoom: (direction: 1 | -1) => void;
  readonly fit: () => void;
  readonly firstFailure: () => void;
  readonly baseline: () => void;
}

export function createActions(store: PageStore): Actions {
  const trace = (): ReturnType<PageStore['getState']>['result'] => store.getState().result;

  const seek = (atMs: number): void => {
    const result = trace();
    if (result === null) return;
    store.setState({ playheadMs: Math.min(Math.max(0, atMs), endOf(result.trace)), playing: false });
  };

  const goTo = (id: number): void => {
    const result = trace();
    const event = result?.trace.events[id];
    if (result === null || event === undefined) return;
    store.setState(({ view }) => ({
      selectedEventId: id,
      playheadMs: event.atMs,
      playing: false,
      view: clampView(revealing(view, event.atMs), result.trace),
    }));
  };

  const step = (direction: 1 | -1): void => {
    const result = trace();
    if (result === null) return;
    const { playheadMs, selectedEventId } = store.getState();
    const { events } = result.trace;
    const selected = selectedEventId === null ? undefined : events[selectedEventId];
    // Several events share a moment: walk on from the selected one when the playhead stands on it.
    const on = selected?.atMs === playheadMs ? selected.id : undefined;
    const next = direction === 1 ? countUntil(events, playheadMs) : countUntil(events, playheadMs) - 1;
    const id = on === undefined ? next : on + direction;
    if (id >= 0 && id < events.length) goTo(id);
  };

  const stepVisible = (direction: 1 | -1): void => {
    const result = trace();
    if (result === null) return;
    const { playheadMs } = store.getState();
    const moments = userVisible(result.trace);
    const next: TraceEvent | undefined =
      direction === 1
        ? moments.find(({ atMs }) => atMs > playheadMs)
        : moments.findLast(({ atMs }) => atMs < playheadMs);
    if (next !== undefined) goTo(next.id);
  };

  const setView = (view: TimeView): void => {
    const result = trace();
    if (result !== null) store.setState({ view: clampView(view, result.trace) });
  };

  return {
    seek,
    goTo,
    step,
    stepVisible,
    setView,
    toggle: () => {
      const { playing, playheadMs, result } = store.getState();
      if (result === null) return;
      const again = !playing && playheadMs >= endOf(result.trace);
      store.setState({ playing: !playing, ...(again ? { playheadMs: 0 } : {}) });
    },
    pause: () => store.setState({ playing: false }),
    toStart: () => seek(0),
    toEnd: () => seek(Number.MAX_SAFE_INTEGER),
    select: (id) => store.setState({ selectedEventId: id }),
    hover: (id) => store.setState({ hoveredEventId: id }),
    zoom: (direction) => {
      const { view, playheadMs } = store.getState();
      const inSight = playheadMs >= view.fromMs && playheadMs <= view.toMs;
      const around = inSight ? playheadMs : (view.fromMs + view.toMs) / 2;
      setView(zoomed(view, direction === 1 ? ZOOM : 1 / ZOOM, around));
    },
    fit: () => {
      const result = trace();
      if (result !== null) store.setState({ view: wholeRun(result.trace) });
    },
    firstFailure: () => {
      const result = trace();
      const id = result === null ? null : firstFailure(result);
      if (id !== null) goTo(id);
    },
    baseline: () => {
      const result = trace();
      const { selectedEventId } = store.getState();
      const selected = selectedEventId === null ? undefined : result?.trace.events[selectedEventId];
      const other = result === null || selected === undefined ? undefined : baselineCounterpart(result.trace, selected);
      if (other !== undefined) goTo(other.id);
    },
  };
}
