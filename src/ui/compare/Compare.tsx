/**
 * Two runs beside each other: their timelines with one zoom and one playhead, where they part, what differs and what
 * it costs, and below how both are played. A click shows a difference in both timelines; from there it goes to the run
 * itself.
 */
import './compare.css';
import { ArrowLeftRight, Maximize2 } from 'lucide-react';
import { type ReactElement, useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { Transport } from '../bottom/Transport.tsx';
import { ToolsContext, usePageState, useTools } from '../context.ts';
import { figures } from '../format.ts';
import { RunMinimap } from '../panes/Centre.tsx';
import { IconButton } from '../parts/IconButton.tsx';
import type { Picked } from '../store/compared/compare.ts';
import type { Pair } from '../store/compared/compared.ts';
import { compareTexts } from '../texts/compare.ts';
import { ComparedTimeline } from './ComparedTimeline.tsx';
import { Differences } from './Differences.tsx';
import { Phase } from './Phase.tsx';
import { Picker } from './Picker.tsx';
import { Replies } from './Replies.tsx';

export function Compare(): ReactElement {
  const { page, compared } = useTools();
  const { left, right } = usePageState((state) => state.compare);
  const pair = useStore(compared.store, (state) => state.pair);
  const phase = useStore(compared.store, (state) => state.phase.kind);
  useEffect(() => compared.watch(), [compared]);
  const isShown = pair !== null && (phase === 'there' || phase === 'running');
  return (
    <section className="compare" aria-label={compareTexts.heading} aria-busy={phase === 'running'}>
      <header>
        <h2 className="unseen">{compareTexts.heading}</h2>
        <Picker where="left" pick={left} picked={isShown ? pair.left : null} />
        <IconButton
          label={compareTexts.swap}
          onClick={() => page.store.setState({ compare: { left: right, right: left } })}
        >
          <ArrowLeftRight size={15} aria-hidden />
        </IconButton>
        <Picker where="right" pick={right} picked={isShown ? pair.right : null} />
      </header>
      <Phase isShown={isShown} />
      {isShown ? (
        <>
          <Compared pair={pair} />
          <Playing pair={pair} />
        </>
      ) : null}
    </section>
  );
}

function Compared({ pair }: { readonly pair: Pair }): ReactElement {
  const { compared, comparedActions } = useTools();
  const { left, right, comparison, first } = pair;
  const selected = useStore(compared.store, (state) => state.selected);
  return (
    <div className="compare-panes">
      <section className="compare-timelines" aria-label={compareTexts.timelines}>
        {(['left', 'right'] as const).map((where) => (
          <ComparedTimeline
            key={where}
            where={where}
            picked={pair[where]}
            selectedEventId={selected[where]}
            partsAtMs={first?.atMs}
          />
        ))}
      </section>
      <aside className="compare-list" tabIndex={0} aria-label={compareTexts.differences(comparison.differences.length)}>
        <div className="compare-tools">
          <button type="button" className="button" onClick={comparedActions.fit}>
            <Maximize2 size={13} aria-hidden />
            {compareTexts.fit}
          </button>
        </div>
        <Differences
          left={left}
          right={right}
          differences={comparison.differences}
          first={first}
          selected={selected}
          onOpen={(difference) => compared.open(difference)}
        />
        <Replies left={left} right={right} replies={comparison.replies} />
      </aside>
    </div>
  );
}

/** The page's own transport, over both. */
function Playing({ pair }: { readonly pair: Pair }): ReactElement {
  const tools = useTools();
  const both = useMemo(
    () => ({ ...tools, page: { ...tools.page, store: tools.compared.stage }, actions: tools.comparedActions }),
    [tools],
  );
  const counted = ({ result, side }: Picked): string =>
    figures.format(result.trace.events.filter((event) => event.side === side).length);
  return (
    <footer>
      <ToolsContext value={both}>
        <Transport
          minimap={<RunMinimap />}
          figures={<p className="figures mono">{compareTexts.events(counted(pair.left), counted(pair.right))}</p>}
        />
      </ToolsContext>
    </footer>
  );
}
