/** Marks: a disc for a message, a square for a reply, a ringed cross for what was dropped; shapes first, then colour. */
import type { Palette } from './palette.ts';
import { toneColour } from './palette.ts';
import { circle, line, type Pen, snap } from './pen.ts';
import type { Mark } from '../layout/shapes.ts';
import { type Cluster, clusterHalf, clusterText, clusterX } from '../place/sight.ts';

export function paintMark(pen: Pen, mark: Mark, x: number, y: number): void {
  const { palette, ctx } = pen;
  const { colours } = palette;
  const colour = toneColour(palette, mark.tone);
  switch (mark.kind) {
    case 'dot':
      circle(pen, x, y, 2.8, colours['arrow'], null);
      return;
    case 'tick':
      ctx.fillStyle = colour;
      ctx.fillRect(snap(pen, x) - 1, y - 6, 2, 12);
      return;
    case 'cross':
      ringedCross(pen, x, y);
      return;
    case 'joined':
      circle(pen, x, y, 4.5, colours['surface'], colours['answer'], 1.2);
      line(pen, x - 2, y - 2, x + 2, y + 2, 1.2, colours['answer']);
      line(pen, x + 2, y - 2, x - 2, y + 2, 1.2, colours['answer']);
      return;
    case 'twice':
      circle(pen, x, y - 8, 6.5, colours['surface'], colours['arrow'], 1.4);
      circle(pen, x, y - 8, 3.5, null, colours['arrow'], 1.4);
      return;
    case 'overtaken':
      diamond(pen, x, y, colours['arrow']);
      return;
    case 'dead-letter':
      deadLetter(pen, x, y, palette);
      return;
    case 'fault':
      flag(pen, x, y, colours['blue']);
      return;
    case 'message':
    case 'reply':
    case 'late':
      return;
  }
}

/** On a folded lane every mark is a tick of its colour, a failure a taller one. */
export function paintThin(pen: Pen, { tone }: Mark, x: number, y: number): void {
  const half = tone === 'failure' ? 6 : 4;
  pen.ctx.fillStyle = toneColour(pen.palette, tone);
  pen.ctx.fillRect(snap(pen, x) - 1, y - half, 2, half * 2);
}

function ringedCross(pen: Pen, x: number, y: number): void {
  const { colours } = pen.palette;
  circle(pen, x, y, 7.5, colours['crimson-bg'], colours['crimson'], 1.4);
  line(pen, x - 3, y - 3, x + 3, y + 3, 1.8, colours['crimson']);
  line(pen, x + 3, y - 3, x - 3, y + 3, 1.8, colours['crimson']);
}

function diamond(pen: Pen, x: number, y: number, colour: string): void {
  const { ctx, palette } = pen;
  ctx.beginPath();
  ctx.moveTo(x, y - 14);
  ctx.lineTo(x + 6, y - 8);
  ctx.lineTo(x, y - 2);
  ctx.lineTo(x - 6, y - 8);
  ctx.closePath();
  ctx.fillStyle = palette.colours['surface'];
  ctx.fill();
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1.4;
  ctx.stroke();
}

/** An envelope, crossed out. */
function deadLetter(pen: Pen, x: number, y: number, { colours }: Palette): void {
  const { ctx } = pen;
  ctx.fillStyle = colours['crimson-bg'];
  ctx.fillRect(x - 8, y - 6, 16, 12);
  ctx.strokeStyle = colours['crimson'];
  ctx.lineWidth = 1.4;
  ctx.strokeRect(x - 8, y - 6, 16, 12);
  line(pen, x - 8, y - 6, x, y + 1, 1.4, colours['crimson']);
  line(pen, x + 8, y - 6, x, y + 1, 1.4, colours['crimson']);
}

/** A fault took effect on this node: a small flag above the lane's line. */
function flag(pen: Pen, x: number, y: number, colour: string): void {
  const { ctx } = pen;
  ctx.fillStyle = colour;
  ctx.fillRect(snap(pen, x), y - 18, 1.5, 10);
  ctx.beginPath();
  ctx.moveTo(x + 1, y - 18);
  ctx.lineTo(x + 8, y - 15.5);
  ctx.lineTo(x + 1, y - 13);
  ctx.closePath();
  ctx.fill();
}

/** To be said once before discs are painted: to set a font costs as much as to draw with it. */
export function beginClusters({ ctx, palette }: Pen): void {
  ctx.font = `650 11px ${palette.sans}`;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
}

/** Discs and squares with what stands in them. */
export function paintCluster(pen: Pen, cluster: Cluster, y: number): void {
  const { ctx, palette } = pen;
  const { colours } = palette;
  const x = snap(pen, clusterX(cluster));
  const half = clusterHalf(cluster);
  const message = cluster.kind === 'message';
  // A rim of the surface keeps it apart from lines that run behind it.
  ctx.fillStyle = colours['surface'];
  ctx.beginPath();
  ctx.roundRect(x - half - 1.5, y - 9.5, half * 2 + 3, 19, message ? 9.5 : 4);
  ctx.fill();
  ctx.fillStyle = message ? colours['blue'] : colours['green'];
  ctx.beginPath();
  ctx.roundRect(x - half, y - 8, half * 2, 16, message ? 8 : 3);
  ctx.fill();
  ctx.fillStyle = colours['on-blue'];
  ctx.fillText(clusterText(cluster), x, y + 0.5);
}
