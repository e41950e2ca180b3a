/** What is under the pointer: the small before the large, the nearest first. Pixels from the section's top left. */
import { along, endsOf } from './ends.ts';
import { barPx, trackY } from './geometry.ts';
import { xOf } from './scales.ts';
import { markY, type Scene } from './scene.ts';
import { LOST_SHARE } from '../layout/shapes.ts';
import { clusterHalf, clustersOf, clusterX } from './sight.ts';

/** So near to an arrow is on it. */
const NEAR_ARROW_PX = 5;
const NEAR_MARK_PX = 9;
/** A narrow bar is hit within so much around it. */
const SLACK_PX = 3;

/** The event of the shape at that place, or null. */
export function eventAt(scene: Scene, x: number, y: number): number | null {
  return (
    markAt(scene, x, y) ?? barAt(scene, x, y) ?? arrowAt(scene, x, y) ?? silenceAt(scene, x, y) ?? spellAt(scene, x, y)
  );
}

function markAt({ geometry, scale, sight }: Scene, x: number, y: number): number | null {
  for (const cluster of clustersOf(sight.marks, scale)) {
    const half = clusterHalf(cluster) + 2;
    const near = Math.abs(clusterX(cluster) - x) <= half && Math.abs(trackY(geometry, cluster.lane, -1) - y) <= 11;
    const [first] = cluster.marks;
    if (near && first !== undefined) return first.eventId;
  }
  let best: number | null = null;
  let least = NEAR_MARK_PX;
  for (const mark of sight.marks) {
    if (mark.kind === 'message' || mark.kind === 'reply') continue;
    const distance = Math.hypot(xOf(scale, mark.atMs) - x, (markY(geometry, mark) - y) * 0.8);
    // Small marks give way to a bar that they lie on.
    const reach = mark.kind === 'tick' || mark.kind === 'dot' ? 6 : NEAR_MARK_PX;
    if (distance > reach || distance >= least) continue;
    least = distance;
    best = mark.eventId;
  }
  return best;
}

function barAt({ geometry, scale, sight }: Scene, x: number, y: number): number | null {
  let best: number | null = null;
  let narrowest = Infinity;
  for (const bar of sight.bars) {
    const [x1, x2] = [xOf(scale, bar.fromMs), xOf(scale, bar.toMs)];
    const width = x2 - x1;
    if (x < x1 - SLACK_PX || x > x2 + SLACK_PX || width >= narrowest) continue;
    if (Math.abs(trackY(geometry, bar.lane, bar.track) - y) > barPx(geometry, bar.lane) / 2 + 1) continue;
    narrowest = width;
    best = bar.eventId;
  }
  return best;
}

function arrowAt({ layout, geometry, scale, sight }: Scene, x: number, y: number): number | null {
  let best: number | null = null;
  let least = NEAR_ARROW_PX;
  for (const arrow of sight.arrows) {
    const ends = endsOf(arrow, layout.lanes, geometry, scale);
    if (ends === null) continue;
    const end = arrow.kind === 'lost' ? along(ends, LOST_SHARE) : { x: ends.x2, y: ends.y2 };
    const distance = toLine(x, y, ends.x1, ends.y1, end.x, end.y);
    if (distance >= least) continue;
    least = distance;
    best = arrow.eventId;
  }
  return best;
}

function silenceAt({ section, geometry, scale }: Scene, x: number, y: number): number | null {
  for (const { lane, fromMs, eventId } of section.silences) {
    if (x >= xOf(scale, fromMs) && Math.abs(trackY(geometry, lane, -1) - y) <= 11) return eventId;
  }
  return null;
}

function spellAt({ section, geometry, scale }: Scene, x: number, y: number): number | null {
  const hit = section.spells.find(({ lane, fromMs, toMs, eventId }) => {
    const band = geometry.bands[lane - geometry.fromLane];
    if (band === undefined || eventId === -1) return false;
    return x >= xOf(scale, fromMs) && x <= xOf(scale, toMs) && y >= band.y && y < band.y + band.height;
  });
  return hit?.eventId ?? null;
}

function toLine(x: number, y: number, x1: number, y1: number, x2: number, y2: number): number {
  const length = (x2 - x1) ** 2 + (y2 - y1) ** 2;
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length));
  return Math.hypot(x - (x1 + (x2 - x1) * share), y - (y1 + (y2 - y1) * share));
}
