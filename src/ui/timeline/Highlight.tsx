/** What is hovered and selected, as outlines over the canvas: shapes of the event, and a ring where it has none. */
import { memo, type ReactElement } from 'react';
import { unlessMoving } from './input/motion.ts';
import { outlinesOf } from './place/outlines.ts';
import type { Scene } from './place/scene.ts';

interface Props {
  readonly scene: Scene;
  readonly moving: boolean;
  readonly selectedEventId: number | null;
  readonly hoveredEventId: number | null;
}

export const Highlight = memo(function Highlight({ scene, selectedEventId, hoveredEventId }: Props): ReactElement {
  const { scale, geometry } = scene;
  return (
    <svg className="tl-highlight" width={scale.width} height={geometry.height} aria-hidden>
      {hoveredEventId === null || hoveredEventId === selectedEventId ? null : (
        <Shapes scene={scene} eventId={hoveredEventId} state="hovered" />
      )}
      {selectedEventId === null ? null : <Shapes scene={scene} eventId={selectedEventId} state="selected" />}
    </svg>
  );
}, unlessMoving);

interface ShapesProps {
  readonly scene: Scene;
  readonly eventId: number;
  readonly state: 'hovered' | 'selected';
}

function Shapes({ scene, eventId, state }: ShapesProps): ReactElement | null {
  const { lines, boxes, rings } = outlinesOf(scene, eventId);
  if (lines.length + boxes.length + rings.length === 0) return null;
  return (
    <g className={`tl-${state}`}>
      {lines.map(({ key, kind, ends }) => (
        <line key={key} {...ends} data-kind={kind} />
      ))}
      {boxes.map(({ key, ...box }) => (
        <rect key={key} {...box} rx={4} />
      ))}
      {rings.map(({ key, x, y, radius }) => (
        <circle key={key} cx={x} cy={y} r={radius} />
      ))}
    </g>
  );
}
