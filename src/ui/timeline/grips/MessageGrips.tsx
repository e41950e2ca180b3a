/** Over each disc of the user's messages that stands alone: what it is taken hold of by. */
import { memo, type ReactElement, useMemo } from 'react';
import { trackY } from '../place/geometry.ts';
import type { Scene } from '../place/scene.ts';
import { clustersOf } from '../place/sight.ts';
import type { Bench } from './grip.ts';
import { Thumb } from './Thumb.tsx';

/** More in sight than this nobody takes for single messages. */
const MOST_GRIPS = 60;

interface MessageGripsProps {
  readonly scene: Scene;
  readonly bench: Bench;
  readonly onHold: (atMs: number | null) => void;
  readonly onSelect: (eventId: number) => void;
}

export const MessageGrips = memo(function MessageGrips({
  scene,
  bench,
  onHold,
  onSelect,
}: MessageGripsProps): ReactElement | null {
  const { sight, scale, geometry, layout } = scene;
  const byEvent = useMemo(
    () => new Map(bench.grips.flatMap((grip) => (grip.kind === 'message' ? [[grip.eventId, grip] as const] : []))),
    [bench.grips],
  );
  if (sight.detail === 'density') return null;
  const alone = clustersOf(sight.marks, scale).flatMap(({ kind, lane, marks: [mark, ...others] }) => {
    const grip =
      kind === 'message' && others.length === 0 && mark !== undefined ? byEvent.get(mark.eventId) : undefined;
    return grip === undefined ? [] : [{ grip, y: trackY(geometry, lane, -1) }];
  });
  return (
    <>
      {alone.slice(0, MOST_GRIPS).map(({ grip, y }) => (
        <Thumb
          key={grip.id}
          grip={grip}
          part="whole"
          scale={scale}
          bench={bench}
          endMs={layout.endMs}
          className="tl-disc"
          top={y - 12}
          shift={-12}
          onHold={onHold}
          onClick={() => onSelect(grip.eventId)}
        />
      ))}
    </>
  );
});
