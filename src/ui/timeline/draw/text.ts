/** Single lines of text in any size: for pictures of the timelines, which have a title and lists beside the drawing. */
import type { ColourName, Palette } from './palette.ts';
import type { Pen } from './pen.ts';

/** How a text is set: its size, its weight, its colour. */
export interface Setting {
  readonly px?: number;
  readonly weight?: number;
  readonly colour: ColourName;
  readonly align?: CanvasTextAlign;
  readonly mono?: boolean;
}

/** One line, its middle at `y`. */
export function paintText(pen: Pen, text: string, x: number, y: number, setting: Setting): void {
  const { ctx, palette } = pen;
  ctx.font = fontOf(palette, setting);
  ctx.textAlign = setting.align ?? 'left';
  ctx.textBaseline = 'middle';
  ctx.fillStyle = palette.colours[setting.colour];
  ctx.fillText(text, x, y);
}

function fontOf(palette: Palette, { px = 12, weight = 400 }: Setting): string {
  return `${weight} ${px}px ${palette.sans}`;
}

/** As much of the text as fits, with dots for the rest. */
export function cutTo(text: string, width: number, measure: (text: string) => number): string {
  if (measure(text) <= width) return text;
  const letters = Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
  let [fits, longer] = [0, letters.length];
  while (fits + 1 < longer) {
    const middle = (fits + longer) >> 1;
    if (measure(`${letters.slice(0, middle).join('')}…`) <= width) fits = middle;
    else longer = middle;
  }
  return `${letters.slice(0, fits).join('').trimEnd()}…`;
}

/** The text in lines that are no wider, at most so many of them. */
export function linesOf(
  text: string,
  width: number,
  measure: (text: string) => number,
  most: number,
): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (measure(longer) <= width || line === '') line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  if (line !== '') lines.push(line);
  const kept = lines.slice(0, most);
  const rest = lines.length > most ? `${kept.at(-1) ?? ''} …` : undefined;
  return kept.map((each, index) => cutTo(rest !== undefined && index === most - 1 ? rest : each, width, measure));
}
