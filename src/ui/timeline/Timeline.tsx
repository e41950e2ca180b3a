/**
 * Two timelines on one axis: production above, the baseline below. Driven by its props; it keeps only what nobody else
 * needs (its size, where the pointer is, whether the list is shown).
 */
import { Fragment, type ReactElement, useCallback, useMemo, useRef, useState } from 'react';
import type { Side, Trace } from '../../sim/model/trace.ts';
import { inSight } from './place/badges.ts';
import { usePalette, useSize } from './draw/canvas.ts';
import { EventList } from './EventList.tsx';
import { FaultStrip, STRIP_PX } from './grips/FaultStrip.tsx';
import type { Bench, Held, OnHold } from './grips/grip.ts';
import { spotOf } from './grips/spot.ts';
import { useMoving } from './input/motion.ts';
import { fittingLaneHeight, geometryOf } from './place/geometry.ts';
import { type LaneChoice, LaneHeads } from './lanes/LaneHeads.tsx';
import { arrange, useArrangement } from './lanes/use-arrangement.ts';
import { AS_THEY_ARE } from './lanes/arrangement.ts';
import { SectionHead } from './SectionHead.tsx';
import { describeSide } from './sides.ts';
import { layoutOf, layoutWith } from './layout/index.ts';
import { More } from './More.tsx';
import { Partings, PARTINGS_PX } from './Partings.tsx';
import { partingsOf } from './layout/partings.ts';
import { Plot } from './Plot.tsx';
import { Ruler } from './Ruler.tsx';
import { type Scale, xOf } from './place/scales.ts';
import type { Lost, TimeView } from './layout/shapes.ts';
import { texts } from './texts.ts';
import { Tip } from './Tip.tsx';
import './timeline.css';
import './grips/grips.css';

interface TimelineProps {
  readonly trace: Trace;
  /** One side alone; both where nothing is said. */
  readonly only?: Side | undefined;
  /** A moment to mark: where this run parts from another. */
  readonly partsAtMs?: number | undefined;
  /** How many of the answered messages were answered too late, by the verdicts; the drawing does not judge. */
  readonly late: Readonly<Record<Side, number>>;
  /** Messages that the verdicts call lost, by side. */
  readonly lost?: Readonly<Record<Side, Lost>> | undefined;
  /** Sides whose run goes on and that have not missed a deadline yet. */
  readonly waiting?: Readonly<Record<Side, boolean>> | undefined;
  readonly selectedEventId: number | null;
  readonly hoveredEventId: number | null;
  /** Virtual milliseconds. */
  readonly playheadMs: number;
  /** The stretch of virtual time in sight. */
  readonly view: TimeView;
  readonly onSelect: (eventId: number | null) => void;
  readonly onHover: (eventId: number | null) => void;
  readonly onScrub: (atMs: number) => void;
  /** A view that was asked for by wheel or drag; whoever keeps it decides how far it may go. */
  readonly onView: (view: TimeView) => void;
  /** Somebody wants to do something to whom a lane stands for. */
  readonly onLane?: ((choice: LaneChoice) => void) | undefined;
  /** With it, the conditions of the run can be changed on the drawing. */
  readonly bench?: Bench | undefined;
}

/** Heights of the axis and of a section's head, as the style sheet has them. */
const RULER_PX = 28;
const HEAD_PX = 30;
/** Narrower than this there is no room for the legend. */
const LEGEND_FROM_PX = 640;
/** A measure of the whole, not of what the names leave: they are narrower then, and it would go to and fro. */
const NARROW_BELOW_PX = 748;

interface Pointed {
  readonly eventId: number;
  readonly at: { readonly x: number; readonly y: number };
}

export function Timeline({
  trace,
  only,
  partsAtMs,
  late,
  lost,
  waiting,
  selectedEventId,
  hoveredEventId,
  playheadMs,
  view,
  onSelect,
  onHover,
  onScrub,
  onView,
  onLane,
  bench,
}: TimelineProps): ReactElement {
  const root = useRef<HTMLDivElement>(null);
  const axis = useRef<HTMLDivElement>(null);
  const { width: wholeWidth, height } = useSize(root);
  const { width } = useSize(axis);
  const palette = usePalette(root);
  const layout = useMemo(() => (lost === undefined ? layoutOf(trace) : layoutWith(trace, lost)), [trace, lost]);
  const sections = useMemo(
    () => layout.sections.filter(({ side }) => only === undefined || side === only),
    [layout, only],
  );
  const scale = useMemo<Scale>(
    () => ({ fromMs: view.fromMs, toMs: view.toMs, width }),
    [view.fromMs, view.toMs, width],
  );
  const parted = only === undefined && partingsOf(trace).length > 0;
  const stripPx = bench === undefined ? 0 : STRIP_PX;
  const fixedPx = RULER_PX + stripPx + HEAD_PX * sections.length + (parted ? PARTINGS_PX : 0);
  const arrangement = useArrangement();
  const geometries = useMemo(() => {
    const laneHeight = fittingLaneHeight(layout.lanes, sections, height - fixedPx, arrangement);
    return sections.map((section) => geometryOf(layout.lanes, section, laneHeight, arrangement));
  }, [layout, sections, height, fixedPx, arrangement]);
  const neededPx = geometries.reduce((sum, geometry) => sum + geometry.height, fixedPx);
  // The bar then takes its width from all sections alike, so that they stay on one axis.
  const scrolls = height > 0 && neededPx > height;
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const [listed, setListed] = useState(false);
  const [held, setHeld] = useState<Held | null>(null);
  // What a hand is on stays an element.
  const moving = useMoving() && held === null;
  const selected = selectedEventId === null ? undefined : trace.events[selectedEventId];
  const lane = selected === undefined ? undefined : layout.lanes[layout.laneOfEvent[selected.id] ?? -1];

  const point = useCallback(
    (eventId: number | null, at: Pointed['at']): void => {
      setPointed(eventId === null ? null : { eventId, at });
      onHover(eventId);
    },
    [onHover],
  );

  // Who lets go of one mark may have taken hold of another already.
  const hold = useCallback<OnHold>(
    (id, atMs) => setHeld((now) => (atMs !== null ? { id, atMs } : now?.id === id ? null : now)),
    [],
  );

  return (
    // The same is offered by buttons, of the faults' row or of the lanes: a right click is a short cut.
    <div
      ref={root}
      className="tl"
      onContextMenu={(event) => spotOf(event, { layout, sections, geometries, scale, playheadMs, bench, onLane })}
      data-bench={bench !== undefined}
      data-narrow={wholeWidth > 0 && wholeWidth < NARROW_BELOW_PX}
      data-scrolls={scrolls}
      data-moving={moving}
    >
      <div className="tl-ruler">
        <div className="tl-corner">
          <span title={texts.virtualTime}>{texts.virtualTimeShort}</span>
          {arrangement.order.length + arrangement.folded.length === 0 ? null : (
            <button
              type="button"
              className="tl-as-they-are"
              aria-label={texts.asTheyAre}
              title={texts.asTheyAre}
              onClick={() => arrange(AS_THEY_ARE)}
            >
              <svg width={12} height={12} viewBox="0 0 12 12" aria-hidden>
                <path d="M1 3h10M1 6h10M1 9h10" stroke="currentColor" strokeWidth={1.3} fill="none" />
              </svg>
            </button>
          )}
          <button type="button" aria-pressed={listed} title={texts.listTitle} onClick={() => setListed(!listed)}>
            {texts.list}
          </button>
        </div>
        <div ref={axis}>
          <Ruler
            scale={scale}
            palette={palette}
            moving={moving}
            playheadMs={playheadMs}
            selectedMs={selected?.atMs ?? null}
            clockOffsetMs={lane?.clockOffsetMs ?? 0}
            onScrub={onScrub}
          />
        </div>
      </div>
      {bench === undefined ? null : (
        <FaultStrip
          bench={bench}
          scale={scale}
          palette={palette}
          moving={moving}
          playheadMs={playheadMs}
          endMs={layout.endMs}
          heldId={held?.id ?? null}
          onHold={hold}
        />
      )}
      {sections.map((section, index) => {
        const geometry = geometries[index];
        if (geometry === undefined) return null;
        return (
          <Fragment key={section.side}>
            {index > 0 && parted ? (
              <Partings
                trace={trace}
                scale={scale}
                palette={palette}
                moving={moving}
                selectedEventId={selectedEventId}
                onSelect={onSelect}
                onHover={onHover}
              />
            ) : null}
            <section
              data-side={section.side}
              className="tl-section"
              // One side alone is named by whoever shows it.
              aria-label={only === undefined ? describeSide(section.side) : undefined}
              // What scrolls can be scrolled by keys as well.
              {...(scrolls ? { tabIndex: 0 } : {})}
            >
              <SectionHead
                section={section}
                late={late[section.side]}
                waiting={waiting?.[section.side] ?? false}
                legend={section.side === 'pipeline' && width >= LEGEND_FROM_PX}
              />
              <div className="tl-rows">
                <LaneHeads
                  layout={layout}
                  section={section}
                  geometry={geometry}
                  arrangement={arrangement}
                  onArrange={arrange}
                  onLane={onLane}
                />
                <Plot
                  layout={layout}
                  section={section}
                  geometry={geometry}
                  scale={scale}
                  palette={palette}
                  moving={moving}
                  selectedEventId={selectedEventId}
                  hoveredEventId={hoveredEventId}
                  onSelect={onSelect}
                  onPoint={point}
                  onView={onView}
                  bench={section.side === 'pipeline' ? bench : undefined}
                  heldId={held?.id ?? null}
                  onHold={hold}
                />
              </div>
              {scrolls ? <More /> : null}
            </section>
          </Fragment>
        );
      })}
      <div className="tl-over" aria-hidden style={{ width }}>
        {selected !== undefined && inSight(scale, selected.atMs) ? (
          <div
            className="tl-line"
            data-kind="selected"
            style={{ transform: `translateX(${xOf(scale, selected.atMs)}px)` }}
          />
        ) : null}
        {partsAtMs !== undefined && inSight(scale, partsAtMs) ? (
          <div
            className="tl-line"
            data-kind="parting"
            style={{ transform: `translateX(${xOf(scale, partsAtMs)}px)` }}
          />
        ) : null}
        {held !== null && inSight(scale, held.atMs) ? (
          <div className="tl-line" data-kind="held" style={{ transform: `translateX(${xOf(scale, held.atMs)}px)` }} />
        ) : null}
        {inSight(scale, playheadMs) ? (
          <div
            className="tl-line"
            data-kind="playhead"
            style={{ transform: `translateX(${xOf(scale, playheadMs)}px)` }}
          />
        ) : null}
      </div>
      <EventList trace={trace} only={only} selectedEventId={selectedEventId} onSelect={onSelect} shown={listed} />
      {pointed === null || pointed.eventId !== hoveredEventId ? null : (
        <Tip trace={trace} eventId={pointed.eventId} at={pointed.at} />
      )}
    </div>
  );
}
