/** Arrows: kinds differ by head, dash and width as well as by colour. Without heads where there are very many. */
import { along, type Ends } from '../place/ends.ts';
import { line, type Pen } from './pen.ts';
import { type Arrow, LOST_SHARE } from '../layout/shapes.ts';

const HEAD = { length: 6.5, half: 3 } as const;

/** `hair`: one device pixel, no head. */
export function paintArrow(pen: Pen, arrow: Arrow, ends: Ends, hair: boolean): void {
  const { colours } = pen.palette;
  const thin = 1 / pen.ratio;
  switch (arrow.kind) {
    case 'call':
    case 'copy':
      stroke(pen, ends, hair ? thin : 1.2, colours['arrow'], hair ? 'none' : 'filled');
      return;
    case 'reply':
      stroke(pen, ends, hair ? thin : 1.4, colours['green'], hair ? 'none' : 'filled');
      return;
    case 'answer':
      stroke(pen, ends, hair ? thin : 1, arrow.failed ? colours['crimson'] : colours['answer'], hair ? 'none' : 'open');
      return;
    case 'late':
      stroke(pen, ends, hair ? thin : 1.3, colours['amber'], hair ? 'none' : 'filled', [5, 3]);
      return;
    case 'dropped':
      stroke(pen, ends, 1.7, colours['crimson'], 'none');
      return;
    case 'lost': {
      const { x, y } = along(ends, LOST_SHARE);
      stroke(pen, { ...ends, x2: x, y2: y }, 1.7, colours['crimson'], 'none');
      return;
    }
  }
}

type Head = 'none' | 'filled' | 'open';

function stroke(
  pen: Pen,
  { x1, y1, x2, y2 }: Ends,
  width: number,
  colour: string,
  head: Head,
  dash: readonly number[] = [],
): void {
  const length = Math.hypot(x2 - x1, y2 - y1);
  if (length === 0) return;
  const [ux, uy] = [(x2 - x1) / length, (y2 - y1) / length];
  // The line stops inside the filled head, so that its tip stays sharp.
  const cut = head === 'filled' ? Math.min(HEAD.length - 1, length) : 0;
  line(pen, x1, y1, x2 - ux * cut, y2 - uy * cut, width, colour, dash);
  if (head === 'none' || length < HEAD.length) return;
  const { ctx } = pen;
  const baseX = x2 - ux * HEAD.length;
  const baseY = y2 - uy * HEAD.length;
  ctx.beginPath();
  ctx.moveTo(baseX - uy * HEAD.half, baseY + ux * HEAD.half);
  ctx.lineTo(x2, y2);
  ctx.lineTo(baseX + uy * HEAD.half, baseY - ux * HEAD.half);
  if (head === 'filled') {
    ctx.closePath();
    ctx.fillStyle = colour;
    ctx.fill();
  } else {
    ctx.strokeStyle = colour;
    ctx.lineWidth = width;
    ctx.stroke();
  }
}
