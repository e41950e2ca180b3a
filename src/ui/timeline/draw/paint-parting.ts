/** A mark of the strip between the timelines, as it is painted while a hand moves the view. */
import type { Parting } from '../layout/partings.ts';
import { type Pen, roundBox } from './pen.ts';
import { wordsFont } from './paint-words.ts';

/** As the style sheet has them: the mark's width, what is between it and its words, and where both are. */
const MARK_PX = 14;
const GAP_PX = 2;
const TOP_PX = 3;
const HEIGHT_PX = 16;
const BASE_LINE = 15;

export function paintParting(
  pen: Pen,
  { text, tone }: Parting,
  x: number,
  side: 'left' | 'right' | null,
  selected: boolean,
  width: number,
): void {
  const { ctx, palette } = pen;
  const { colours } = palette;
  const left = Math.round(x - MARK_PX / 2);
  if (selected) {
    const words = side === null ? 0 : GAP_PX + width;
    const box = { x: side === 'left' ? left - words : left, y: TOP_PX, width: MARK_PX + words, height: HEIGHT_PX };
    roundBox(pen, box, 4, colours['blue-row'], null);
  }
  const colour = colours[tone === 'failure' ? 'crimson' : 'text-2'];
  unequal(pen, left, TOP_PX + 1, colour);
  if (side === null) return;
  ctx.font = wordsFont(palette, tone === 'failure');
  ctx.fillStyle = colour;
  ctx.textBaseline = 'alphabetic';
  ctx.textAlign = side === 'left' ? 'right' : 'left';
  const beside = MARK_PX / 2 + GAP_PX;
  ctx.fillText(text, side === 'left' ? x - beside : x + beside, BASE_LINE);
}

/** Not equal: the two part here. */
function unequal({ ctx }: Pen, left: number, top: number, colour: string): void {
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1.3;
  ctx.beginPath();
  for (const [x1, y1, x2, y2] of [
    [2.5, 5.2, 11.5, 5.2],
    [2.5, 8.8, 11.5, 8.8],
    [9.6, 1.8, 4.4, 12.2],
  ] as const) {
    ctx.moveTo(left + x1, top + y1);
    ctx.lineTo(left + x2, top + y2);
  }
  ctx.stroke();
}
