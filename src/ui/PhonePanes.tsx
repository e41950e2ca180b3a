/** The panes as tabs, for a phone: the two chats and the verdicts first. */
import type { ReactElement } from 'react';
import { usePageState, useTools } from './context.ts';
import { Timelines } from './panes/Centre.tsx';
import { LookAt } from './panes/LookAt.tsx';
import { Inspector } from './panes/Inspector.tsx';
import { Scenarios } from './panes/Scenarios.tsx';
import { SidePanel } from './panes/Side.tsx';
import { Tabs } from './parts/Tabs.tsx';
import { PHONE_TABS, type PhoneTab, TABS } from './store/state.ts';
import { tabs, texts } from './texts.ts';

export function PhonePanes(): ReactElement {
  const { page } = useTools();
  const tab = usePageState((state) => state.phoneTab);
  return (
    <div className="phone-panes">
      <Tabs
        label={texts.landmarks.panes}
        tabs={PHONE_TABS}
        names={tabs}
        current={tab}
        onChange={(phoneTab) => {
          const side = TABS.find((each) => each === phoneTab);
          page.store.setState(side === undefined ? { phoneTab } : { phoneTab, tab: side });
        }}
      >
        <Content tab={tab} />
      </Tabs>
    </div>
  );
}

function Content({ tab }: { readonly tab: PhoneTab }): ReactElement {
  switch (tab) {
    case 'timeline':
      return <Timelines />;
    case 'event':
      return <Inspector />;
    case 'scenarios':
      return <Scenarios />;
    case 'chat':
      return (
        <>
          <LookAt />
          <SidePanel tab={tab} />
        </>
      );
    default:
      return <SidePanel tab={tab} />;
  }
}
