/** Where an arrow begins and ends in pixels: at the edges of the shapes that it connects, not in their middles. */
import { barPx, type SectionGeometry, trackY } from './geometry.ts';
import { type Scale, xOf } from './scales.ts';
import type { Arrow, Lane } from '../layout/shapes.ts';

export interface Ends {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/** A copy runs beside the first, so far apart. */
const COPY_PX = 3;

/** How far a shape on a lane reaches up and down from its middle. */
function insetOf({ role }: Lane, track: number, bar: number): number {
  switch (role) {
    case 'phone':
      return 9;
    case 'messenger':
    case 'platform':
      return 3;
    case 'redis':
    case 'redis-replica':
    case 'firestore':
      return track < 0 ? 6 : bar / 2 + 1;
    default:
      return track < 0 ? 1 : bar / 2;
  }
}

/** Null for what has no length. */
export function endsOf(arrow: Arrow, lanes: readonly Lane[], geometry: SectionGeometry, scale: Scale): Ends | null {
  const [from, to] = [lanes[arrow.fromLane], lanes[arrow.toLane]];
  if (from === undefined || to === undefined || arrow.fromLane === arrow.toLane) return null;
  const y1 = trackY(geometry, arrow.fromLane, arrow.fromTrack);
  const y2 = trackY(geometry, arrow.toLane, arrow.toTrack);
  const down = y2 > y1 ? 1 : -1;
  const shift = arrow.kind === 'copy' ? COPY_PX : 0;
  // What ends in a ringed cross stops at the ring.
  const toInset = arrow.kind === 'dropped' ? 8 : insetOf(to, arrow.toTrack, barPx(geometry, arrow.toLane));
  return {
    x1: xOf(scale, arrow.fromMs) + shift,
    y1: y1 + down * insetOf(from, arrow.fromTrack, barPx(geometry, arrow.fromLane)),
    x2: xOf(scale, arrow.toMs) + shift,
    y2: y2 - down * toInset,
  };
}

/** A point of the arrow, by its share of the way. */
export function along({ x1, y1, x2, y2 }: Ends, share: number): { readonly x: number; readonly y: number } {
  return { x: x1 + (x2 - x1) * share, y: y1 + (y2 - y1) * share };
}
