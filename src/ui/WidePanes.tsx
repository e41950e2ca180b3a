/** The panes side by side: scenarios, timelines over the selected event, and the tabs. Borders can be dragged. */
import type { ReactElement } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { Timelines } from './panes/Centre.tsx';
import { Inspector } from './panes/Inspector.tsx';
import { Scenarios } from './panes/Scenarios.tsx';
import { Side } from './panes/Side.tsx';

/** Pixels. On a narrow screen the outer panes give way first. */
const SIZES = {
  wide: { left: 228, right: 336 },
  narrow: { left: 188, right: 276 },
} as const;
const NARROW_BELOW = 1200;
/** The inspector gets what the lanes of most runs leave: in a low window they come first. */
const INSPECTOR = { lanes: 704, least: 140, most: 260 } as const;

export function WidePanes(): ReactElement {
  const size = window.innerWidth < NARROW_BELOW ? SIZES.narrow : SIZES.wide;
  const inspector = Math.min(INSPECTOR.most, Math.max(INSPECTOR.least, window.innerHeight - INSPECTOR.lanes));
  const follow = (name: string) => (measured: { readonly inPixels: number }) => {
    // The bottom row follows the panes, so that what belongs together stays aligned.
    document.documentElement.style.setProperty(name, `${measured.inPixels}px`);
  };
  return (
    <Group orientation="horizontal" className="panes">
      <Panel
        id="left"
        defaultSize={size.left}
        minSize={150}
        maxSize={380}
        groupResizeBehavior="preserve-pixel-size"
        onResize={follow('--left')}
      >
        <Scenarios />
      </Panel>
      <Separator className="separator" />
      <Panel id="centre" minSize={320}>
        <Group orientation="vertical">
          <Panel id="timelines" minSize={160}>
            <Timelines />
          </Panel>
          <Separator className="separator" />
          <Panel id="inspector" defaultSize={inspector} minSize={60} groupResizeBehavior="preserve-pixel-size">
            <Inspector />
          </Panel>
        </Group>
      </Panel>
      <Separator className="separator" />
      <Panel
        id="right"
        defaultSize={size.right}
        minSize={240}
        maxSize={620}
        groupResizeBehavior="preserve-pixel-size"
        onResize={follow('--right')}
      >
        <Side />
      </Panel>
    </Group>
  );
}
