/** The axis: ticks of virtual time, badges of selection and playhead; dragging on it scrubs. */
import { memo, type PointerEvent, type ReactElement, useMemo } from 'react';
import { clockTime } from '../format.ts';
import { Moved } from './draw/Moved.tsx';
import { AXIS_PX, LOW_TICK, paintAxis, TALL_TICK } from './draw/paint-axis.ts';
import type { Palette } from './draw/palette.ts';
import { tabularWith } from './draw/tabular.ts';
import { unlessMoving } from './input/motion.ts';
import { axisOf } from './place/axis.ts';
import { type AxisBadge, badgesOf, inSight } from './place/badges.ts';
import { msAt, type Scale } from './place/scales.ts';
import { texts } from './texts.ts';

interface Props {
  readonly scale: Scale;
  readonly palette: Palette | null;
  readonly moving: boolean;
  readonly playheadMs: number;
  readonly selectedMs: number | null;
  /** By how much the selected event's node is off; 0 where it is right. */
  readonly clockOffsetMs: number;
  readonly onScrub: (atMs: number) => void;
}

/** Width of a label's element, as the style sheet has it. */
const LABEL_BOX = 81;

export function Ruler({ scale, palette, moving, playheadMs, selectedMs, clockOffsetMs, onScrub }: Props): ReactElement {
  const badges = badgesOf(scale, playheadMs, selectedMs);
  const tabular = useMemo(() => (palette === null ? null : tabularWith(palette)), [palette]);
  const scrub = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.buttons % 2 === 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    onScrub(msAt(scale, event.clientX - event.currentTarget.getBoundingClientRect().left));
  };
  const own = selectedMs === null || clockOffsetMs === 0 ? null : selectedMs + clockOffsetMs;
  const ownMs = own !== null && inSight(scale, own) ? own : null;
  return (
    <div className="tl-axis" onPointerDown={scrub} onPointerMove={scrub}>
      <Marks scale={scale} badges={badges} ownMs={ownMs} moving={moving} />
      <Moved
        moving={moving}
        palette={palette}
        width={scale.width}
        height={AXIS_PX}
        paint={(pen) => {
          if (tabular !== null) paintAxis(pen, axisOf(scale, badges, ownMs), tabular);
        }}
      />
      {badges.map(({ kind, ms, x, half }) => (
        <b
          key={kind}
          className="tl-badge"
          data-kind={kind}
          style={{ width: half * 2, transform: `translateX(${Math.round(x - half)}px)` }}
        >
          {clockTime(ms)}
        </b>
      ))}
    </div>
  );
}

function tickPath(x: number, minor: boolean): string {
  return `M${Math.round(x) + 0.5} ${TALL_TICK - 1}V${minor ? TALL_TICK - LOW_TICK : 0}`;
}

interface MarksProps {
  readonly scale: Scale;
  readonly badges: readonly AxisBadge[];
  readonly ownMs: number | null;
  readonly moving: boolean;
}

/** The axis as elements, where they belong whenever the view rests. */
const Marks = memo(function Marks({ scale, badges, ownMs }: MarksProps): ReactElement {
  const { ticks, labels, ownX } = axisOf(scale, badges, ownMs);
  return (
    <div className="tl-still">
      <svg width={scale.width} height={TALL_TICK} aria-hidden>
        <path d={ticks.map(({ x, minor }) => tickPath(x, minor)).join('')} />
      </svg>
      {/* Known by their place: what is in sight changes, and elements are not made anew for it. */}
      {labels.map(({ x, text }, index) => (
        <span key={index} style={{ left: x - LABEL_BOX / 2 }}>
          {text}
        </span>
      ))}
      {ownX === null ? null : <i className="tl-own-time" title={texts.clockTitle} style={{ left: ownX }} />}
    </div>
  );
}, unlessMoving);
