/** Bars: each kind differs by shape as well as by colour, so that it is told apart without colours, too. */
import type { Brush } from './brush.ts';
import { type Box, line, type Pen, roundBox, snap } from './pen.ts';
import type { Bar } from '../layout/shapes.ts';

/** Narrower than this a bar is a stroke. */
const LEAST_PX = 3;
const RADIUS = 3;
const DASH = [3, 2.5];

/** Where a bar lies: at least a few pixels wide, so that it can be seen and hit. */
export function barBox(x1: number, x2: number, y: number, height: number): Box {
  return { x: x1, y: y - height / 2, width: Math.max(LEAST_PX, x2 - x1), height };
}

export function paintBar(pen: Pen, bar: Bar, box: Box): void {
  const { colours } = pen.palette;
  switch (bar.kind) {
    case 'invocation':
      if (bar.ending === 'torn') torn(pen, box, colours['instance'], colours['instance-edge']);
      else worked(pen, bar, box, colours['instance'], colours['instance-edge']);
      return;
    case 'wait':
      if (bar.ending === 'torn') torn(pen, box, pen.hatches.quiet ?? colours['quiet-base'], colours['quiet-hatch']);
      else worked(pen, bar, box, pen.hatches.quiet ?? colours['quiet-base'], colours['quiet-hatch']);
      return;
    case 'model':
      worked(
        pen,
        bar,
        box,
        colours['violet-fill'],
        bar.note?.tone === 'failure' ? colours['crimson'] : colours['violet'],
      );
      return;
    case 'lock':
      lock(pen, bar, box);
      return;
    case 'lock-lapsed':
      roundBox(pen, box, 0, null, colours['amber-edge'], DASH);
      return;
    case 'never-ran':
      roundBox(pen, box, RADIUS, null, colours['crimson'], DASH);
      return;
    case 'cold-start':
      roundBox(pen, box, RADIUS, null, colours['instance-edge'], DASH);
      return;
  }
}

/** A bar that ended, or that has no edge where the run ended first. */
function worked(pen: Pen, { ending }: Bar, box: Box, fill: string | CanvasPattern, edge: string): void {
  if (ending !== 'open') {
    roundBox(pen, box, Math.min(RADIUS, box.width / 2), fill, edge);
    return;
  }
  const { ctx } = pen;
  ctx.save();
  ctx.beginPath();
  ctx.rect(box.x - 1, box.y - 1, box.width, box.height + 2);
  ctx.clip();
  roundBox(pen, { ...box, width: box.width + 8 }, RADIUS, fill, edge);
  ctx.restore();
}

/** Narrower than this, two brackets would be a block. */
const BRACKETS_FROM_PX = 6;

/** Brackets carry the lock: amber alone is too faint on its fill in the light theme. */
function lock(pen: Pen, { ending }: Bar, box: Box): void {
  const { ctx, palette } = pen;
  const { colours } = palette;
  const x = snap(pen, box.x);
  const right = snap(pen, box.x + box.width);
  if (right - x < BRACKETS_FROM_PX) {
    roundBox(pen, box, 0, colours['amber-fill'], colours['amber-edge']);
    return;
  }
  ctx.fillStyle = colours['amber-fill'];
  ctx.fillRect(x, box.y, right - x, box.height);
  ctx.fillStyle = colours['amber-edge'];
  ctx.fillRect(x, box.y, right - x, 1);
  ctx.fillRect(x, box.y + box.height - 1, right - x, 1);
  ctx.fillStyle = colours['amber'];
  const serif = Math.min(5, box.width / 2);
  bracket(ctx, x, box, serif, 1);
  if (ending !== 'open') bracket(ctx, right, box, serif, -1);
}

function bracket(ctx: Brush, x: number, box: Box, serif: number, way: 1 | -1): void {
  const left = (width: number): number => (way === 1 ? x : x - width);
  ctx.fillRect(left(2), box.y - 1, 2, box.height + 2);
  ctx.fillRect(left(serif), box.y - 1, serif, 2);
  ctx.fillRect(left(serif), box.y + box.height - 1, serif, 2);
}

const TEETH = 4;
const TOOTH = 3.5;

/** Its right edge is torn: whoever worked here died. */
function torn(pen: Pen, box: Box, fill: string | CanvasPattern, edge: string): void {
  const { ctx, palette } = pen;
  const { x, y, width, height } = box;
  const right = x + width;
  const step = height / TEETH;
  const tear = (): void => {
    for (let tooth = 0; tooth < TEETH; tooth += 1) {
      ctx.lineTo(right - TOOTH, y + step * (tooth + 0.5));
      ctx.lineTo(right, y + step * (tooth + 1));
    }
  };
  ctx.save();
  ctx.fillStyle = fill;
  ctx.strokeStyle = edge;
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.moveTo(right, y + height - 0.5);
  ctx.lineTo(x + 0.5, y + height - 0.5);
  ctx.lineTo(x + 0.5, y + 0.5);
  ctx.lineTo(right, y + 0.5);
  ctx.stroke();
  ctx.beginPath();
  ctx.moveTo(x + 0.5, y + 0.5);
  ctx.lineTo(right, y + 0.5);
  tear();
  ctx.lineTo(x + 0.5, y + height - 0.5);
  ctx.closePath();
  ctx.fill();
  ctx.strokeStyle = palette.colours['crimson'];
  ctx.lineWidth = 1.6;
  ctx.beginPath();
  ctx.moveTo(right, y);
  tear();
  ctx.stroke();
  ctx.restore();
}

/** The stretch between when something was due and when it came. */
export function paintLateness(pen: Pen, dueX: number, x: number, y: number): void {
  const colour = pen.palette.colours['amber'];
  const { ctx } = pen;
  line(pen, dueX + 4, y, x, y, 1.6, colour);
  ctx.fillStyle = colour;
  ctx.fillRect(x - 1, y - 6, 2, 12);
  ctx.beginPath();
  ctx.arc(dueX, y, 4, 0, Math.PI * 2);
  ctx.fillStyle = pen.palette.colours['surface'];
  ctx.fill();
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1.4;
  ctx.stroke();
}
