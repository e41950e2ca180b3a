/** What is hovered and selected, as it is painted while a hand moves the view; else these are elements. */
import type { Outlines } from '../place/outlines.ts';
import type { Pen } from './pen.ts';

const WIDTH_PX = 1.5;
const LINE_ALPHA = 0.85;
const RADIUS = 4;

export function paintOutlines({ ctx, palette }: Pen, outlines: Outlines, state: 'hovered' | 'selected'): void {
  ctx.strokeStyle = palette.colours[state === 'selected' ? 'blue' : 'text-2'];
  ctx.lineWidth = WIDTH_PX;
  ctx.globalAlpha = LINE_ALPHA;
  for (const { kind, ends } of outlines.lines) {
    // A failure stays crimson when it is selected: its outline says that it is.
    if (kind === 'dropped' || kind === 'lost') continue;
    ctx.beginPath();
    ctx.moveTo(ends.x1, ends.y1);
    ctx.lineTo(ends.x2, ends.y2);
    ctx.stroke();
  }
  ctx.globalAlpha = 1;
  for (const { x, y, width, height } of outlines.boxes) {
    ctx.beginPath();
    ctx.roundRect(x, y, width, height, RADIUS);
    ctx.stroke();
  }
  for (const { x, y, radius } of outlines.rings) {
    ctx.beginPath();
    ctx.arc(x, y, radius, 0, Math.PI * 2);
    ctx.stroke();
  }
}
