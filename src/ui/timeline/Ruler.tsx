/** The axis: ticks of virtual time, badges of selection and playhead; dragging on it scrubs. */
import { type PointerEvent, type ReactElement, useMemo } from 'react';
import { clockTime } from '../format.ts';
import { msAt, type Scale, ticksOf, xOf } from './scales.ts';
import { texts } from './texts.ts';

interface Props {
  readonly scale: Scale;
  readonly playheadMs: number;
  readonly selectedMs: number | null;
  /** By how much the selected event's node is off; 0 where it is right. */
  readonly clockOffsetMs: number;
  readonly onScrub: (atMs: number) => void;
}

const LABEL_HALF = 24;
const BADGE_HALF = 27;
/** Width of a figure of the badge's type. */
const FIGURE_PX = 6.7;

function badgeHalf(ms: number): number {
  return Math.max(BADGE_HALF, (clockTime(ms).length * FIGURE_PX + 16) / 2);
}

export function Ruler({ scale, playheadMs, selectedMs, clockOffsetMs, onScrub }: Props): ReactElement {
  const ticks = useMemo(() => ticksOf(scale), [scale]);
  const covered = [playheadMs, selectedMs].flatMap((ms) => (ms === null ? [] : [badgeX(scale, ms)]));
  const scrub = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.buttons % 2 === 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    onScrub(msAt(scale, event.clientX - event.currentTarget.getBoundingClientRect().left));
  };
  return (
    <div className="tl-axis" onPointerDown={scrub} onPointerMove={scrub}>
      {ticks.map(({ atMs, label }) => {
        const x = xOf(scale, atMs);
        const hidden =
          label === '' ||
          x < LABEL_HALF ||
          x > scale.width - LABEL_HALF ||
          covered.some((at) => Math.abs(at - x) < LABEL_HALF + BADGE_HALF);
        return (
          <i key={atMs} data-major={label !== ''} style={{ transform: `translateX(${x}px)` }}>
            {hidden ? null : <span>{label}</span>}
          </i>
        );
      })}
      {selectedMs !== null && clockOffsetMs !== 0 && inSight(scale, selectedMs + clockOffsetMs) ? (
        <i
          className="tl-own-time"
          title={texts.clockTitle}
          style={{ transform: `translateX(${xOf(scale, selectedMs + clockOffsetMs)}px)` }}
        />
      ) : null}
      {selectedMs !== null && inSight(scale, selectedMs) ? (
        <Badge scale={scale} ms={selectedMs} kind="selected" />
      ) : null}
      {inSight(scale, playheadMs) ? <Badge scale={scale} ms={playheadMs} kind="playhead" /> : null}
    </div>
  );
}

export function inSight({ fromMs, toMs }: Scale, ms: number): boolean {
  return ms >= fromMs && ms <= toMs;
}

/** A badge stays whole at the edges. */
function badgeX(scale: Scale, ms: number): number {
  const half = badgeHalf(ms);
  return Math.min(Math.max(xOf(scale, ms), half), Math.max(half, scale.width - half));
}

function Badge({
  scale,
  ms,
  kind,
}: {
  readonly scale: Scale;
  readonly ms: number;
  readonly kind: 'selected' | 'playhead';
}): ReactElement {
  return (
    <b className="tl-badge" data-kind={kind} style={{ transform: `translateX(calc(${badgeX(scale, ms)}px - 50%))` }}>
      {clockTime(ms)}
    </b>
  );
}
