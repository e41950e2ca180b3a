/** The two timelines as they grow. A right click on a lane, or its button, throws a fault at whoever the lane is. */
import { Crosshair } from 'lucide-react';
import { type ReactElement, useCallback, useState } from 'react';
import { ShownTimeline } from '../panes/RunTimeline.tsx';
import { usePageState, useTools } from '../context.ts';
import { targetsIn, type Target } from '../store/live/throwing.ts';
import { texts } from '../texts.ts';
import type { LaneChoice } from '../timeline/index.ts';
import { ThrowMenu } from './ThrowMenu.tsx';

export function LiveTimelines(): ReactElement {
  const { actions, live } = useTools();
  const description = usePageState((state) => state.description);
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
      <ShownTimeline
        onView={(next) => {
          live.stage.setState({ playing: false });
          actions.setView(next);
        }}
        onLane={choose}
      />
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
