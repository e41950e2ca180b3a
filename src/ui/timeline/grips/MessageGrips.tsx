/**
 * Over each disc of the user's messages: what it is taken hold of by. A disc that stands for several is shared among
 * them, from left to right in the order of their times. One that a hand is on stays, whatever it is moved over.
 */
import { memo, type ReactElement, useMemo } from 'react';
import { trackY } from '../place/geometry.ts';
import type { Scene } from '../place/scene.ts';
import { unlessMoving } from '../input/motion.ts';
import { xOf } from '../place/scales.ts';
import { type Cluster, clusterHalf, clustersOf, clusterX } from '../place/sight.ts';
import type { Bench, OnHold } from './grip.ts';
import { Thumb } from './Thumb.tsx';

/** More in sight than this nobody takes for single messages. */
const MOST_GRIPS = 60;
/** A share of a disc that is narrower than this nobody hits: such a crowd is zoomed into. */
const LEAST_PX = 5;
const DISC_PX = 24;
const BY_NAME = new Intl.Collator('en', { numeric: true });

interface MessageGripsProps {
  readonly scene: Scene;
  readonly moving: boolean;
  readonly bench: Bench;
  readonly heldId: string | null;
  readonly onHold: OnHold;
  readonly onSelect: (eventId: number) => void;
}

export const MessageGrips = memo(function MessageGrips({
  scene,
  bench,
  heldId,
  onHold,
  onSelect,
}: MessageGripsProps): ReactElement | null {
  const { sight, scale, geometry, layout } = scene;
  const places = useMemo(
    () => new Map(sight.detail === 'density' ? [] : clustersOf(sight.marks, scale).flatMap(placesIn)),
    [sight, scale],
  );
  // By their names, not by their times: a mark whose place among the others changes would slip out of the hand.
  const shown = bench.grips
    .filter(({ kind, id, eventId }) => kind === 'message' && (id === heldId || places.has(eventId)))
    .toSorted((a, b) => BY_NAME.compare(a.id, b.id))
    .slice(0, MOST_GRIPS);
  return (
    <>
      {shown.map((grip) => {
        // Under a hand it is a disc of its own.
        const place = grip.id === heldId ? undefined : places.get(grip.eventId);
        return (
          <Thumb
            key={grip.id}
            grip={grip}
            part="whole"
            scale={scale}
            bench={bench}
            endMs={layout.endMs}
            className="tl-disc"
            top={trackY(geometry, layout.laneOfEvent[grip.eventId] ?? 0, -1) - DISC_PX / 2}
            shift={place === undefined ? -DISC_PX / 2 : place.x - xOf(scale, grip.atMs)}
            width={place?.width ?? DISC_PX}
            onHold={onHold}
            onClick={() => onSelect(grip.eventId)}
          />
        );
      })}
    </>
  );
}, unlessMoving);

interface Place {
  readonly x: number;
  readonly width: number;
}

function placesIn(cluster: Cluster): readonly (readonly [eventId: number, place: Place])[] {
  const { kind, marks } = cluster;
  if (kind !== 'message') return [];
  const half = marks.length === 1 ? DISC_PX / 2 : clusterHalf(cluster) + 3;
  const width = (half * 2) / marks.length;
  if (width < LEAST_PX) return [];
  const fromX = clusterX(cluster) - half;
  return marks.map(({ eventId }, index) => [eventId, { x: fromX + width * index, width }] as const);
}
