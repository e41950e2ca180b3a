/**
 * The live view: a phone that one types on, what to throw at the system behind it, and the timelines as they grow. The
 * panes are those of any run, fed by the live run's own state.
 */
import { type ReactElement, type ReactNode, useEffect, useMemo, useState } from 'react';
import { ToolsContext, usePageState, useTools } from '../context.ts';
import { Tabs } from '../parts/Tabs.tsx';
import { createActions } from '../store/actions.ts';
import { texts } from '../texts.ts';
import { LiveBar } from './LiveBar.tsx';
import { LiveChats } from './LiveChats.tsx';
import { LiveTimelines } from './LiveTimelines.tsx';
import { startBlank, useLive } from './live-context.ts';
import { listenToLiveKeys } from './live-keys.ts';
import { Recorded } from './Recorded.tsx';
import { Throwing } from './Throwing.tsx';
import './live.css';

/** Its panes read the live run where all others read the run on show. */
function OnStage({ children }: { readonly children: ReactNode }): ReactElement {
  const tools = useTools();
  const { live, page } = tools;
  const described = usePageState((state) => state.description !== null);
  const stage = useMemo(
    () => ({
      ...tools,
      page: { ...page, store: live.stage, change: () => Promise.resolve() },
      actions: createActions(live.stage),
    }),
    [tools, page, live],
  );
  useEffect(() => {
    if (described && live.store.getState().phase.kind === 'closed') void startBlank(live);
  }, [described, live]);
  useEffect(() => {
    const stop = listenToLiveKeys(live, page.store, window);
    return () => {
      stop();
      // Time does not go on where nobody looks.
      if (live.store.getState().phase.kind === 'going') live.toggle();
    };
  }, [live, page]);
  return <ToolsContext value={stage}>{children}</ToolsContext>;
}

export function LiveView(): ReactElement {
  return (
    <OnStage>
      <section className="live" aria-label={texts.live.region}>
        <h2 className="unseen">{texts.live.region}</h2>
        <LiveBar />
        <Throwing />
        <div className="live-centre">
          <LiveTimelines />
          <Recorded />
        </div>
        <LiveChats />
      </section>
    </OnStage>
  );
}

const LIVE_TABS = ['chat', 'faults', 'timeline', 'recorded'] as const;
type LiveTab = (typeof LIVE_TABS)[number];

export function LivePhoneView(): ReactElement {
  const [tab, setTab] = useState<LiveTab>('chat');
  return (
    <OnStage>
      <section className="live live-phone" aria-label={texts.live.region}>
        <h2 className="unseen">{texts.live.region}</h2>
        <LiveBar />
        <Tabs label={texts.live.panes} tabs={LIVE_TABS} names={texts.live.tabs} current={tab} onChange={setTab}>
          <Part tab={tab} />
        </Tabs>
      </section>
    </OnStage>
  );
}

function Part({ tab }: { readonly tab: LiveTab }): ReactElement {
  const phase = useLive((state) => state.phase.kind);
  switch (tab) {
    case 'chat':
      return (
        <div className="live-phone-chat">
          {phase === 'over' || phase === 'lost' ? <Recorded /> : null}
          <LiveChats />
        </div>
      );
    case 'faults':
      return <Throwing />;
    case 'timeline':
      return <LiveTimelines />;
    case 'recorded':
      return <Recorded />;
  }
}
