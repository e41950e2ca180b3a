/**
 * The words of a section, painted over its shapes. On the canvas, since hundreds of elements that move with every frame
 * cost more than all that is drawn; who reads without seeing has the list of events.
 */
import type { Label, Measure } from '../place/wishes.ts';
import type { Brush } from './brush.ts';
import type { ColourName, Palette } from './palette.ts';
import { toneColour } from './palette.ts';
import type { Pen } from './pen.ts';

const SIZE_PX = 11;
const LINE_PX = 16;
const RADIUS_PX = 3;
const BADGE_PADDING_PX = 4;
const GROUND_ALPHA = 0.78;
/** Round what is said on a hatch its base shows, so wide. */
const HALO_PX = 3;

export function wordsFont({ sans }: Palette, strong: boolean): string {
  return `${strong ? 600 : 400} ${SIZE_PX}px ${sans}`;
}

export function paintWords(pen: Pen, labels: readonly Label[], measure: Measure): void {
  const { ctx, palette } = pen;
  ctx.textBaseline = 'middle';
  ctx.lineJoin = 'round';
  // All of one font first: to set one costs as much as many words.
  for (const strong of [false, true]) {
    const own = labels.filter((label) => label.strong === strong);
    if (own.length === 0) continue;
    ctx.font = wordsFont(palette, strong);
    for (const label of own) paintLabel(pen, label, measure);
  }
}

function paintLabel(pen: Pen, label: Label, measure: Measure): void {
  const { ctx, palette } = pen;
  const { colours } = palette;
  const { x, y, width, ground } = label;
  const text = label.cut ? cutTo(label, measure) : label.text;
  ctx.textAlign = ground === 'badge' ? 'center' : 'left';
  switch (ground) {
    case 'plain':
      ctx.globalAlpha = GROUND_ALPHA;
      box(ctx, x, y, width, colours['surface']);
      ctx.globalAlpha = 1;
      break;
    case 'halo':
      if (label.tone === 'failure')
        box(ctx, x - BADGE_PADDING_PX, y, width + 2 * BADGE_PADDING_PX, colours['crimson-bg']);
      else {
        ctx.strokeStyle = colours['quiet-base'];
        ctx.lineWidth = HALO_PX;
        ctx.strokeText(text, x, y + 0.5);
      }
      break;
    case 'badge':
      box(ctx, x, y, width, colours['arrow']);
      break;
    case 'bare':
      break;
  }
  ctx.fillStyle = ground === 'badge' ? colours['surface'] : colourOf(palette, label);
  ctx.fillText(text, ground === 'badge' ? x + width / 2 : x, y + 0.5);
}

function box(ctx: Brush, x: number, y: number, width: number, colour: string): void {
  ctx.fillStyle = colour;
  ctx.beginPath();
  ctx.roundRect(x, y - LINE_PX / 2, width, LINE_PX, RADIUS_PX);
  ctx.fill();
}

const WORDS: Readonly<Partial<Record<Label['tone'], ColourName>>> = {
  text: 'text-1',
  quiet: 'text-3',
  plain: 'text-2',
  message: 'text-2',
};

function colourOf(palette: Palette, { tone, ground }: Label): string {
  const name = WORDS[tone];
  if (tone === 'text' || name === undefined)
    return tone === 'text' ? palette.colours['text-1'] : toneColour(palette, tone);
  // On a filled ground only the darkest reads well.
  return palette.colours[ground === 'bare' || ground === 'halo' ? 'text-1' : name];
}

/** So much of it as there is room for, and an ellipsis. */
function cutTo({ text, width, strong }: Label, measure: Measure): string {
  const letters = Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
  let [fits, tooLong] = [0, letters.length];
  while (tooLong - fits > 1) {
    const middle = (fits + tooLong) >>> 1;
    if (measure(`${letters.slice(0, middle).join('')}…`, strong) <= width) fits = middle;
    else tooLong = middle;
  }
  return `${letters.slice(0, fits).join('').trimEnd()}…`;
}
