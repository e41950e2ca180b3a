/** Lanes in pixels: where each lies in its section, and where its tracks are. All in CSS pixels from the top. */
import type { Section } from './layout.ts';
import type { Lane, NodeBand } from './shapes.ts';

/** Height of a bar. */
export const BAR = 16;
/** Distance of two tracks: in tall lanes, in low ones. */
const TRACK = { tall: 22, low: 19 } as const;
/** Air above the first and below the last of several tracks. */
const AIR = { tall: 14, low: 7 } as const;
export const TALLEST_LANE = 46;
export const LOWEST_LANE = 26;
/** Lower than this a lane has room for one line of words only. */
export const ONE_LINE_BELOW = 31;

export interface SectionGeometry {
  /** By position of the lane within the section. */
  readonly bands: readonly NodeBand[];
  readonly height: number;
  readonly fromLane: number;
}

export function geometryOf(lanes: readonly Lane[], section: Pick<Section, 'fromLane' | 'toLane'>, laneHeight: number): SectionGeometry {
  const bands: NodeBand[] = [];
  let y = 0;
  for (const { tracks } of lanes.slice(section.fromLane, section.toLane)) {
    const size = laneHeight < ONE_LINE_BELOW ? 'low' : 'tall';
    const height = Math.max(laneHeight, tracks * TRACK[size] + (tracks > 1 ? AIR[size] : 0));
    bands.push({ y, height, mid: y + Math.round(height / 2), tracks, trackPx: TRACK[size] });
    y += height;
  }
  return { bands, height: y, fromLane: section.fromLane };
}

/** The middle of a track of a lane; of the lane itself for track -1. */
export function trackY({ bands, fromLane }: SectionGeometry, lane: number, track: number): number {
  const band = bands[lane - fromLane];
  if (band === undefined) return 0;
  if (track < 0 || band.tracks === 1) return band.mid;
  return band.mid + Math.round((track - (band.tracks - 1) / 2) * band.trackPx);
}

/** The lane height with which all sections fit into the height at hand, if any does; else the lowest. */
export function fittingLaneHeight(lanes: readonly Lane[], sections: readonly Section[], heightPx: number): number {
  for (let height = TALLEST_LANE; height > LOWEST_LANE; height -= 1) {
    const total = sections.reduce((sum, section) => sum + geometryOf(lanes, section, height).height, 0);
    if (total <= heightPx) return height;
  }
  return LOWEST_LANE;
}
