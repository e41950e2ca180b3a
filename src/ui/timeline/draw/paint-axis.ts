/** The axis as it is painted while a hand moves the view: ticks, labels, and the selected node's own time. */
import { hairlineV, type Pen } from './pen.ts';
import { wordsFont } from './paint-words.ts';
import type { AxisSight } from '../place/axis.ts';
import { paintTabular, type Tabular } from './tabular.ts';

/** As the style sheet has them. */
export const AXIS_PX = 28;
export const TALL_TICK = 8;
export const LOW_TICK = 5;
const BASE_LINE = 18;
const OWN_TIME = { width: 2, height: 11 } as const;

export function paintAxis(pen: Pen, { ticks, labels, ownX }: AxisSight, tabular: Tabular): void {
  const { ctx, palette } = pen;
  const { colours } = palette;
  for (const { x, minor } of ticks) {
    const height = minor ? LOW_TICK : TALL_TICK;
    hairlineV(pen, Math.round(x), AXIS_PX - height, height - 1, colours['line-2']);
  }
  ctx.font = wordsFont(palette, false);
  ctx.fillStyle = colours['text-2'];
  ctx.textBaseline = 'alphabetic';
  ctx.textAlign = 'center';
  for (const { x, text } of labels) paintTabular(ctx, tabular(text), x, BASE_LINE);
  if (ownX === null) return;
  ctx.fillStyle = colours['amber'];
  ctx.fillRect(Math.round(ownX), AXIS_PX - 1 - OWN_TIME.height, OWN_TIME.width, OWN_TIME.height);
}
