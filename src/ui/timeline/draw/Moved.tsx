/**
 * What is painted while a hand moves the view, in place of the elements that it lies over: empty as soon as the hand
 * rests and these are where they belong. The style sheet hides them for as long (`data-moving`).
 */
import { type ReactElement, useLayoutEffect, useRef } from 'react';
import { fitted, useRatio } from './canvas.ts';
import type { Palette } from './palette.ts';
import type { Pen } from './pen.ts';

const NO_HATCHES = { quiet: null, silence: null } as const;

interface MovedProps {
  readonly moving: boolean;
  readonly palette: Palette | null;
  readonly width: number;
  readonly height: number;
  readonly paint: (pen: Pen) => void;
}

export function Moved({ moving, palette, width, height, paint }: MovedProps): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null);
  const painted = useRef(false);
  const ratio = useRatio();
  // With every frame: what it is given is another each time.
  useLayoutEffect(() => {
    if (!moving && !painted.current) return;
    const ctx = canvas.current === null || width === 0 ? null : fitted(canvas.current, { width, height }, ratio);
    if (ctx === null || palette === null) return;
    ctx.clearRect(0, 0, width, height);
    painted.current = moving;
    if (moving) paint({ ctx, palette, ratio, hatches: NO_HATCHES });
  });
  return <canvas ref={canvas} className="tl-moved" aria-hidden style={{ width, height }} />;
}
