/** What of a section shows an event, to be outlined: its shapes, or the place on its lane where it has none. */
import type { Arrow } from '../layout/shapes.ts';
import { type Ends, endsOf } from './ends.ts';
import { barPx, trackY } from './geometry.ts';
import { xOf } from './scales.ts';
import { markY, type Scene } from './scene.ts';

export interface Outlines {
  readonly lines: readonly { readonly key: string; readonly kind: Arrow['kind']; readonly ends: Ends }[];
  readonly boxes: readonly {
    readonly key: string;
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  }[];
  readonly rings: readonly { readonly key: string; readonly x: number; readonly y: number; readonly radius: number }[];
}

const RIM_PX = 1.5;
const LEAST_PX = 3;
/** Of the place of an event without a shape, round a small mark, and round any other. */
const RADIUS = { place: 7, small: 8, other: 11 } as const;

export function outlinesOf(scene: Scene, eventId: number): Outlines {
  const { layout, geometry, scale, sight } = scene;
  const own = (shape: { readonly eventId: number }): boolean => shape.eventId === eventId;
  const bars = sight.bars.filter(own);
  const arrows = sight.arrows.filter(own);
  const marks = sight.marks.filter(own);
  if (bars.length + arrows.length + marks.length === 0) return { lines: [], boxes: [], rings: placeOf(scene, eventId) };
  return {
    lines: arrows.flatMap((arrow) => {
      const ends = endsOf(arrow, layout.lanes, geometry, scale);
      const { kind, fromLane, toLane } = arrow;
      return ends === null ? [] : [{ key: `${kind} ${fromLane} ${toLane}`, kind, ends }];
    }),
    boxes: bars.map((bar) => {
      const x = xOf(scale, bar.fromMs);
      const tall = barPx(geometry, bar.lane);
      const y = trackY(geometry, bar.lane, bar.track) - tall / 2;
      const width = Math.max(LEAST_PX, xOf(scale, bar.toMs) - x);
      return { key: bar.kind, x: x - RIM_PX, y: y - RIM_PX, width: width + 2 * RIM_PX, height: tall + 2 * RIM_PX };
    }),
    rings: marks.map((mark) => ({
      key: mark.kind,
      x: xOf(scale, mark.atMs),
      y: markY(geometry, mark),
      radius: mark.kind === 'tick' || mark.kind === 'dot' ? RADIUS.small : RADIUS.other,
    })),
  };
}

function placeOf({ layout, geometry, scale, section }: Scene, eventId: number): Outlines['rings'] {
  const lane = layout.laneOfEvent[eventId] ?? -1;
  if (lane < section.fromLane || lane >= section.toLane) return [];
  const events = layout.laneEvents[lane];
  const position = events?.ids.indexOf(eventId) ?? -1;
  const atMs = position === -1 ? undefined : events?.atMs[position];
  if (atMs === undefined) return [];
  return [{ key: 'place', x: xOf(scale, atMs), y: trackY(geometry, lane, -1), radius: RADIUS.place }];
}
