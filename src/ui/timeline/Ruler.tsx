/** The axis: ticks of virtual time, badges of selection and playhead; dragging on it scrubs. */
import { type PointerEvent, type ReactElement, useMemo } from 'react';
import { clockTime } from '../format.ts';
import { badgesOf, inSight } from './place/badges.ts';
import { msAt, type Scale, ticksOf, xOf } from './place/scales.ts';
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

export function Ruler({ scale, playheadMs, selectedMs, clockOffsetMs, onScrub }: Props): ReactElement {
  const ticks = useMemo(() => ticksOf(scale), [scale]);
  const badges = badgesOf(scale, playheadMs, selectedMs);
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
          badges.some(({ x: at, half }) => Math.abs(at - x) < LABEL_HALF + half);
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
      {badges.map((badge) => (
        <b
          key={badge.kind}
          className="tl-badge"
          data-kind={badge.kind}
          style={{ transform: `translateX(calc(${badge.x}px - 50%))` }}
        >
          {clockTime(badge.ms)}
        </b>
      ))}
    </div>
  );
}
