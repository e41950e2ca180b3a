/** Of a section that is taller than the place it has: the part that is drawn, and what of it lies there. */
import { type Band, type SectionGeometry, trackY } from './geometry.ts';
import { markY, type Scene } from './scene.ts';

/** Drawn beside what is in sight, since it is scrolled before anything can be drawn; and the steps in which that goes. */
const BESIDE_PX = 80;
const STEP_PX = 40;
/** Shapes reach over their lane by this: flags, rings, words. */
const REACH_PX = 24;

/** What to draw where that much is in sight; it changes rarely while it is scrolled. */
export function bandAround({ top, bottom }: Band, height: number): Band {
  return {
    top: Math.min(height, Math.max(0, Math.floor((top - BESIDE_PX) / STEP_PX) * STEP_PX)),
    bottom: Math.max(0, Math.min(height, Math.ceil((bottom + BESIDE_PX) / STEP_PX) * STEP_PX)),
  };
}

/** The same scene with what would be drawn in that band. How closely it is drawn stays that of the whole. */
export function within(scene: Scene, band: Band): Scene {
  const { geometry, sight } = scene;
  if (band.top <= 0 && band.bottom >= geometry.height) return scene;
  const [top, bottom] = [band.top - REACH_PX, band.bottom + REACH_PX];
  const lies = (y: number): boolean => y > top && y < bottom;
  return {
    ...scene,
    band,
    sight: {
      ...sight,
      bars: sight.bars.filter(({ lane, track }) => lies(trackY(geometry, lane, track))),
      arrows: sight.arrows.filter(({ fromLane, fromTrack, toLane, toTrack }) => {
        const [y1, y2] = [trackY(geometry, fromLane, fromTrack), trackY(geometry, toLane, toTrack)];
        return Math.min(y1, y2) < bottom && Math.max(y1, y2) > top;
      }),
      marks: sight.marks.filter((mark) => lies(markY(geometry, mark))),
    },
  };
}

/** Whether anything of that lane is drawn. */
export function isDrawn(geometry: SectionGeometry, band: Band | undefined, lane: number): boolean {
  const at = geometry.bands[lane - geometry.fromLane];
  return band === undefined || at === undefined || (at.y < band.bottom && at.y + at.height > band.top);
}
