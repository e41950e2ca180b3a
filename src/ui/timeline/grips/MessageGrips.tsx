/**
 * Over each disc of the user's messages that stands alone: what it is taken hold of by. One that a hand is on stays,
 * whatever it is moved over.
 */
import { memo, type ReactElement, useMemo } from 'react';
import { trackY } from '../place/geometry.ts';
import type { Scene } from '../place/scene.ts';
import { unlessMoving } from '../input/motion.ts';
import { clustersOf } from '../place/sight.ts';
import type { Bench, OnHold } from './grip.ts';
import { Thumb } from './Thumb.tsx';

/** More in sight than this nobody takes for single messages. */
const MOST_GRIPS = 60;
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
  const alone = useMemo(
    () =>
      new Set(
        sight.detail === 'density'
          ? []
          : clustersOf(sight.marks, scale).flatMap(({ kind, marks: [mark, ...others] }) =>
              kind === 'message' && others.length === 0 && mark !== undefined ? [mark.eventId] : [],
            ),
      ),
    [sight, scale],
  );
  // By their names, not by their times: a mark whose place among the others changes would slip out of the hand.
  const shown = bench.grips
    .filter(({ kind, id, eventId }) => kind === 'message' && (id === heldId || alone.has(eventId)))
    .toSorted((a, b) => BY_NAME.compare(a.id, b.id))
    .slice(0, MOST_GRIPS);
  return (
    <>
      {shown.map((grip) => (
        <Thumb
          key={grip.id}
          grip={grip}
          part="whole"
          scale={scale}
          bench={bench}
          endMs={layout.endMs}
          className="tl-disc"
          top={trackY(geometry, layout.laneOfEvent[grip.eventId] ?? 0, -1) - 12}
          shift={-12}
          onHold={onHold}
          onClick={() => onSelect(grip.eventId)}
        />
      ))}
    </>
  );
}, unlessMoving);
