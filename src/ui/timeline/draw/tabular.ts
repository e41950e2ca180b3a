/**
 * Figures of one width, as the page sets its times: a canvas knows proportional ones only, so each is put into a cell.
 */
import type { Brush } from './brush.ts';
import { wordsFont } from './paint-words.ts';
import type { Palette } from './palette.ts';

/** A text as it is set. */
interface Line {
  readonly width: number;
  /** Pieces of the text with their middles, from its left edge. */
  readonly pieces: readonly { readonly text: string; readonly x: number }[];
}

/** How a text is set. */
export type Tabular = (text: string) => Line;

const PIECES = /\d|\D+/g;
const DIGITS = '0123456789';
const MOST_REMEMBERED = 2_000;

export function tabularWith(palette: Palette): Tabular {
  const ctx = document.createElement('canvas').getContext('2d');
  const known = new Map<string, Line>();
  const widthOf = (text: string): number => {
    if (ctx === null) return text.length * 6;
    ctx.font = wordsFont(palette, false);
    return ctx.measureText(text).width;
  };
  const cell = Math.max(...Array.from(DIGITS, widthOf));
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    let width = 0;
    const pieces = (text.match(PIECES) ?? []).map((piece) => {
      const own = DIGITS.includes(piece) ? cell : widthOf(piece);
      width += own;
      return { text: piece, x: width - own / 2 };
    });
    const line = { width, pieces };
    if (known.size < MOST_REMEMBERED) known.set(text, line);
    return line;
  };
}

/** Its middle at `x`, on the base line `y`; font and colour are those of the brush, which centres. */
export function paintTabular(ctx: Brush, { width, pieces }: Line, x: number, y: number): void {
  for (const piece of pieces) ctx.fillText(piece.text, x - width / 2 + piece.x, y);
}
