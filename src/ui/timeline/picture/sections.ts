/** The axis, and each side below it: its figures, its lanes by name, and what happened on them. */
import { paintWords } from '../draw/paint-words.ts';
import { paintText } from '../draw/text.ts';
import { paintScene } from '../draw/paint.ts';
import { hairlineH, hairlineV, type Pen } from '../draw/pen.ts';
import type { Section } from '../layout/index.ts';
import { short } from '../layout/sheet.ts';
import { fittingLaneHeight, geometryOf, type SectionGeometry, TALLEST_LANE } from '../place/geometry.ts';
import { labelsOf } from '../place/labels.ts';
import { ticksOf, xOf } from '../place/scales.ts';
import type { Scene } from '../place/scene.ts';
import { sightOf } from '../place/sight.ts';
import { describeSide } from '../sides.ts';
import { texts } from '../texts.ts';
import { cutTo } from '../draw/text.ts';
import { measured, type PictureSetting } from './words.ts';

export const PADDING = 28;
export const GUTTER = 124;
export const RULER_PX = 26;
export const SECTION_HEAD_PX = 30;
/** Lanes of a picture that is kept low share so much. */
const LOW_LANES_PX = 420;
const LABEL_HALF = 22;
/** A lane that is lower has room for one line of words. */
const TWO_LINES_FROM_PX = 33;

export interface DrawnSection {
  readonly section: Section;
  readonly geometry: SectionGeometry;
}

export function sectionsOf({ layout, low }: PictureSetting): readonly DrawnSection[] {
  const { sections, lanes } = layout;
  const lane = low ? fittingLaneHeight(lanes, sections, LOW_LANES_PX) : TALLEST_LANE - 6;
  return sections.map((section) => ({ section, geometry: geometryOf(lanes, section, lane) }));
}

export function paintRuler(pen: Pen, { scale, width }: PictureSetting, y: number): void {
  const { colours } = pen.palette;
  hairlineH(pen, PADDING, y, width - PADDING * 2, colours['line-2']);
  paintText(pen, texts.virtualTimeShort, PADDING + 8, y + RULER_PX / 2, { px: 11, colour: 'text-3' });
  for (const { atMs, label } of ticksOf(scale)) {
    const x = xOf(scale, atMs);
    const major = label !== '';
    hairlineV(pen, PADDING + GUTTER + x, y + RULER_PX - (major ? 7 : 4), major ? 7 : 4, colours['line-2']);
    if (!major || x < LABEL_HALF || x > scale.width - LABEL_HALF) continue;
    paintText(pen, label, PADDING + GUTTER + x, y + RULER_PX / 2 - 3, { px: 11, colour: 'text-2', align: 'center' });
  }
}

export function paintSection(pen: Pen, setting: PictureSetting, { section, geometry }: DrawnSection, y: number): void {
  const { ctx } = pen;
  const { layout, scale, measure } = setting;
  figures(pen, setting, section, y);
  const top = y + SECTION_HEAD_PX;
  names(pen, setting, section, geometry, top);
  const scene: Scene = { layout, section, geometry, scale, sight: sightOf(section, scale) };
  ctx.save();
  ctx.translate(PADDING + GUTTER, top);
  ctx.beginPath();
  ctx.rect(0, 0, scale.width, geometry.height);
  ctx.clip();
  paintScene(pen, scene);
  unused(pen, setting, section, geometry);
  paintWords(pen, labelsOf(scene, measure), measure);
  ctx.restore();
  hairlineH(pen, PADDING, top + geometry.height, setting.width - PADDING * 2, pen.palette.colours['line-2']);
}

function figures(pen: Pen, { late, measure, width, low }: PictureSetting, { side, summary }: Section, y: number): void {
  const { ctx, palette } = pen;
  ctx.fillStyle = palette.colours['header'];
  ctx.fillRect(PADDING, y, width - PADDING * 2, SECTION_HEAD_PX);
  hairlineH(pen, PADDING, y, width - PADDING * 2, palette.colours['line-2']);
  const middle = y + SECTION_HEAD_PX / 2;
  paintText(pen, describeSide(side), PADDING + 8, middle, { px: 13, weight: 600, colour: 'text-1' });
  if (low) return;
  const { answered, messages, events, modelCalls } = summary;
  const lateHere = late[side];
  const state = answered < messages ? 'crimson' : lateHere > 0 ? 'amber' : 'green';
  const told = `${texts.answered(answered, messages)}${lateHere > 0 ? `, ${texts.late(lateHere)}` : ''}`;
  const x = PADDING + GUTTER;
  paintText(pen, told, x, middle, { px: 12, weight: 600, colour: state });
  paintText(pen, texts.counts(events, modelCalls), x + measured(measure, 12, true)(told) + 12, middle, {
    px: 12,
    colour: 'text-2',
  });
}

function names(
  pen: Pen,
  { layout, measure, width }: PictureSetting,
  { fromLane }: Section,
  geometry: SectionGeometry,
  top: number,
): void {
  const { colours } = pen.palette;
  const room = GUTTER - 16;
  for (const [index, { y, height, mid }] of geometry.bands.entries()) {
    const lane = layout.lanes[fromLane + index];
    if (lane === undefined) continue;
    if (y > 0) hairlineH(pen, PADDING, top + y, width - PADDING * 2, colours['line']);
    const off =
      lane.clockOffsetMs === 0
        ? null
        : texts.clock(`${lane.clockOffsetMs < 0 ? '−' : '+'}${short(Math.abs(lane.clockOffsetMs))}`);
    const sub = off ?? lane.sub;
    const two = height >= TWO_LINES_FROM_PX && sub !== '';
    const name = cutTo(lane.name, room, measured(measure, 12, true));
    paintText(pen, name, PADDING + 8, top + mid - (two ? 7 : 0), { px: 12, weight: 600, colour: 'text-1' });
    if (two)
      paintText(pen, cutTo(sub, room, measured(measure, 11)), PADDING + 8, top + mid + 8, {
        px: 11,
        colour: off === null ? 'text-3' : 'amber',
      });
  }
  hairlineV(pen, PADDING + GUTTER, top, geometry.height, colours['line-2']);
}

/** Lanes on which nothing ever happens say so. */
function unused(
  pen: Pen,
  { layout, measure }: PictureSetting,
  { fromLane }: Section,
  { bands }: SectionGeometry,
): void {
  for (const [index, { mid }] of bands.entries()) {
    const lane = layout.lanes[fromLane + index];
    const used = (layout.laneEvents[fromLane + index]?.ids.length ?? 0) > 0;
    if (lane === undefined || used || lane.empty === '') continue;
    pen.ctx.fillStyle = pen.palette.colours['surface'];
    pen.ctx.fillRect(8, mid - 8, measured(measure, 12)(lane.empty) + 8, 16);
    paintText(pen, lane.empty, 12, mid, { px: 12, colour: 'text-3' });
  }
}
