/** The row of faults as it is painted while a hand moves the view: flags, what lasts, and when it took effect. */
import { line, type Pen, roundBox, snap } from './pen.ts';
import { wordsFont } from './paint-words.ts';

/** The row in pixels: what its elements are made of as well. */
export interface FlagsSight {
  readonly strikes: readonly number[];
  readonly lasting: readonly {
    readonly id: string;
    readonly from: number;
    readonly to: number;
    /** Until it strikes, where nothing else ends it. */
    readonly waits: boolean;
  }[];
  readonly flags: readonly {
    readonly x: number;
    readonly word: string;
    readonly width: number;
    readonly side: 'left' | 'right' | null;
    readonly struck: boolean;
  }[];
  /** Where what lasts can be taken hold of by its end. */
  readonly ends: readonly number[];
}

/** As the style sheet has them. */
const LASTING = { top: 21, height: 4, alpha: 0.32 } as const;
const WORD = { top: 1, height: 16, baseLine: 13, right: 11, left: -2, padding: 3, alpha: 0.85 } as const;
const FLAG_TOP = 4;

export function paintFlags(pen: Pen, { strikes, lasting, flags, ends }: FlagsSight): void {
  const { ctx, palette } = pen;
  const { blue } = palette.colours;
  ctx.fillStyle = blue;
  for (const x of strikes) ctx.fillRect(snap(pen, x - 1), 19, 2, 6);
  for (const { from, to, waits } of lasting) {
    if (waits) line(pen, from, 24.25, to, 24.25, 1.5, blue, [1.5, 1.5]);
    else {
      ctx.fillStyle = blue;
      ctx.globalAlpha = LASTING.alpha;
      ctx.fillRect(snap(pen, from), LASTING.top, snap(pen, to) - snap(pen, from), LASTING.height);
      ctx.globalAlpha = 1;
    }
  }
  ctx.font = wordsFont(palette, true);
  ctx.textBaseline = 'alphabetic';
  for (const flag of flags) {
    paintFlag(pen, snap(pen, flag.x - 2), flag.struck);
    paintWord(pen, flag);
  }
  for (const x of ends) roundBox(pen, { x: x - 2, y: 14, width: 3, height: 10 }, 1.5, blue, null);
}

/** Armed, with nothing to strike so far, it is hollow. */
function paintFlag({ ctx, palette }: Pen, left: number, struck: boolean): void {
  const { blue, surface } = palette.colours;
  ctx.strokeStyle = blue;
  ctx.lineWidth = 1.6;
  ctx.beginPath();
  ctx.moveTo(left + 1.5, FLAG_TOP + 15);
  ctx.lineTo(left + 1.5, FLAG_TOP + 1);
  ctx.stroke();
  ctx.beginPath();
  ctx.moveTo(left + 1.5, FLAG_TOP + 1.5);
  ctx.lineTo(left + 10, FLAG_TOP + 4.7);
  ctx.lineTo(left + 1.5, FLAG_TOP + 8);
  ctx.closePath();
  ctx.fillStyle = struck ? blue : surface;
  ctx.fill();
  if (struck) return;
  ctx.lineWidth = 1;
  ctx.setLineDash([2, 1.5]);
  ctx.stroke();
  ctx.setLineDash([]);
}

function paintWord(pen: Pen, { x, word, width, side }: FlagsSight['flags'][number]): void {
  if (side === null) return;
  const { ctx, palette } = pen;
  const whole = width + 2 * WORD.padding;
  const left = side === 'right' ? x + WORD.right : x + WORD.left - whole;
  ctx.globalAlpha = WORD.alpha;
  roundBox(pen, { x: left, y: WORD.top, width: whole, height: WORD.height }, 3, palette.colours['surface'], null);
  ctx.globalAlpha = 1;
  ctx.fillStyle = palette.colours['blue'];
  ctx.textAlign = side === 'right' ? 'left' : 'right';
  ctx.fillText(word, side === 'right' ? left + WORD.padding : left + whole - WORD.padding, WORD.baseLine);
}
