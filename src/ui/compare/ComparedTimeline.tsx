/** One of the two runs as it is drawn everywhere, one side of it alone. */
import { type ReactElement, useMemo, useState } from 'react';
import { Contain } from '../parts/Contain.tsx';
import type { Picked } from '../store/compare.ts';
import { lateIn } from '../store/selectors.ts';
import type { TimeView } from '../store/state.ts';
import { texts } from '../texts.ts';
import { Timeline } from '../timeline/index.ts';

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
  const late = useMemo(() => {
    const { pipeline, baseline } = lateIn(result);
    return { pipeline: pipeline.size, baseline: baseline.size };
  }, [result]);
  return (
    <div className="timeline-host" role="group" aria-label={texts.compare.run[where]}>
      <Contain retryOn={result.trace}>
        <Timeline
          trace={result.trace}
          only={side}
          partsAtMs={partsAtMs}
          late={late}
          selectedEventId={selectedEventId}
          hoveredEventId={hovered}
          playheadMs={playheadMs}
          view={view}
          onSelect={onSelect}
          onHover={setHovered}
          onScrub={onScrub}
          onView={onView}
        />
      </Contain>
    </div>
  );
}
