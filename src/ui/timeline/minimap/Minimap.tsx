/**
 * The whole run in small: events of both sides as ticks, crosses for failures, the unanswered part tinted. The stretch
 * in sight can be dragged and its edges pulled; a press anywhere else moves the playhead.
 */
import { type PointerEvent, type ReactElement, useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import type { Side, Trace } from '../../../sim/model/trace.ts';
import { clockTime } from '../../format.ts';
import { usePalette, useRatio, useSize } from '../draw/canvas.ts';
import { Moved } from '../draw/Moved.tsx';
import { handMoves, useMoving } from '../input/motion.ts';
import { layoutWith } from '../layout/index.ts';
import { paintOverview } from './paint-overview.ts';
import { msAt, type Scale, xOf } from '../place/scales.ts';
import type { Lost, TimeView } from '../layout/shapes.ts';
import { texts } from '../texts.ts';
import { LEAST_PX, MiniWindow, type Part, paintWindow } from './MiniWindow.tsx';
import './minimap.css';

interface MinimapProps {
  readonly trace: Trace;
  /** Messages that the verdicts call lost, by side. */
  readonly lost: Readonly<Record<Side, Lost>>;
  readonly playheadMs: number;
  readonly view: TimeView;
  readonly onScrub: (atMs: number) => void;
  readonly onView: (view: TimeView) => void;
}

const PAD_PX = 6;
const MARGIN = 0.03;
/** An arrow key moves the playhead by this share of the run. */
const KEY_STEP = 0.01;

export function Minimap({ trace, lost, playheadMs, view, onScrub, onView }: MinimapProps): ReactElement {
  const root = useRef<HTMLDivElement>(null);
  const track = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height } = useSize(track);
  const ratio = useRatio();
  const palette = usePalette(root);
  const layout = useMemo(() => layoutWith(trace, lost), [trace, lost]);
  const endMs = Math.max(1_000, layout.endMs);
  const scale = useMemo<Scale>(() => ({ fromMs: -endMs * MARGIN, toMs: endMs * (1 + MARGIN), width }), [endMs, width]);
  useLayoutEffect(() => {
    if (canvas.current !== null && palette !== null && width > 0) {
      paintOverview(canvas.current, { trace, layout, scale, height: height - PAD_PX * 2 }, palette, ratio);
    }
  }, [trace, layout, scale, palette, ratio, width, height]);

  const latest = useRef(view);
  useEffect(() => {
    latest.current = view;
  }, [view]);
  const grip = useRef<{ readonly kind: Part; readonly startX: number; readonly view: TimeView } | null>(null);
  const scrub = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.buttons % 2 === 0 || grip.current !== null) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const atMs = msAt(scale, event.clientX - event.currentTarget.getBoundingClientRect().left);
    onScrub(Math.min(Math.max(0, atMs), endMs));
  };
  const hold = (kind: Part, event: PointerEvent<HTMLDivElement>): void => {
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    grip.current = { kind, startX: event.clientX, view: latest.current };
  };
  const drag = (event: PointerEvent<HTMLDivElement>): void => {
    const held = grip.current;
    if (held === null) return;
    event.stopPropagation();
    const ms = msAt(scale, event.clientX - held.startX) - scale.fromMs;
    handMoves();
    const least = (scale.toMs - scale.fromMs) / 500;
    onView({
      fromMs:
        held.kind === 'to'
          ? held.view.fromMs
          : Math.min(held.view.fromMs + ms, held.kind === 'from' ? held.view.toMs - least : Infinity),
      toMs:
        held.kind === 'from'
          ? held.view.toMs
          : Math.max(held.view.toMs + ms, held.kind === 'to' ? held.view.fromMs + least : -Infinity),
    });
  };
  const release = (): void => {
    grip.current = null;
  };

  const moving = useMoving();
  const x1 = Math.max(0, xOf(scale, view.fromMs));
  const x2 = Math.min(width, xOf(scale, view.toMs));
  const sight = { x: x1, width: Math.max(LEAST_PX, x2 - x1), whole: x1 <= 1 && x2 >= width - 1 };
  return (
    <div ref={root} className="tl-mini" data-moving={moving}>
      <div className="tl-mini-names" aria-hidden>
        <span title={texts.production}>P</span>
        <span title={texts.baseline}>B</span>
      </div>
      <div
        ref={track}
        className="tl-mini-track"
        role="slider"
        aria-label={`${texts.minimap}: ${texts.playhead}`}
        aria-valuemin={0}
        aria-valuemax={Math.round(endMs)}
        aria-valuenow={Math.round(playheadMs)}
        aria-valuetext={`${clockTime(playheadMs)} s`}
        tabIndex={0}
        onPointerDown={scrub}
        onPointerMove={scrub}
        onKeyDown={(event) => {
          const way =
            event.key === 'ArrowRight' || event.key === 'ArrowUp'
              ? 1
              : event.key === 'ArrowLeft' || event.key === 'ArrowDown'
                ? -1
                : 0;
          if (way === 0) return;
          event.preventDefault();
          event.stopPropagation();
          onScrub(Math.min(Math.max(0, playheadMs + way * endMs * KEY_STEP), endMs));
        }}
      >
        <canvas ref={canvas} aria-hidden />
        <MiniWindow {...sight} moving={moving} onHold={hold} onDrag={drag} onRelease={release} />
        <Moved
          moving={moving}
          palette={palette}
          width={width}
          height={height}
          paint={(pen) => paintWindow(pen, sight, height)}
        />
        <div className="tl-mini-playhead" style={{ transform: `translateX(${xOf(scale, playheadMs)}px)` }} />
      </div>
    </div>
  );
}
