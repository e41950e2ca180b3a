/**
 * The two badges on the axis: the selected event's moment and the playhead's. Each stays whole at the edges, and they
 * do not cover each other: the selection's makes way, and at one moment the playhead's stands for both.
 */
import { clockTime } from '../../format.ts';
import { type Scale, xOf } from './scales.ts';

export interface AxisBadge {
  readonly kind: 'selected' | 'playhead';
  readonly ms: number;
  /** The middle, in pixels from the axis' left edge. */
  readonly x: number;
  readonly half: number;
}

const LEAST_HALF = 27;
/** Width of a figure of the badge's type, and of its padding. */
const FIGURE_PX = 6.7;
const PADDING_PX = 16;
const APART_PX = 4;

export function inSight({ fromMs, toMs }: Scale, ms: number): boolean {
  return ms >= fromMs && ms <= toMs;
}

export function badgesOf(scale: Scale, playheadMs: number, selectedMs: number | null): readonly AxisBadge[] {
  const playhead = inSight(scale, playheadMs) ? badge(scale, 'playhead', playheadMs) : undefined;
  const same = selectedMs !== null && clockTime(selectedMs) === clockTime(playheadMs);
  const selected =
    selectedMs === null || (same && playhead !== undefined) || !inSight(scale, selectedMs)
      ? undefined
      : badge(scale, 'selected', selectedMs);
  const moved = selected === undefined || playhead === undefined ? selected : besides(selected, playhead, scale.width);
  return [moved, playhead].flatMap((each) => each ?? []);
}

function badge(scale: Scale, kind: AxisBadge['kind'], ms: number): AxisBadge {
  const half = Math.max(LEAST_HALF, (clockTime(ms).length * FIGURE_PX + PADDING_PX) / 2);
  return { kind, ms, half, x: Math.min(Math.max(xOf(scale, ms), half), Math.max(half, scale.width - half)) };
}

/** On the side of the other on which its moment lies, unless the edge is there. */
function besides(badgeToMove: AxisBadge, other: AxisBadge, width: number): AxisBadge {
  const apart = badgeToMove.half + other.half + APART_PX;
  if (Math.abs(badgeToMove.x - other.x) >= apart) return badgeToMove;
  const [left, right] = [other.x - apart, other.x + apart];
  const goesLeft = badgeToMove.ms <= other.ms ? left >= badgeToMove.half : right > width - badgeToMove.half;
  return { ...badgeToMove, x: goesLeft ? left : right };
}
