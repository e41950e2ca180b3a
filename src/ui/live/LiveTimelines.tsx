/** The two timelines as they grow. A right click on a lane, or its button, throws a fault at whoever the lane is. */
import { Crosshair } from 'lucide-react';
import { type ReactElement, useCallback, useState } from 'react';
import { usePageState, useTools } from '../context.ts';
import { Contain } from '../parts/Contain.tsx';
import { targetsIn, type Target } from '../store/throwing.ts';
import { texts } from '../texts.ts';
import { type LaneChoice, Timeline } from '../timeline/index.ts';
import { ThrowMenu } from './ThrowMenu.tsx';

const NONE_LATE = { pipeline: 0, baseline: 0 } as const;

export function LiveTimelines(): ReactElement {
  const { actions, live } = useTools();
  const trace = usePageState((state) => state.result?.trace);
  const description = usePageState((state) => state.description);
  const selectedEventId = usePageState((state) => state.selectedEventId);
  const hoveredEventId = usePageState((state) => state.hoveredEventId);
  const playheadMs = usePageState((state) => state.playheadMs);
  const view = usePageState((state) => state.view);
  const following = usePageState((state) => state.playing);
  const [menu, setMenu] = useState<{ readonly target: Target; readonly at: LaneChoice['at'] } | null>(null);
  const choose = useCallback(
    ({ target: id, at }: LaneChoice): void => {
      const target = description === null ? undefined : targetsIn(description).find((each) => each.id === id);
      setMenu(target === undefined ? null : { target, at });
    },
    [description],
  );
  // The same each time: the menu takes the focus when it is another one.
  const close = useCallback(() => setMenu(null), []);
  return (
    <section className="live-timelines" aria-label={texts.landmarks.timelines}>
      {trace === undefined ? (
        <p className="nothing starting">{texts.loading}</p>
      ) : (
        <div className="timeline-host">
          <Contain retryOn={trace}>
            <Timeline
              trace={trace}
              late={NONE_LATE}
              selectedEventId={selectedEventId}
              hoveredEventId={hoveredEventId}
              playheadMs={playheadMs}
              view={view}
              onSelect={actions.select}
              onHover={actions.hover}
              onScrub={actions.seek}
              onView={(next) => {
                live.stage.setState({ playing: false });
                actions.setView(next);
              }}
              onLane={choose}
            />
          </Contain>
        </div>
      )}
      {following ? null : (
        <button type="button" className="button live-follow" onClick={() => live.follow()}>
          <Crosshair size={13} aria-hidden />
          {texts.live.follow}
        </button>
      )}
      {menu === null ? null : <ThrowMenu target={menu.target} at={menu.at} onClose={close} />}
    </section>
  );
}
