/** Lanes in pixels: where each lies in its section, and where its tracks are. All in CSS pixels from the top. */
import { type Arrangement, arranged, AS_THEY_ARE, laneKey } from '../lanes/arrangement.ts';
import type { Section } from '../layout/index.ts';
import type { Lane, NodeBand } from '../layout/shapes.ts';

/** Height of a bar. */
const BAR = 16;
/** In the tallest and the lowest lanes: distance of two tracks, and air above the first and below the last of several. */
const TALL = { track: 22, air: 14 } as const;
const LOW = { track: 19, air: 7 } as const;
export const TALLEST_LANE = 46;
export const LOWEST_LANE = 22;
/** Of a lane that somebody folded: its name still fits, and its marks are thin. */
export const FOLDED_LANE = 15;
const FOLDED_BAR = 6;
/** Lower than this a lane has room for one line of words only. */
export const ONE_LINE_BELOW = 33;

export interface SectionGeometry {
  /** By position of the lane within the section. */
  readonly bands: readonly NodeBand[];
  readonly height: number;
  readonly fromLane: number;
  /** The lanes from the top down. */
  readonly order: readonly number[];
}

/** A part of a section, in CSS pixels from its top. */
export interface Band {
  readonly top: number;
  readonly bottom: number;
}

export function geometryOf(
  lanes: readonly Lane[],
  { fromLane, toLane }: Pick<Section, 'fromLane' | 'toLane'>,
  laneHeight: number,
  arrangement: Arrangement = AS_THEY_ARE,
): SectionGeometry {
  const keys = lanes.slice(fromLane, toLane).map(laneKey);
  const order = arranged(keys, arrangement).map((key) => fromLane + keys.indexOf(key));
  const bands: NodeBand[] = [];
  const tall = Math.min(1, Math.max(0, (laneHeight - LOWEST_LANE) / (TALLEST_LANE - LOWEST_LANE)));
  const trackPx = LOW.track + (TALL.track - LOW.track) * tall;
  const airPx = LOW.air + (TALL.air - LOW.air) * tall;
  let bottom = 0;
  for (const lane of order) {
    const tracks = lanes[lane]?.tracks ?? 1;
    const folded = arrangement.folded.includes(keys[lane - fromLane] ?? '');
    const y = Math.round(bottom);
    bottom += folded ? FOLDED_LANE : Math.max(laneHeight, tracks > 1 ? tracks * trackPx + airPx : 0);
    const height = Math.round(bottom) - y;
    bands[lane - fromLane] = { y, height, mid: y + Math.round(height / 2), tracks, trackPx, folded };
  }
  return { bands, height: Math.round(bottom), fromLane, order };
}

/** The middle of a track of a lane; of the lane itself for track -1. */
export function trackY({ bands, fromLane }: SectionGeometry, lane: number, track: number): number {
  const band = bands[lane - fromLane];
  if (band === undefined) return 0;
  if (track < 0 || band.tracks === 1 || band.folded) return band.mid;
  return band.mid + Math.round((track - (band.tracks - 1) / 2) * band.trackPx);
}

export function isFolded({ bands, fromLane }: SectionGeometry, lane: number): boolean {
  return bands[lane - fromLane]?.folded ?? false;
}

/** How tall a bar is on that lane. */
export function barPx(geometry: SectionGeometry, lane: number): number {
  return isFolded(geometry, lane) ? FOLDED_BAR : BAR;
}

/** Lanes differ by a pixel then, and together they fill the height. */
const STEP_PX = 0.2;

/** The lane height with which all sections fit into the height at hand, if any does; else the lowest. */
export function fittingLaneHeight(
  lanes: readonly Lane[],
  sections: readonly Section[],
  heightPx: number,
  arrangement: Arrangement = AS_THEY_ARE,
): number {
  for (let height = TALLEST_LANE; height > LOWEST_LANE; height -= STEP_PX) {
    const total = sections.reduce((sum, section) => sum + geometryOf(lanes, section, height, arrangement).height, 0);
    if (total <= heightPx) return height;
  }
  return LOWEST_LANE;
}
