/** What is hovered and selected, as outlines over the canvas: shapes of the event, and a ring where it has none. */
import type { ReactElement } from 'react';
import { endsOf } from './place/ends.ts';
import { barPx, trackY } from './place/geometry.ts';
import { xOf } from './place/scales.ts';
import { markY, type Scene } from './place/scene.ts';

interface Props {
  readonly scene: Scene;
  readonly selectedEventId: number | null;
  readonly hoveredEventId: number | null;
}

export function Highlight({ scene, selectedEventId, hoveredEventId }: Props): ReactElement {
  const { scale, geometry } = scene;
  return (
    <svg className="tl-highlight" width={scale.width} height={geometry.height} aria-hidden>
      {hoveredEventId === null || hoveredEventId === selectedEventId ? null : (
        <Shapes scene={scene} eventId={hoveredEventId} state="hovered" />
      )}
      {selectedEventId === null ? null : <Shapes scene={scene} eventId={selectedEventId} state="selected" />}
    </svg>
  );
}

interface ShapesProps {
  readonly scene: Scene;
  readonly eventId: number;
  readonly state: 'hovered' | 'selected';
}

function Shapes({ scene, eventId, state }: ShapesProps): ReactElement | null {
  const { layout, geometry, scale, sight, section } = scene;
  const own = (shape: { readonly eventId: number }): boolean => shape.eventId === eventId;
  const bars = sight.bars.filter(own);
  const arrows = sight.arrows.filter(own);
  const marks = sight.marks.filter(own);
  const lane = layout.laneOfEvent[eventId] ?? -1;
  if (bars.length + arrows.length + marks.length === 0) {
    if (lane < section.fromLane || lane >= section.toLane) return null;
    const atMs = momentOf(scene, eventId, lane);
    return atMs === undefined ? null : (
      <circle className={`tl-${state}`} cx={xOf(scale, atMs)} cy={trackY(geometry, lane, -1)} r={7} />
    );
  }
  return (
    <g className={`tl-${state}`}>
      {arrows.map((arrow) => {
        const ends = endsOf(arrow, layout.lanes, geometry, scale);
        return ends === null ? null : (
          <line key={`${arrow.kind} ${arrow.fromLane} ${arrow.toLane}`} {...ends} data-kind={arrow.kind} />
        );
      })}
      {bars.map((bar) => {
        const x = xOf(scale, bar.fromMs);
        const tall = barPx(geometry, bar.lane);
        const y = trackY(geometry, bar.lane, bar.track) - tall / 2;
        const width = Math.max(3, xOf(scale, bar.toMs) - x);
        return <rect key={bar.kind} x={x - 1.5} y={y - 1.5} width={width + 3} height={tall + 3} rx={4} />;
      })}
      {marks.map((mark) => (
        <circle
          key={mark.kind}
          cx={xOf(scale, mark.atMs)}
          cy={markY(geometry, mark)}
          r={mark.kind === 'tick' || mark.kind === 'dot' ? 8 : 11}
        />
      ))}
    </g>
  );
}

function momentOf({ layout }: Scene, eventId: number, lane: number): number | undefined {
  const events = layout.laneEvents[lane];
  const position = events?.ids.indexOf(eventId) ?? -1;
  return position === -1 ? undefined : events?.atMs[position];
}
