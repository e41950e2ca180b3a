/** The strip between the two sides: a mark and a word where they part. */
import type { Trace } from '../../../sim/model/trace.ts';
import { paintText } from '../draw/text.ts';
import { line, type Pen } from '../draw/pen.ts';
import { partingsOf } from '../layout/partings.ts';
import { placeInRow } from '../place/row.ts';
import { xOf } from '../place/scales.ts';
import { texts } from '../texts.ts';
import { GUTTER, PADDING } from './sections.ts';
import type { PictureSetting } from './words.ts';

export const PARTINGS_PX = 24;
const MOST = 60;

export function paintPartings(pen: Pen, { scale, measure }: PictureSetting, trace: Trace, y: number): void {
  const { colours } = pen.palette;
  const middle = y + PARTINGS_PX / 2;
  paintText(pen, texts.partingsShort, PADDING + 8, middle, { px: 11, colour: 'text-3' });
  const inSight = partingsOf(trace).filter(({ atMs }) => atMs >= scale.fromMs && atMs <= scale.toMs);
  const placed = placeInRow(
    inSight.slice(0, MOST).map((parting) => ({
      item: parting,
      x: xOf(scale, parting.atMs),
      width: measure(parting.text, parting.tone === 'failure'),
      first: parting.tone === 'failure',
    })),
    scale.width,
  );
  for (const { item, x: at, side } of placed) {
    const failed = item.tone === 'failure';
    const x = PADDING + GUTTER + at;
    const colour = failed ? 'crimson' : 'text-2';
    line(pen, x - 4.5, middle - 1.8, x + 4.5, middle - 1.8, 1.3, colours[colour]);
    line(pen, x - 4.5, middle + 1.8, x + 4.5, middle + 1.8, 1.3, colours[colour]);
    line(pen, x + 2.6, middle - 5.2, x - 2.6, middle + 5.2, 1.3, colours[colour]);
    if (side === null) continue;
    paintText(pen, item.text, side === 'right' ? x + 9 : x - 9, middle, {
      px: 11,
      weight: failed ? 600 : 400,
      colour,
      align: side === 'right' ? 'left' : 'right',
    });
  }
}
