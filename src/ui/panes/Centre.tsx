/** The centre: what to look at, the variants, and the two timelines on one axis. And the run in small, for the bottom. */
import { Eye } from 'lucide-react';
import type { ReactElement } from 'react';
import { lookAtOf } from '../../sim/model/scenario.ts';
import { usePageState, useTools } from '../context.ts';
import { Variants } from '../Header.tsx';
import { Contain } from '../parts/Contain.tsx';
import type { PageState } from '../store/state.ts';
import { scenarioOf } from '../store/selectors.ts';
import { texts } from '../texts.ts';
import { Minimap, Timeline } from '../timeline/index.ts';

export function Timelines(): ReactElement {
  return (
    <section className="timelines" aria-label={texts.landmarks.timelines}>
      <LookAt />
      <RunTimeline />
    </section>
  );
}

/** What to look at is said of the scenario's first variant; the others say what happens, and a changed run that it is one. */
function sentenceOf(state: PageState): string | undefined {
  const scenario = scenarioOf(state);
  const { result } = state;
  if (scenario === undefined || result === null || result.trace.inputs.scenario !== scenario.id)
    return scenario?.lookAt;
  if (result.verdicts.pipeline.some(({ expected }) => expected === null)) return texts.changedRun;
  const variant = scenario.variants.find(({ id }) => id === result.trace.inputs.variant);
  return variant === undefined ? scenario.lookAt : (lookAtOf(scenario, variant) ?? variant.happens);
}

function LookAt(): ReactElement | null {
  const sentence = usePageState(sentenceOf);
  const newcomer = usePageState((state) => state.newcomer);
  if (sentence === undefined) return null;
  return (
    <div className="look-at" data-newcomer={newcomer}>
      <p title={sentence}>
        <Eye size={14} aria-hidden />
        <b>{texts.lookAt}</b> {sentence}
        {newcomer ? <span className="newcomer-hint"> {texts.newcomerHint}</span> : null}
      </p>
      <Variants />
    </div>
  );
}

function RunTimeline(): ReactElement {
  const { actions } = useTools();
  const trace = usePageState((state) => state.result?.trace);
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
