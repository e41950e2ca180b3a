/** The right pane: chats with the verdicts in short, and what else can be read of the run, in tabs. */
import type { ReactElement } from 'react';
import { usePageState, useTools } from '../context.ts';
import { Contain } from '../parts/Contain.tsx';
import { Tabs } from '../parts/Tabs.tsx';
import { type Tab, TABS } from '../store/state.ts';
import { tabs, texts } from '../texts.ts';
import { Chats } from './Chats.tsx';
import { Logs } from './Logs.tsx';
import { Moment } from './Moment.tsx';
import { Story } from './Story.tsx';
import { Verdicts, VerdictsInShort } from './Verdicts.tsx';

export function Side(): ReactElement {
  const { page } = useTools();
  const tab = usePageState((state) => state.tab);
  return (
    <aside className="side" aria-label={texts.landmarks.side}>
      <Tabs
        label={texts.landmarks.side}
        tabs={TABS}
        names={tabs}
        current={tab}
        onChange={(next) => page.store.setState({ tab: next, phoneTab: next })}
      >
        <SidePanel tab={tab} />
      </Tabs>
    </aside>
  );
}

export function SidePanel({ tab }: { readonly tab: Tab }): ReactElement {
  const result = usePageState((state) => state.result);
  return (
    <Contain key={tab} retryOn={result}>
      <Content tab={tab} />
    </Contain>
  );
}

function Content({ tab }: { readonly tab: Tab }): ReactElement {
  switch (tab) {
    case 'chat':
      return (
        <div className="chat-tab">
          <Chats />
          <VerdictsInShort />
        </div>
      );
    case 'verdicts':
      return <Verdicts />;
    case 'logs':
      return <Logs />;
    case 'moment':
      return <Moment />;
    case 'story':
      return <Story />;
  }
}
