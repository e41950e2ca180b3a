/**
 * Strokes and fills on a canvas that are sharp at any pixel ratio: edges lie on device pixels, hairlines are filled
 * rectangles of one device pixel. Hatches are patterns made once for a theme and ratio.
 */
import type { Brush } from './brush.ts';
import type { Palette } from './palette.ts';

export interface Pen {
  readonly ctx: Brush;
  readonly palette: Palette;
  /** Device pixels in a CSS pixel. */
  readonly ratio: number;
  readonly hatches: Hatches;
}

/** Patterns of a canvas, or names of those that a vector picture defines. */
export interface Hatches {
  readonly quiet: CanvasPattern | string | null;
  readonly silence: CanvasPattern | string | null;
}

/** The nearest device pixel, in CSS pixels. */
export function snap({ ratio }: Pen, value: number): number {
  return Math.round(value * ratio) / ratio;
}

/** A vertical line of one device pixel. */
export function hairlineV(pen: Pen, x: number, y: number, height: number, colour: string): void {
  pen.ctx.fillStyle = colour;
  pen.ctx.fillRect(snap(pen, x), y, 1 / pen.ratio, height);
}

export function hairlineH(pen: Pen, x: number, y: number, width: number, colour: string): void {
  pen.ctx.fillStyle = colour;
  pen.ctx.fillRect(x, snap(pen, y), width, 1 / pen.ratio);
}

export function line(
  pen: Pen,
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  width: number,
  colour: string,
  dash: readonly number[] = [],
): void {
  const { ctx } = pen;
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  if (dash.length > 0) ctx.setLineDash([...dash]);
  ctx.beginPath();
  ctx.moveTo(x1, y1);
  ctx.lineTo(x2, y2);
  ctx.stroke();
  if (dash.length > 0) ctx.setLineDash([]);
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const NARROW_PX = 6;

/** A rounded box with an edge inside it; the edge is one CSS pixel. */
export function roundBox(
  pen: Pen,
  box: Box,
  radius: number,
  fill: string | CanvasPattern | null,
  edge: string | null,
  dash: readonly number[] = [],
): void {
  const { ctx } = pen;
  const x = snap(pen, box.x);
  const y = snap(pen, box.y);
  const width = Math.max(1, snap(pen, box.x + box.width) - x);
  if (typeof fill === 'string') {
    ctx.fillStyle = fill;
    // So narrow that nobody sees its corners.
    if (width < NARROW_PX) ctx.fillRect(x, y, width, box.height);
    else {
      ctx.beginPath();
      ctx.roundRect(x, y, width, box.height, radius);
      ctx.fill();
    }
  } else if (fill !== null) {
    ctx.save();
    // A pattern starts at the box, so that it does not swim when the view moves.
    ctx.translate(x, y);
    ctx.fillStyle = fill;
    ctx.beginPath();
    ctx.roundRect(0, 0, width, box.height, radius);
    ctx.fill();
    ctx.restore();
  }
  if (edge === null) return;
  if (width < NARROW_PX && dash.length === 0) {
    ctx.fillStyle = edge;
    ctx.fillRect(x, y, 1, box.height);
    ctx.fillRect(x + width - 1, y, 1, box.height);
    ctx.fillRect(x, y, width, 1);
    ctx.fillRect(x, y + box.height - 1, width, 1);
    return;
  }
  ctx.strokeStyle = edge;
  ctx.lineWidth = 1;
  if (dash.length > 0) ctx.setLineDash([...dash]);
  ctx.beginPath();
  ctx.roundRect(x + 0.5, y + 0.5, Math.max(0.5, width - 1), box.height - 1, radius);
  ctx.stroke();
  if (dash.length > 0) ctx.setLineDash([]);
}

export function circle(
  { ctx }: Pen,
  x: number,
  y: number,
  radius: number,
  fill: string | null,
  edge: string | null,
  width = 1.2,
): void {
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, Math.PI * 2);
  if (fill !== null) {
    ctx.fillStyle = fill;
    ctx.fill();
  }
  if (edge === null) return;
  ctx.strokeStyle = edge;
  ctx.lineWidth = width;
  ctx.stroke();
}

/** Patterns of diagonal lines: rising for a wait, falling and dense for silence, so that they differ without colour. */
export function makeHatches({ colours }: Palette, ratio: number): Hatches {
  return {
    quiet: diagonal(ratio, 7, 1, colours['quiet-base'], colours['quiet-hatch'], true),
    silence: diagonal(ratio, 4, 1.1, colours['crimson-bg'], colours['crimson'], false),
  };
}

function diagonal(
  ratio: number,
  spacing: number,
  width: number,
  base: string,
  stroke: string,
  rising: boolean,
): CanvasPattern | null {
  const size = Math.round(spacing * ratio);
  const tile = document.createElement('canvas');
  tile.width = size;
  tile.height = size;
  const pen = tile.getContext('2d');
  if (pen === null) return null;
  pen.fillStyle = base;
  pen.fillRect(0, 0, size, size);
  pen.strokeStyle = stroke;
  pen.globalAlpha = rising ? 0.75 : 0.55;
  pen.lineWidth = width * ratio;
  for (const shift of [-size, 0, size]) {
    pen.beginPath();
    pen.moveTo(shift - 1, rising ? size + 1 : -1);
    pen.lineTo(shift + size + 1, rising ? -1 : size + 1);
    pen.stroke();
  }
  const pattern = pen.createPattern(tile, 'repeat');
  pattern?.setTransform(new DOMMatrix().scale(1 / ratio));
  return pattern;
}
