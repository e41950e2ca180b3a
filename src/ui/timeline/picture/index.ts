/**
 * A picture of the timelines with everything that is needed to understand it alone: title, verdicts, legend, axis, lanes
 * and words. The shapes are painted by what paints the page; the brush decides whether they become pixels or SVG.
 */
import type { Side, Trace } from '../../../sim/model/trace.ts';
import { SvgBrush } from '../draw/svg-brush.ts';
import type { Palette } from '../draw/palette.ts';
import type { Hatches, Pen } from '../draw/pen.ts';
import { paintText } from '../draw/text.ts';
import type { Measure } from '../place/wishes.ts';
import { layoutWith } from '../layout/index.ts';
import type { Lost, TimeView } from '../layout/shapes.ts';
import { headHeight, paintHead } from './head.ts';
import type { PictureSetting, PictureWords } from './words.ts';
import { GUTTER, PADDING, paintRuler, paintSection, RULER_PX, sectionsOf, SECTION_HEAD_PX } from './sections.ts';
import { PARTINGS_PX, paintPartings } from './partings.ts';
import { paintVerdicts, verdictsHeight } from './verdicts.ts';

export type { PictureWords } from './words.ts';
export { paintText, cutTo, linesOf } from '../draw/text.ts';
export { makeHatches, type Pen } from '../draw/pen.ts';
export { measureWith } from '../draw/canvas.ts';
export { type Palette, readPalette } from '../draw/palette.ts';

export interface PictureOf {
  readonly trace: Trace;
  readonly view: TimeView;
  /** Messages that the verdicts call lost, by side. */
  readonly lost: Readonly<Record<Side, Lost>>;
  /** How many messages were answered too late, by side. */
  readonly late: PictureSetting['late'];
  readonly words: PictureWords;
  readonly measure: PictureSetting['measure'];
  readonly width: number;
  readonly low: PictureSetting['low'];
}

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Where the plots lie: between these edges a moment has its place. */
  readonly plot: { readonly x: number; readonly width: number; readonly y: number; readonly height: number };
  readonly paint: (pen: Pen) => void;
}

export function pictureOf({ trace, view, lost, late, words, measure, width, low }: PictureOf): Picture {
  const layout = layoutWith(trace, lost);
  const scale = { ...view, width: width - GUTTER - PADDING * 2 };
  const setting: PictureSetting = { layout, scale, late, words, measure, width, low };
  const sections = sectionsOf(setting);
  const headPx = headHeight(setting);
  const parted = sections.length > 1;
  const plotsPx = sections.reduce((sum, { geometry }) => sum + SECTION_HEAD_PX + geometry.height, 0);
  const top = PADDING + headPx;
  const bottom = top + RULER_PX + plotsPx + (parted ? PARTINGS_PX : 0);
  const height = bottom + verdictsHeight(setting) + PADDING;
  return {
    width,
    height,
    plot: { x: PADDING + GUTTER, width: scale.width, y: top, height: bottom - top },
    paint: (pen) => {
      const { ctx, palette } = pen;
      ctx.fillStyle = palette.colours['surface'];
      ctx.fillRect(0, 0, width, height);
      paintHead(pen, setting);
      let y = top;
      paintRuler(pen, setting, y);
      y += RULER_PX;
      for (const [index, section] of sections.entries()) {
        if (index > 0 && parted) {
          paintPartings(pen, setting, trace, y);
          y += PARTINGS_PX;
        }
        paintSection(pen, setting, section, y);
        y += SECTION_HEAD_PX + section.geometry.height;
      }
      paintVerdicts(pen, setting, y);
      paintText(pen, words.foot, width - PADDING, height - PADDING / 2, { px: 11, colour: 'text-3', align: 'right' });
    },
  };
}

/** The picture as SVG. */
export function svgOf(picture: Picture, palette: Palette, measure: Measure, title: string): string {
  const brush = new SvgBrush(measure);
  picture.paint({ ctx: brush, palette, ratio: 1, hatches: namedHatches(brush, palette) });
  return brush.document(picture.width, picture.height, title);
}

/** The two hatches of the page as patterns of the file. */
function namedHatches(brush: SvgBrush, { colours }: Palette): Hatches {
  const define = (
    id: string,
    size: number,
    width: number,
    base: string,
    stroke: string,
    rising: boolean,
    alpha: number,
  ): string => {
    const path = rising
      ? `M-1 ${size + 1}L${size + 1} -1M${-size - 1} ${size + 1}L1 -1M${size - 1} ${size + 1}L${size * 2 + 1} -1`
      : `M-1 -1L${size + 1} ${size + 1}M${-size - 1} -1L1 ${size + 1}M${size - 1} -1L${size * 2 + 1} ${size + 1}`;
    brush.define(
      `<pattern id="${id}" width="${size}" height="${size}" patternUnits="userSpaceOnUse"><rect width="${size}" height="${size}" fill="${base}"/><path d="${path}" stroke="${stroke}" stroke-width="${width}" stroke-opacity="${alpha}" fill="none"/></pattern>`,
    );
    return `url(#${id})`;
  };
  return {
    quiet: define('quiet', 7, 1, colours['quiet-base'], colours['quiet-hatch'], true, 0.75),
    silence: define('silence', 4, 1.1, colours['crimson-bg'], colours['crimson'], false, 0.55),
  };
}
