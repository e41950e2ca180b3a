/** The part of a mark that is taken hold of: a slider of virtual time where it moves, else a button that opens it. */
import type { ReactElement, ReactNode } from 'react';
import { atTime } from '../../format.ts';
import { inSight } from '../place/badges.ts';
import { type Scale, xOf } from '../place/scales.ts';
import { texts } from '../texts.ts';
import type { Bench, Grip, GripPart, OnHold } from './grip.ts';
import { useGrip } from './use-grip.ts';

interface ThumbProps {
  readonly grip: Grip;
  readonly part: GripPart;
  readonly scale: Scale;
  readonly bench: Bench;
  /** The last moment that it can be put at, for who hears the page. */
  readonly endMs: number;
  readonly className: string;
  /** How far to the right of its moment it stands, and how far down. */
  readonly shift?: number;
  readonly top?: number | undefined;
  /** Where the style sheet does not say it. */
  readonly width?: number | undefined;
  readonly onHold: OnHold;
  readonly onClick?: (() => void) | undefined;
  readonly children?: ReactNode;
}

export function Thumb(props: ThumbProps): ReactElement | null {
  const { grip, part, scale, bench, endMs, className, shift = 0, top, width, onHold, onClick, children } = props;
  const { atMs, held, handlers } = useGrip({ grip, part, scale, bench, onHold, onClick });
  if (!held && !inSight(scale, atMs)) return null;
  const movable = part === 'end' ? grip.ends : grip.moves;
  const name = part === 'end' ? texts.endOf(grip.name) : grip.name;
  return (
    <div
      className={className}
      data-grip={grip.kind}
      data-held={held}
      data-moves={movable}
      data-struck={grip.strikes.length > 0}
      tabIndex={0}
      title={grip.about}
      aria-label={name}
      style={{ top, width, left: xOf(scale, atMs) + shift }}
      {...(movable
        ? {
            role: 'slider',
            'aria-valuemin': 0,
            'aria-valuemax': Math.round(Math.max(endMs, atMs)),
            'aria-valuenow': Math.round(atMs),
            'aria-valuetext': atTime(atMs),
          }
        : { role: 'button' })}
      {...handlers}
    >
      {children}
      {held ? <b className="tl-grip-time">{atTime(atMs)}</b> : null}
    </div>
  );
}
