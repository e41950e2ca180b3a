/** One of the two runs as it is drawn everywhere, one side of it alone. */
import { type ReactElement, useState } from 'react';
import { RunTimeline } from '../bench/RunTimeline.tsx';
import type { Picked } from '../store/compare.ts';
import type { TimeView } from '../store/state.ts';
import { texts } from '../texts.ts';

interface ComparedTimelineProps {
  readonly where: 'left' | 'right';
  readonly picked: Picked;
  readonly view: TimeView;
  readonly playheadMs: number;
  readonly selectedEventId: number | null;
  readonly partsAtMs: number | undefined;
  readonly onSelect: (id: number | null) => void;
  readonly onScrub: (atMs: number) => void;
  readonly onView: (view: TimeView) => void;
}

export function ComparedTimeline(props: ComparedTimelineProps): ReactElement {
  const { where, picked, view, playheadMs, selectedEventId, partsAtMs, onSelect, onScrub, onView } = props;
  const { result, side } = picked;
  const [hovered, setHovered] = useState<number | null>(null);
  return (
    <RunTimeline
      label={texts.compare.run[where]}
      result={result}
      only={side}
      partsAtMs={partsAtMs}
      selectedEventId={selectedEventId}
      hoveredEventId={hovered}
      playheadMs={playheadMs}
      view={view}
      onSelect={onSelect}
      onHover={setHovered}
      onScrub={onScrub}
      onView={onView}
    />
  );
}
