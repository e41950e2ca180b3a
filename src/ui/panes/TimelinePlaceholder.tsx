/** Stands in until the timelines are there. */
import type { ReactElement } from 'react';
import type { Trace } from '../../sim/model/trace.ts';
import type { TimeView } from '../store/state.ts';

interface Props {
  readonly trace: Trace;
  readonly playheadMs: number;
  readonly view: TimeView;
  readonly onScrub: (atMs: number) => void;
  readonly onView: (view: TimeView) => void;
}
export function Timeline(_: Props & {
  readonly selectedEventId: number | null;
  readonly hoveredEventId: number | null;
  readonly onSelect: (id: number | null) => void;
  readonly onHover: (id: number | null) => void;
}): ReactElement {
  return <div>timeline</div>;
}
export function Minimap(_: Props): ReactElement {
  return <div>minimap</div>;
}
