/**
 * Paints one section on its canvas: ground, grid, silence, then what happened, the failures last so that nothing hides
 * them. Only what is in sight is drawn, from the brush's origin. Selection and playhead are elements above the canvas.
 */
import { isDrawn } from '../place/band.ts';
import { endsOf } from '../place/ends.ts';
import { isWrong } from '../layout/index.ts';
import { barPx, FOLDED_LANE, isFolded, trackY } from '../place/geometry.ts';
import { barBox, paintBar, paintLateness } from './paint-bars.ts';
import { paintFrozen, paintOffsets, paintSpells } from './paint-spells.ts';
import { paintArrow } from './paint-arrows.ts';
import { beginClusters, paintCluster, paintMark, paintThin } from './paint-marks.ts';
import { hairlineH, hairlineV, type Pen, snap } from './pen.ts';
import { msPerPixel, ticksOf, xOf } from '../place/scales.ts';
import { markY, type Scene } from '../place/scene.ts';
import type { Mark } from '../layout/shapes.ts';
import { clustersOf } from '../place/sight.ts';
import { firstNotBefore } from '../layout/spans.ts';

export function paintScene(pen: Pen, scene: Scene): void {
  const { ctx } = pen;
  const { width } = scene.scale;
  const { height } = scene.geometry;
  ctx.fillStyle = pen.palette.colours['surface'];
  ctx.fillRect(0, 0, width, height);
  ground(pen, scene);
  if (scene.sight.detail === 'density') density(pen, scene);
  else traffic(pen, scene);
  bars(pen, scene);
  paintFrozen(pen, scene.section.spells, scene.geometry, scene.scale);
  failures(pen, scene);
  paintOffsets(pen, scene);
  marks(pen, scene);
}

/** How tall the hatch of an unanswered user is. */
const SILENCE_PX = 22;

function ground(pen: Pen, { section, geometry, scale }: Scene): void {
  const { ctx, palette } = pen;
  const { colours } = palette;
  const { width } = scale;
  const starts = section.silences.map(({ fromMs }) => fromMs);
  const silentX = starts.length === 0 ? width : Math.max(0, snap(pen, xOf(scale, Math.min(...starts))));
  if (silentX < width) {
    ctx.fillStyle = colours['crimson-row'];
    ctx.fillRect(silentX, 0, width - silentX, geometry.height);
  }
  for (const { atMs, label } of ticksOf(scale)) {
    if (label !== '') hairlineV(pen, xOf(scale, atMs), 0, geometry.height, colours['line']);
  }
  paintSpells(pen, section.spells, geometry, scale);
  const zeroX = xOf(scale, 0);
  for (const band of geometry.bands) {
    if (band.y > 0) hairlineH(pen, 0, band.y, width, colours['line']);
    const from = Math.max(0, zeroX);
    if (from < width) hairlineH(pen, from, band.mid, width - from, colours['lifeline']);
  }
  if (silentX < width) {
    if (silentX > 0) hairlineV(pen, silentX, 0, geometry.height, colours['crimson']);
    for (const { lane, fromMs } of section.silences) {
      const x = Math.max(-4, snap(pen, xOf(scale, fromMs)));
      const tall = isFolded(geometry, lane) ? FOLDED_LANE - 3 : SILENCE_PX;
      const y = trackY(geometry, lane, -1) - tall / 2;
      ctx.save();
      ctx.translate(x, y);
      ctx.fillStyle = pen.hatches.silence ?? colours['crimson-bg'];
      ctx.fillRect(0, 0, width - x, tall);
      ctx.restore();
      hairlineH(pen, x, y, width - x, colours['crimson']);
      hairlineH(pen, x, y + tall - 1, width - x, colours['crimson']);
      ctx.fillStyle = colours['crimson'];
      ctx.fillRect(x, y, 3, tall);
    }
  }
}

function traffic(pen: Pen, { layout, geometry, scale, sight }: Scene): void {
  const hair = sight.detail === 'hairlines';
  const ordered = [
    ...sight.arrows.filter(({ kind }) => kind === 'answer'),
    ...sight.arrows.filter((arrow) => arrow.kind !== 'answer' && !isWrong(arrow)),
  ];
  for (const arrow of ordered) {
    const ends = endsOf(arrow, layout.lanes, geometry, scale);
    if (ends !== null) paintArrow(pen, arrow, ends, hair);
  }
}

function bars(pen: Pen, { geometry, scale, sight }: Scene): void {
  const reach = 40;
  for (const bar of sight.bars) {
    // What reaches far out of sight is cut, since pixels have limits as well.
    const x1 = Math.max(-reach, xOf(scale, bar.fromMs));
    const x2 = Math.min(scale.width + reach, xOf(scale, bar.toMs));
    paintBar(pen, bar, barBox(x1, x2, trackY(geometry, bar.lane, bar.track), barPx(geometry, bar.lane)));
  }
}

function failures(pen: Pen, { layout, geometry, scale, sight }: Scene): void {
  for (const arrow of sight.arrows) {
    if (!isWrong(arrow)) continue;
    const ends = endsOf(arrow, layout.lanes, geometry, scale);
    if (ends !== null) paintArrow(pen, arrow, ends, false);
  }
}

const ORDER: readonly Mark['kind'][] = [
  'tick',
  'dot',
  'joined',
  'fault',
  'late',
  'twice',
  'overtaken',
  'dead-letter',
  'cross',
];

function marks(pen: Pen, { geometry, scale, sight }: Scene): void {
  for (const kind of ORDER) {
    for (const mark of sight.marks) {
      if (mark.kind !== kind) continue;
      const x = xOf(scale, mark.atMs);
      const y = markY(geometry, mark);
      if (mark.towards === undefined && isFolded(geometry, mark.lane)) paintThin(pen, mark, x, y);
      else if (kind === 'late' && mark.dueMs !== undefined) paintLateness(pen, xOf(scale, mark.dueMs), x, y);
      else paintMark(pen, mark, x, y);
    }
  }
  beginClusters(pen);
  for (const cluster of clustersOf(sight.marks, scale)) {
    const y = trackY(geometry, cluster.lane, -1);
    if (isFolded(geometry, cluster.lane)) {
      for (const mark of cluster.marks) paintThin(pen, mark, xOf(scale, mark.atMs), y);
    } else paintCluster(pen, cluster, y);
  }
}

const COLUMN_PX = 2;
const DENSE_HALF_PX = 6;

/** Where there are too many events to tell apart: columns, darker where there are more of them. */
function density(pen: Pen, { layout, section, geometry, scale, band }: Scene): void {
  const { ctx, palette } = pen;
  ctx.fillStyle = palette.colours['arrow'];
  const columnMs = msPerPixel(scale) * COLUMN_PX;
  for (let lane = section.fromLane; lane < section.toLane; lane += 1) {
    const times = layout.laneEvents[lane]?.atMs;
    if (times === undefined || !isDrawn(geometry, band, lane)) continue;
    const half = isFolded(geometry, lane) ? DENSE_HALF_PX / 2 : DENSE_HALF_PX;
    const y = trackY(geometry, lane, -1) - half;
    let from = firstNotBefore(times, scale.fromMs);
    for (let x = 0; x < scale.width; x += COLUMN_PX) {
      const to = countUntil(times, from, scale.fromMs + (x / COLUMN_PX + 1) * columnMs);
      if (to > from) {
        ctx.globalAlpha = Math.min(0.9, 0.25 + 0.15 * Math.log2(to - from + 1));
        ctx.fillRect(x, y, COLUMN_PX, half * 2);
      }
      from = to;
    }
  }
  ctx.globalAlpha = 1;
}

/** Walks on where few events lie in a column, and searches where many do. */
function countUntil(times: Float64Array, from: number, untilMs: number): number {
  let at = from;
  while (at < times.length && (times[at] ?? Infinity) < untilMs && at - from < 32) at += 1;
  if (at - from < 32) return at;
  return firstNotBefore(times, untilMs);
}
