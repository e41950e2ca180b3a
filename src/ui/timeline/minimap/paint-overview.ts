/** Paints the run in small: a row a side, a tick for an event, a cross for a failure, a tint for silence. */
import type { Trace } from '../../../sim/model/trace.ts';
import type { Layout } from '../layout/index.ts';
import type { Palette } from '../draw/palette.ts';
import { hairlineH, line, type Pen } from '../draw/pen.ts';
import { type Scale, xOf } from '../place/scales.ts';
import { describeEvent } from '../words/index.ts';

export interface Overview {
  readonly trace: Trace;
  readonly layout: Layout;
  readonly scale: Scale;
  /** Of both rows together, in CSS pixels. */
  readonly height: number;
}

/** Crosses nearer than this would be one blot. */
const APART_PX = 7;
const CROSS_PX = 3;

export function paintOverview(
  canvas: HTMLCanvasElement,
  { trace, layout, scale, height }: Overview,
  palette: Palette,
  ratio: number,
): void {
  const ctx = canvas.getContext('2d');
  if (ctx === null) return;
  canvas.width = Math.round(scale.width * ratio);
  canvas.height = Math.round(height * ratio);
  canvas.style.width = `${scale.width}px`;
  canvas.style.height = `${height}px`;
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  const pen: Pen = { ctx, palette, ratio, hatches: { quiet: null, silence: null } };
  const { colours } = palette;
  ctx.fillStyle = colours['header'];
  ctx.fillRect(0, 0, scale.width, height);
  const row = height / 2;
  layout.sections.forEach(({ side, silences }, index) => {
    const y = index * row;
    for (const { fromMs } of silences) {
      const x = xOf(scale, fromMs);
      ctx.fillStyle = colours['crimson-bg'];
      ctx.fillRect(x, y, scale.width - x, row);
    }
    ticks(pen, layout, index, scale, y, row);
    let lastX = -Infinity;
    for (const event of trace.events) {
      if (event.side !== side || !mayFail(event.kind) || !describeEvent(trace, event).failed) continue;
      const x = xOf(scale, event.atMs);
      if (x - lastX < APART_PX) continue;
      lastX = x;
      cross(pen, x, y + row / 2);
    }
  });
  for (const y of [0, row, height - 1 / ratio]) hairlineH(pen, 0, y, scale.width, colours['line-2']);
}

function mayFail(kind: Trace['events'][number]['kind']): boolean {
  return kind === 'arrival' || kind === 'failure' || kind === 'lifecycle' || kind === 'service';
}

/** One tick a device pixel at most, stronger where there are more events. */
function ticks(pen: Pen, layout: Layout, index: number, scale: Scale, y: number, row: number): void {
  const section = layout.sections[index];
  if (section === undefined) return;
  const columns = new Uint16Array(Math.ceil(scale.width * pen.ratio) + 1);
  for (let lane = section.fromLane; lane < section.toLane; lane += 1) {
    for (const atMs of layout.laneEvents[lane]?.atMs ?? []) {
      const column = Math.round(xOf(scale, atMs) * pen.ratio);
      if (column >= 0 && column < columns.length) columns[column] = Math.min(60_000, (columns[column] ?? 0) + 1);
    }
  }
  const { ctx, palette } = pen;
  ctx.fillStyle = palette.colours['arrow'];
  columns.forEach((count, column) => {
    if (count === 0) return;
    ctx.globalAlpha = Math.min(1, 0.45 + 0.2 * Math.log2(count));
    ctx.fillRect(column / pen.ratio, y + row * 0.22, Math.max(1, 1 / pen.ratio), row * 0.56);
  });
  ctx.globalAlpha = 1;
}

function cross(pen: Pen, x: number, y: number): void {
  const { colours } = pen.palette;
  pen.ctx.fillStyle = colours['header'];
  pen.ctx.fillRect(x - CROSS_PX - 1.5, y - CROSS_PX - 1.5, CROSS_PX * 2 + 3, CROSS_PX * 2 + 3);
  line(pen, x - CROSS_PX, y - CROSS_PX, x + CROSS_PX, y + CROSS_PX, 1.8, colours['crimson']);
  line(pen, x + CROSS_PX, y - CROSS_PX, x - CROSS_PX, y + CROSS_PX, 1.8, colours['crimson']);
}
