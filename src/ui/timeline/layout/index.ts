/**
 * A trace as a drawing: lanes with bars, arrows and marks, each with the event that it stands for. Worked out once a
 * trace, in time linear in its events (but for sorting); no pixels yet. The indexes in it find what is in sight.
 */
import type { Side, Trace } from '../../../sim/model/trace.ts';
import { trafficOf } from './arrows.ts';
import { callsOf, lastMs, numbersOf } from './calls.ts';
import { lanesOf } from './lanes.ts';
import { lockBars } from './locks.ts';
import { marksOf } from './marks.ts';
import type { Arrow, Bar, Lane, LaneEvents, Lost, Mark, Silence, Spell, Summary, TimeView } from './shapes.ts';
import type { PlannedBar, Sheet } from './sheet.ts';
import { silencesOf, silencesWith, summaryOf } from './silence.ts';
import { spellsOf } from './spells.ts';
import { type Spans, spansOf } from './spans.ts';
import { MOST_TRACKS, Tracks } from './tracks.ts';
import { queueWaits, timerWaits } from './waits.ts';
import { workBars } from './work.ts';

/** With its stretch of time and, for a mark, the moment as one. */
export type Spanned<T> = T & { readonly fromMs: number; readonly toMs: number };

export interface Section {
  readonly side: Side;
  /** Positions in `lanes`, from the first to the one after the last. */
  readonly fromLane: number;
  readonly toLane: number;
  readonly silences: readonly Silence[];
  /** The same, and of a run that goes on whoever waits by now. */
  readonly unanswered: readonly Silence[];
  /** How long faults last, and on which lanes. */
  readonly spells: readonly Spell[];
  readonly summary: Summary;
  readonly bars: Spans<Bar>;
  readonly arrows: Spans<Spanned<Arrow>>;
  /** All but messages and replies. */
  readonly marks: Spans<Spanned<Mark>>;
  /** Messages and replies. */
  readonly told: Spans<Spanned<Mark>>;
  /** What is drawn by itself even where the rest has become density. */
  readonly wrongMarks: Spans<Spanned<Mark>>;
  readonly wrongArrows: Spans<Spanned<Arrow>>;
}

export interface Layout {
  readonly lanes: readonly Lane[];
  readonly sections: readonly Section[];
  readonly bars: readonly Bar[];
  readonly arrows: readonly Arrow[];
  readonly marks: readonly Mark[];
  /** Per lane, all its events, for the overview. */
  readonly laneEvents: readonly LaneEvents[];
  /** The lane of each event, by its id; -1 where it lies on none. */
  readonly laneOfEvent: Int32Array;
  /** Bars by the event that they begin with. */
  readonly barsOfEvent: ReadonlyMap<number, readonly Bar[]>;
  /** Publishes that were dropped while something else would do their work: no failures. */
  readonly joined: ReadonlySet<number>;
  /** When the last event happened, in virtual milliseconds. */
  readonly endMs: number;
}

const remembered = new WeakMap<Trace, Layout>();

/** The layout of a trace; worked out once for each. */
export function layoutOf(trace: Trace): Layout {
  const known = remembered.get(trace);
  if (known !== undefined) return known;
  const layout = layOut(trace);
  remembered.set(trace, layout);
  return layout;
}

/** With what the verdicts know of messages that are lost; cheap, and the same layout where they know of none. */
export function layoutWith(trace: Trace, lost: Readonly<Record<Side, Lost>>): Layout {
  const layout = layoutOf(trace);
  if (lost.pipeline.size + lost.baseline.size === 0) return layout;
  const sections = layout.sections.map((section) => ({
    ...section,
    silences: silencesWith(trace, section.unanswered, lost[section.side]),
  }));
  return { ...layout, sections };
}

function layOut(trace: Trace): Layout {
  const sheet: Sheet = {
    trace,
    calls: callsOf(trace),
    lanes: lanesOf(trace),
    numbers: numbersOf(trace),
    nodes: new Map(trace.nodes.map((node) => [node.id, node])),
    endMs: lastMs(trace),
  };
  const waits = queueWaits(sheet);
  const planned = [...waits.bars, ...timerWaits(sheet), ...lockBars(sheet), ...workBars(sheet)];
  const { bars, counts, trackOf } = placeBars(sheet, planned);
  const barred = new Set(bars.flatMap((bar) => (bar.kind === 'lock' ? [bar.eventId] : [])));
  const traffic = trafficOf(sheet, waits.drops);

  const arrows = traffic.arrows.map(({ fromEvent, toEvent, ...arrow }) => ({
    ...arrow,
    fromTrack: trackOf(fromEvent, arrow.fromLane),
    toTrack: trackOf(toEvent, arrow.toLane),
  }));
  const marks = [...marksOf(sheet), ...traffic.marks, ...waits.marks]
    // The bar of a lock says more than the tick of its command.
    .filter(({ kind, eventId }) => kind !== 'tick' || !barred.has(eventId))
    .map((mark) => ({ ...mark, track: trackOf(mark.eventId, mark.lane) }))
    .toSorted((a, b) => a.atMs - b.atMs || a.eventId - b.eventId);
  const lanes = sheet.lanes.plans.map((plan, lane) => ({ ...plan, tracks: counts[lane] ?? 1 }));
  const { laneEvents, laneOfEvent } = eventsOnLanes(sheet);
  return {
    lanes,
    sections: sectionsOf(sheet, lanes, bars, arrows, marks),
    bars,
    arrows,
    marks,
    laneEvents,
    laneOfEvent,
    barsOfEvent: byEvent(bars),
    joined: new Set([...waits.drops].flatMap(([id, kind]) => (kind === 'joined' ? [id] : []))),
    endMs: sheet.endMs,
  };
}

function byEvent(bars: readonly Bar[]): ReadonlyMap<number, readonly Bar[]> {
  const grouped = new Map<number, Bar[]>();
  for (const bar of bars) {
    const known = grouped.get(bar.eventId);
    if (known === undefined) grouped.set(bar.eventId, [bar]);
    else known.push(bar);
  }
  return grouped;
}

interface Placement {
  readonly bars: readonly Bar[];
  /** Tracks of each lane. */
  readonly counts: readonly number[];
  /** The track of an event's shape; -1 for the middle of the lane. */
  readonly trackOf: (eventId: number, lane: number) => number;
}

function placeBars(sheet: Sheet, planned: readonly PlannedBar[]): Placement {
  const groups = new Map<string, Tracks>();
  const sorted = planned.toSorted((a, b) => a.fromMs - b.fromMs || a.eventId - b.eventId);
  const places = new Map<PlannedBar, number>();
  for (const bar of sorted) {
    if (bar.over !== undefined) continue;
    const key = `${bar.lane} ${bar.group}`;
    const tracks = groups.get(key) ?? new Tracks();
    groups.set(key, tracks);
    // Two that meet at a moment (a restarted timer) share a track; a lapsed lock goes on where the lock was.
    places.set(bar, tracks.take(bar.fromMs, Math.max(bar.toMs, bar.fromMs)));
  }
  const counts = sheet.lanes.plans.map((_, lane) =>
    Math.min(
      MOST_TRACKS,
      Math.max(
        1,
        [0, 1].reduce((sum, group) => sum + (groups.get(`${lane} ${group}`)?.count ?? 0), 0),
      ),
    ),
  );
  const trackByEvent = sheet.lanes.plans.map(() => new Map<number, number>());
  const bars: Bar[] = [];
  for (const plannedBar of sorted) {
    const { group, over, ...bar } = plannedBar;
    const below = group === 0 ? 0 : (groups.get(`${bar.lane} 0`)?.count ?? 0);
    const own = places.get(plannedBar) ?? 0;
    const track =
      over === undefined ? Math.min(below + own, MOST_TRACKS - 1) : (trackByEvent[bar.lane]?.get(over) ?? 0);
    bars.push({ ...bar, track });
    const known = trackByEvent[bar.lane];
    if (known?.has(bar.eventId) === false) known.set(bar.eventId, track);
    if (known?.has(bar.endEventId) === false) known.set(bar.endEventId, track);
  }
  const trackOf = (eventId: number, lane: number): number => {
    const known = trackByEvent[lane];
    const own = known?.get(eventId);
    if (known === undefined || own !== undefined) return own ?? -1;
    const event = sheet.trace.events[eventId];
    const working = event?.invocation === undefined ? undefined : known.get(event.invocation);
    // An answer of a service leaves from the bar of the arrival that it answers.
    const asked = event?.kind === 'answer' ? event.causes.find((id) => known.has(id)) : undefined;
    return working ?? (asked === undefined ? undefined : known.get(asked)) ?? -1;
  };
  return { bars, counts, trackOf };
}

function sectionsOf(
  sheet: Sheet,
  lanes: readonly Lane[],
  bars: readonly Bar[],
  arrows: readonly Arrow[],
  marks: readonly Mark[],
): readonly Section[] {
  const spells = spellsOf(sheet);
  const sides: readonly Side[] = ['pipeline', 'baseline'];
  return sides.flatMap((side) => {
    const fromLane = lanes.findIndex((lane) => lane.side === side);
    if (fromLane === -1) return [];
    const toLane = lanes.findLastIndex((lane) => lane.side === side) + 1;
    const here = (lane: number): boolean => lane >= fromLane && lane < toLane;
    const unanswered = silencesOf(sheet, side);
    const ownArrows = arrows.filter((arrow) => here(arrow.fromLane));
    const ownMarks = marks
      .filter(({ lane }) => here(lane))
      .map((mark) => ({ ...mark, fromMs: mark.dueMs ?? mark.atMs, toMs: mark.atMs }));
    return [
      {
        side,
        fromLane,
        toLane,
        // Of a run that goes on nobody knows what is still to come.
        silences: sheet.trace.end.reason === 'stopped' ? [] : unanswered,
        unanswered,
        spells: spells.filter(({ lane }) => here(lane)),
        summary: summaryOf(sheet, side),
        bars: spansOf(bars.filter(({ lane }) => here(lane))),
        arrows: spansOf(ownArrows),
        marks: spansOf(ownMarks.filter((mark) => !isTold(mark))),
        told: spansOf(ownMarks.filter(isTold)),
        wrongMarks: spansOf(ownMarks.filter((mark) => !isTold(mark) && mark.tone === 'failure')),
        wrongArrows: spansOf(ownArrows.filter(isWrong)),
      },
    ];
  });
}

function isTold({ kind }: Mark): boolean {
  return kind === 'message' || kind === 'reply';
}

/** Nobody got what was sent. */
export function isWrong({ kind }: Arrow): boolean {
  return kind === 'dropped' || kind === 'lost';
}

function eventsOnLanes(sheet: Sheet): Pick<Layout, 'laneEvents' | 'laneOfEvent'> {
  const { events } = sheet.trace;
  const laneOfEvent = new Int32Array(events.length).fill(-1);
  const ids: number[][] = sheet.lanes.plans.map(() => []);
  events.forEach((event, index) => {
    const lane = sheet.lanes.ofEvent(event);
    if (lane === undefined) return;
    laneOfEvent[index] = lane;
    if (event.kind !== 'timer-set' && event.kind !== 'timer-cleared') ids[lane]?.push(index);
  });
  const laneEvents = ids.map((list) => ({
    ids: Int32Array.from(list),
    atMs: Float64Array.from(list, (id) => events[id]?.atMs ?? 0),
  }));
  return { laneEvents, laneOfEvent };
}

/** A run's last seconds are mostly retries and clean-up; what is interesting is shown with so much air around it. */
const MARGIN = 0.04;
const SHORTEST_FIT_MS = 1_000;
/** So far after the story's last moment a bar still belongs to it. */
const NEAR_TIMES = 1.25;
const NEAR_MS = 1_500;

/**
 * The stretch to show first: from the first message until the last thing that a user would notice, or until silence
 * is plain. A lone retry hours later does not squeeze the story into a corner.
 */
export function interestingView(trace: Trace): TimeView {
  const known = interesting.get(trace);
  if (known !== undefined) return known;
  const view = findInteresting(trace);
  interesting.set(trace, view);
  return view;
}

/** Every zoom and every drag asks how far it may go. */
const interesting = new WeakMap<Trace, TimeView>();

function findInteresting(trace: Trace): TimeView {
  const { marks, bars, sections } = layoutOf(trace);
  let toMs = SHORTEST_FIT_MS;
  let told = 0;
  for (const { kind, atMs } of marks) if (kind === 'message' || kind === 'reply') told = Math.max(told, atMs);
  for (const { silences } of sections) for (const { fromMs } of silences) told = Math.max(told, fromMs);
  toMs = Math.max(toMs, told);
  // What is near by, in the scale of the story itself, belongs to it.
  for (const { toMs: until } of bars) if (until <= told * NEAR_TIMES + NEAR_MS) toMs = Math.max(toMs, until);
  const silent = sections.some(({ silences }) => silences.length > 0);
  return { fromMs: -toMs * MARGIN, toMs: toMs * (1 + (silent ? 4 * MARGIN : MARGIN)) };
}
