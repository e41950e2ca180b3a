/** One of the two runs as it is drawn everywhere, one side of it alone. */
import { type ReactElement, useState } from 'react';
import { useStore } from 'zustand';
import { RunTimeline } from '../panes/RunTimeline.tsx';
import { useTools } from '../context.ts';
import type { Picked } from '../store/compared/compare.ts';
import { compareTexts } from '../texts/compare.ts';

interface ComparedTimelineProps {
  readonly where: 'left' | 'right';
  readonly picked: Picked;
  readonly selectedEventId: number | null;
  readonly partsAtMs: number | undefined;
}

export function ComparedTimeline({ where, picked, selectedEventId, partsAtMs }: ComparedTimelineProps): ReactElement {
  const { compared, comparedActions } = useTools();
  const playheadMs = useStore(compared.stage, (state) => state.playheadMs);
  const view = useStore(compared.stage, (state) => state.view);
  const { result, side } = picked;
  const [hovered, setHovered] = useState<number | null>(null);
  return (
    <RunTimeline
      label={compareTexts.run[where]}
      result={result}
      only={side}
      partsAtMs={partsAtMs}
      selectedEventId={selectedEventId}
      hoveredEventId={hovered}
      playheadMs={playheadMs}
      view={view}
      onSelect={(id) => compared.select(where, id)}
      onHover={setHovered}
      onScrub={comparedActions.seek}
      onView={comparedActions.setView}
    />
  );
}
