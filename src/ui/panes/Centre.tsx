/** The centre: what to look at, the variants, and the two timelines on one axis. And the run in small, for the bottom. */
import { type ReactElement, useMemo } from 'react';
import { usePageState, useTools } from '../context.ts';
import { Contain } from '../parts/Contain.tsx';
import { FileBar } from '../keep/FileBar.tsx';
import { ForkBar } from '../own/ForkBar.tsx';
import { OwnBar } from '../own/OwnBar.tsx';
import { lateIn } from '../store/selectors.ts';
import { texts } from '../texts.ts';
import { Minimap, Timeline } from '../timeline/index.ts';
import { LookAt } from './LookAt.tsx';

export function Timelines(): ReactElement {
  return (
    <section className="timelines" aria-label={texts.landmarks.timelines}>
      <div>
        <LookAt />
        <FileBar />
        <OwnBar />
        <ForkBar />
      </div>
      <RunTimeline />
    </section>
  );
}

function RunTimeline(): ReactElement {
  const { actions } = useTools();
  const trace = usePageState((state) => state.result?.trace);
  const latePipeline = usePageState((state) => (state.result === null ? 0 : lateIn(state.result).pipeline.size));
  const lateBaseline = usePageState((state) => (state.result === null ? 0 : lateIn(state.result).baseline.size));
  const late = useMemo(() => ({ pipeline: latePipeline, baseline: lateBaseline }), [latePipeline, lateBaseline]);
  const selectedEventId = usePageState((state) => state.selectedEventId);
  const hoveredEventId = usePageState((state) => state.hoveredEventId);
  const playheadMs = usePageState((state) => state.playheadMs);
  const view = usePageState((state) => state.view);
  const failed = usePageState((state) => state.run.kind === 'failed');
  if (trace === undefined) return <p className="nothing starting">{failed ? texts.noResult : texts.loading}</p>;
  return (
    <div className="timeline-host">
      <Contain retryOn={trace}>
        <Timeline
          trace={trace}
          late={late}
          selectedEventId={selectedEventId}
          hoveredEventId={hoveredEventId}
          playheadMs={playheadMs}
          view={view}
          onSelect={actions.select}
          onHover={actions.hover}
          onScrub={actions.seek}
          onView={actions.setView}
        />
      </Contain>
    </div>
  );
}

export function RunMinimap(): ReactElement | null {
  const { actions } = useTools();
  const trace = usePageState((state) => state.result?.trace);
  const playheadMs = usePageState((state) => state.playheadMs);
  const view = usePageState((state) => state.view);
  if (trace === undefined) return null;
  return (
    <Contain retryOn={trace}>
      <Minimap trace={trace} playheadMs={playheadMs} view={view} onScrub={actions.seek} onView={actions.setView} />
    </Contain>
  );
}
