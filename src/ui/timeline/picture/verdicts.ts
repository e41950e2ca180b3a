/** Below the timelines: every check with its two marks, in columns; shapes first, then colour. */
import type { Outcome } from '../../../sim/model/verdict.ts';
import { cutTo, paintText } from '../draw/text.ts';
import { line, type Pen } from '../draw/pen.ts';
import { PADDING } from './sections.ts';
import { measured, type PictureSetting, type PictureVerdict } from './words.ts';

const ROW_PX = 21;
const HEAD_PX = 30;
const GAP_PX = 12;
const COLUMN_FROM_PX = 290;
const MARK_PX = 30;

function columnsIn(width: number): number {
  return Math.max(1, Math.floor((width - PADDING * 2) / COLUMN_FROM_PX));
}

export function verdictsHeight({ words, width }: PictureSetting): number {
  if (words.verdicts.length === 0) return 0;
  return GAP_PX + HEAD_PX + Math.ceil(words.verdicts.length / columnsIn(width)) * ROW_PX + GAP_PX;
}

export function paintVerdicts(pen: Pen, setting: PictureSetting, top: number): void {
  const { words, width } = setting;
  if (words.verdicts.length === 0) return;
  const columns = columnsIn(width);
  const columnPx = (width - PADDING * 2) / columns;
  const rows = Math.ceil(words.verdicts.length / columns);
  for (let column = 0; column < columns; column += 1) {
    const x = PADDING + column * columnPx;
    const here = words.verdicts.slice(column * rows, (column + 1) * rows);
    if (here.length === 0) continue;
    const y = top + GAP_PX + HEAD_PX / 2;
    if (column === 0) paintText(pen, words.checks, x + MARK_PX * 2 + 8, y, { px: 11, colour: 'text-3' });
    paintText(pen, words.sides.pipeline, x + MARK_PX / 2, y, { px: 11, colour: 'text-3', align: 'center' });
    paintText(pen, words.sides.baseline, x + MARK_PX * 1.5, y, { px: 11, colour: 'text-3', align: 'center' });
    for (const [index, verdict] of here.entries())
      row(pen, setting, verdict, { x, y: y + HEAD_PX / 2 + ROW_PX * (index + 0.5), width: columnPx });
  }
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

function row(
  pen: Pen,
  { measure }: PictureSetting,
  { title, pipeline, baseline }: PictureVerdict,
  { x, y, width }: Place,
): void {
  mark(pen, pipeline, x + MARK_PX / 2, y);
  if (baseline !== null) mark(pen, baseline, x + MARK_PX * 1.5, y);
  const strong = pipeline === 'broken';
  const text = cutTo(title, width - MARK_PX * 2 - 24, measured(measure, 12, strong));
  paintText(pen, text, x + MARK_PX * 2 + 8, y, {
    px: 12,
    weight: strong ? 600 : 400,
    colour: strong ? 'text-1' : 'text-2',
  });
}

/** A tick, a filled square with a cross, a dash. */
function mark(pen: Pen, outcome: Outcome, x: number, y: number): void {
  const { ctx, palette } = pen;
  const { colours } = palette;
  switch (outcome) {
    case 'holds':
      line(pen, x - 5, y, x - 1.5, y + 4, 1.8, colours['green']);
      line(pen, x - 1.5, y + 4, x + 5.5, y - 4.5, 1.8, colours['green']);
      return;
    case 'broken':
      ctx.fillStyle = colours['crimson'];
      ctx.beginPath();
      ctx.roundRect(x - 7, y - 7, 14, 14, 3);
      ctx.fill();
      line(pen, x - 3, y - 3, x + 3, y + 3, 1.6, colours['on-crimson']);
      line(pen, x + 3, y - 3, x - 3, y + 3, 1.6, colours['on-crimson']);
      return;
    case 'inconclusive':
      line(pen, x - 5, y, x + 5, y, 1.6, colours['text-3']);
      return;
  }
}
