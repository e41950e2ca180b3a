/** The stretch in sight on the run in small: taken hold of by its middle or an edge. Painted while a hand moves it. */
import { memo, type PointerEvent, type ReactElement } from 'react';
import { type Pen, roundBox } from '../draw/pen.ts';
import { unlessMoving } from '../input/motion.ts';
import { texts } from '../texts.ts';

/** What of it is held. */
export type Part = 'window' | 'from' | 'to';

interface Stretch {
  readonly x: number;
  readonly width: number;
  /** Over everything it says nothing. */
  readonly whole: boolean;
}

interface MiniWindowProps extends Stretch {
  readonly moving: boolean;
  readonly onHold: (part: Part, event: PointerEvent<HTMLDivElement>) => void;
  readonly onDrag: (event: PointerEvent<HTMLDivElement>) => void;
  readonly onRelease: () => void;
}

/** However short the stretch is. */
export const LEAST_PX = 6;
/** As the style sheet has them. */
const TOP_PX = 4;
const RADIUS = 4;
const GROUND_ALPHA = 0.07;

/** Its handlers are not new ones while it moves: they ask for what is now, and keep nothing of a rendering. */
export const MiniWindow = memo(function MiniWindow({
  x,
  width,
  whole,
  onHold,
  onDrag,
  onRelease,
}: MiniWindowProps): ReactElement {
  const grips = { onPointerMove: onDrag, onPointerUp: onRelease, onPointerCancel: onRelease };
  return (
    <div
      className="tl-mini-window"
      data-whole={whole}
      title={texts.window}
      style={{ left: x, width }}
      onPointerDown={(event) => onHold('window', event)}
      {...grips}
    >
      <div className="tl-mini-edge" data-edge="from" onPointerDown={(event) => onHold('from', event)} {...grips} />
      <div className="tl-mini-edge" data-edge="to" onPointerDown={(event) => onHold('to', event)} {...grips} />
    </div>
  );
}, unlessMoving);

/** `height` is that of the whole strip. */
export function paintWindow(pen: Pen, { x, width, whole }: Stretch, height: number): void {
  if (whole) return;
  const { ctx, palette } = pen;
  const { blue } = palette.colours;
  const box = { x, y: TOP_PX, width, height: height - 2 * TOP_PX };
  ctx.globalAlpha = GROUND_ALPHA;
  roundBox(pen, box, RADIUS, blue, null);
  ctx.globalAlpha = 1;
  roundBox(pen, box, RADIUS, null, blue);
}
