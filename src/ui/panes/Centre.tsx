/** The centre: what to look at, the variants, and the two timelines on one axis. And the run in small, for the bottom. */
import type { ReactElement } from 'react';
import { FaultBench } from '../bench/FaultBench.tsx';
import { usePageState, useTools } from '../context.ts';
import { Contain } from '../parts/Contain.tsx';
import { FileBar } from '../keep/FileBar.tsx';
import { ForkBar } from '../own/ForkBar.tsx';
import { OwnBar } from '../own/OwnBar.tsx';
import { lostIn } from '../store/selectors.ts';
import { texts } from '../texts.ts';
import { Minimap } from '../timeline/index.ts';
import { LookAt } from './LookAt.tsx';

export const TIMELINES_ID = 'timelines-of-the-run';

export function Timelines(): ReactElement {
  return (
    <section id={TIMELINES_ID} className="timelines" aria-label={texts.landmarks.timelines} tabIndex={-1}>
      <div>
        <LookAt />
        <FileBar />
        <OwnBar />
        <ForkBar />
      </div>
      <FaultBench />
    </section>
  );
}

export function RunMinimap(): ReactElement | null {
  const { actions } = useTools();
  const result = usePageState((state) => state.result);
  const playheadMs = usePageState((state) => state.playheadMs);
  const view = usePageState((state) => state.view);
  if (result === null) return null;
  const { trace } = result;
  return (
    <Contain retryOn={trace}>
      <Minimap
        trace={trace}
        lost={lostIn(result)}
        playheadMs={playheadMs}
        view={view}
        onScrub={actions.seek}
        onView={actions.setView}
      />
    </Contain>
  );
}
