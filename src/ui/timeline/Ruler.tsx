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
/** Width of a label's element, as the style sheet has it. */
const LABEL_BOX = 81;
const TALL_TICK = 8;
const LOW_TICK = 5;

function tickPath(x: number, minor: boolean): string {
  return `M${Math.round(x) + 0.5} ${TALL_TICK - 1}V${minor ? TALL_TICK - LOW_TICK : 0}`;
}

export function Ruler({ scale, playheadMs, selectedMs, clockOffsetMs, onScrub }: Props): ReactElement {
  const ticks = useMemo(() => ticksOf(scale), [scale]);
  const badges = badgesOf(scale, playheadMs, selectedMs);
  const labels = ticks.flatMap(({ atMs, label }) => {
    const x = xOf(scale, atMs);
    const hidden =
      label === '' ||
      x < LABEL_HALF ||
      x > scale.width - LABEL_HALF ||
      badges.some(({ x: at, half }) => Math.abs(at - x) < LABEL_HALF + half);
    return hidden ? [] : [{ x, label }];
  });
  const scrub = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.buttons % 2 === 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    onScrub(msAt(scale, event.clientX - event.currentTarget.getBoundingClientRect().left));
  };
  return (
    <div className="tl-axis" onPointerDown={scrub} onPointerMove={scrub}>
      <svg width={scale.width} height={TALL_TICK} aria-hidden>
        <path d={ticks.map(({ atMs, label }) => tickPath(xOf(scale, atMs), label === '')).join('')} />
      </svg>
      {/* Known by their place: what is in sight changes with every frame, and elements are not made anew for it. */}
      {labels.map(({ x, label }, index) => (
        <span key={index} style={{ left: x - LABEL_BOX / 2 }}>
          {label}
        </span>
      ))}
      {selectedMs !== null && clockOffsetMs !== 0 && inSight(scale, selectedMs + clockOffsetMs) ? (
        <i className="tl-own-time" title={texts.clockTitle} style={{ left: xOf(scale, selectedMs + clockOffsetMs) }} />
      ) : null}
      {badges.map((badge) => (
        <b
          key={badge.kind}
          className="tl-badge"
          data-kind={badge.kind}
          style={{ left: badge.x - badge.half, width: badge.half * 2 }}
        >
          {clockTime(badge.ms)}
        </b>
      ))}
    </div>
  );
}
