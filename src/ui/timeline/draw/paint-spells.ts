/** What a fault does to a lane for a while: a ground of its own while it lasts, and how far off a clock is. */
import type { Spell } from '../layout/shapes.ts';
import { barPx, isFolded, type SectionGeometry, trackY } from '../place/geometry.ts';
import { type Scale, xOf } from '../place/scales.ts';
import type { Scene } from '../place/scene.ts';
import { hairlineV, line, type Pen, snap } from './pen.ts';

const GROUND_ALPHA = 0.13;
const RAIL_PX = 3;

/** The fault's blue behind the lane, and a rail along its foot. */
export function paintSpells(
  pen: Pen,
  spells: readonly Spell[],
  { bands, fromLane }: SectionGeometry,
  scale: Scale,
): void {
  const { ctx, palette } = pen;
  const blue = palette.colours['blue'];
  for (const { lane, fromMs, toMs } of spells) {
    const band = bands[lane - fromLane];
    const x1 = Math.max(0, snap(pen, xOf(scale, fromMs)));
    const x2 = Math.min(scale.width, snap(pen, xOf(scale, toMs)));
    if (band === undefined || x2 < 0 || x1 > scale.width) continue;
    const width = Math.max(2, x2 - x1);
    ctx.fillStyle = blue;
    ctx.globalAlpha = GROUND_ALPHA;
    ctx.fillRect(x1, band.y + 1, width, band.height - 1);
    ctx.globalAlpha = 0.7;
    ctx.fillRect(x1, band.y + band.height - RAIL_PX, width, RAIL_PX);
    ctx.globalAlpha = 1;
  }
}

/** Over whatever was at work: it stands still, and so do these strokes. */
export function paintFrozen(
  pen: Pen,
  spells: readonly Spell[],
  { bands, fromLane }: SectionGeometry,
  scale: Scale,
): void {
  const blue = pen.palette.colours['blue'];
  for (const { lane, fromMs, toMs, kind } of spells) {
    const band = bands[lane - fromLane];
    if (kind !== 'frozen' || band === undefined || band.folded) continue;
    const x1 = Math.max(0, xOf(scale, fromMs));
    const x2 = Math.min(scale.width, xOf(scale, toMs));
    pen.ctx.globalAlpha = 0.5;
    for (let x = x1 + FROZEN_APART_PX / 2, count = 0; x < x2 && count < MOST_STROKES; x += FROZEN_APART_PX, count += 1)
      hairlineV(pen, x, band.y + 3, band.height - RAIL_PX - 4, blue);
    pen.ctx.globalAlpha = 1;
  }
}

const FROZEN_APART_PX = 6;
/** A bound, whatever the width. */
const MOST_STROKES = 1_000;

const MOST_OFFSETS = 80;
const LEAST_OFFSET_PX = 4;

/** From where something happens to where the node's own clock says that it does: dashed, to a tick. */
export function paintOffsets(pen: Pen, { layout, geometry, scale, sight }: Scene): void {
  const amber = pen.palette.colours['amber'];
  let drawn = 0;
  for (const { lane, track, fromMs } of sight.bars) {
    const offsetMs = layout.lanes[lane]?.clockOffsetMs ?? 0;
    if (offsetMs === 0 || isFolded(geometry, lane)) continue;
    const [x, own] = [xOf(scale, fromMs), xOf(scale, fromMs + offsetMs)];
    if (Math.abs(own - x) < LEAST_OFFSET_PX) continue;
    drawn += 1;
    if (drawn > MOST_OFFSETS) return;
    const y = trackY(geometry, lane, track) + barPx(geometry, lane) / 2 - 1;
    line(pen, Math.max(-8, x), y, Math.max(-8, Math.min(scale.width + 8, own)), y, 1.3, amber, [3, 2.5]);
    pen.ctx.fillStyle = amber;
    pen.ctx.fillRect(snap(pen, own) - 1, y - 8, 2, 10);
  }
}
