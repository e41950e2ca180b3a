/**
 * The one way to put a run's timelines on the page: contained, so that a drawing that fails takes nothing with it, and
 * with what the verdicts know of late answers. Whoever shows it says what is selected, and what pointing does.
 */
import { type ComponentProps, type ReactElement, useMemo } from 'react';
import { usePageState, useTools } from '../context.ts';
import { Contain } from '../parts/Contain.tsx';
import { lateIn, lostIn } from '../store/selectors.ts';
import { waitingIn } from '../store/moment/waiting.ts';
import { texts } from '../texts.ts';
import { Timeline } from '../timeline/index.ts';
import type { RunResult } from '../worker/protocol.ts';

type TimelineProps = ComponentProps<typeof Timeline>;

interface RunTimelineProps extends Omit<TimelineProps, 'trace' | 'late' | 'lost' | 'waiting'> {
  readonly result: RunResult;
  /** What it is called where there are several. */
  readonly label?: string;
}

export function RunTimeline({ result, label, ...props }: RunTimelineProps): ReactElement {
  const late = useMemo(() => {
    const { pipeline, baseline } = lateIn(result);
    return { pipeline: pipeline.size, baseline: baseline.size };
  }, [result]);
  const waiting = useMemo(() => waitingIn(result), [result]);
  return (
    <div className="timeline-host" {...(label === undefined ? {} : { role: 'group', 'aria-label': label })}>
      <Contain retryOn={result.trace}>
        <Timeline trace={result.trace} late={late} lost={lostIn(result)} waiting={waiting} {...props} />
      </Contain>
    </div>
  );
}

/** The run of the page's state: its moment, its selection, its stretch in sight. What is given goes before. */
export function ShownTimeline(props: Partial<Pick<TimelineProps, 'onView' | 'onLane' | 'bench'>>): ReactElement {
  const { actions } = useTools();
  const result = usePageState((state) => state.result);
  const selectedEventId = usePageState((state) => state.selectedEventId);
  const hoveredEventId = usePageState((state) => state.hoveredEventId);
  const playheadMs = usePageState((state) => state.playheadMs);
  const view = usePageState((state) => state.view);
  const failed = usePageState((state) => state.run.kind === 'failed');
  if (result === null) return <p className="nothing starting">{failed ? texts.noResult : texts.loading}</p>;
  return (
    <RunTimeline
      result={result}
      selectedEventId={selectedEventId}
      hoveredEventId={hoveredEventId}
      playheadMs={playheadMs}
      view={view}
      onSelect={actions.select}
      onHover={actions.hover}
      onScrub={actions.seek}
      onView={actions.setView}
      {...props}
    />
  );
}
