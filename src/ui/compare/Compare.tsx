/**
 * Two runs beside each other: their timelines with one zoom and one playhead, where they part, what differs and what
 * it costs. A click shows a difference in both timelines; from there it goes to the run itself.
 */
import './compare.css';
import { ArrowLeftRight, Maximize2 } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import type { RunDifference } from '../../sim/model/compare/index.ts';
import { usePageState, useTools } from '../context.ts';
import { comparisonOf, eventsOf, firstParting, type Picked } from '../store/compare.ts';
import { clampView, endOf, revealing, wholeRun } from '../store/span.ts';
import type { TimeView } from '../store/state.ts';
import { texts } from '../texts.ts';
import { Differences } from './Differences.tsx';
import { Picker } from './Picker.tsx';
import { ComparedTimeline } from './ComparedTimeline.tsx';
import { Replies } from './Replies.tsx';
import { type Coming, usePicked } from './use-picked.ts';

export function Compare(): ReactElement {
  const { page } = useTools();
  const { left, right } = usePageState((state) => state.compare);
  const comingLeft = usePicked(left);
  const comingRight = usePicked(right);
  const key = keyOf(comingLeft, comingRight);
  return (
    <section className="compare" aria-label={texts.compare.heading}>
      <header>
        <h2 className="unseen">{texts.compare.heading}</h2>
        <Picker where="left" pick={left} coming={comingLeft} />
        <button
          type="button"
          className="button icon-only"
          aria-label={texts.compare.swap}
          title={texts.compare.swap}
          onClick={() => page.store.setState({ compare: { left: right, right: left } })}
        >
          <ArrowLeftRight size={15} aria-hidden />
        </button>
        <Picker where="right" pick={right} coming={comingRight} />
      </header>
      {comingLeft.kind === 'there' && comingRight.kind === 'there' ? (
        <Compared key={key} left={comingLeft.picked} right={comingRight.picked} />
      ) : (
        <p className="nothing" role="status">
          <Why coming={comingLeft.kind === 'there' ? comingRight : comingLeft} />
        </p>
      )}
    </section>
  );
}

/** Another pair is looked at afresh. */
function keyOf(...both: readonly Coming[]): string {
  return both
    .map((coming) => (coming.kind === 'there' ? `${coming.picked.result.hash} ${coming.picked.side}` : ''))
    .join(' ');
}

function Why({ coming }: { readonly coming: Coming }): ReactElement {
  if (coming.kind === 'failed') return <>{texts.compare.failed(coming.message)}</>;
  return <>{coming.kind === 'missing' ? texts.compare.missing : texts.compare.running}</>;
}

interface BothProps {
  readonly left: Picked;
  readonly right: Picked;
}

interface Sight {
  readonly view: TimeView;
  readonly playheadMs: number;
  readonly selected: Readonly<Record<'left' | 'right', number | null>>;
}

function Compared({ left, right }: BothProps): ReactElement {
  const comparison = comparisonOf(left, right);
  const first = firstParting(comparison.differences);
  // Both are moved within the longer one.
  const longer = endOf(left.result.trace) >= endOf(right.result.trace) ? left.result.trace : right.result.trace;
  const [sight, setSight] = useState<Sight>(() => ({
    view: wholeRun(longer),
    playheadMs: first?.atMs ?? 0,
    selected: first === undefined ? { left: null, right: null } : eventsOf(first),
  }));
  const setView = (view: TimeView): void => setSight((now) => ({ ...now, view: clampView(view, longer) }));
  const seek = (atMs: number): void =>
    setSight((now) => ({ ...now, playheadMs: Math.min(Math.max(0, atMs), endOf(longer)) }));
  const open = (difference: RunDifference): void =>
    setSight(({ view }) => ({
      view: clampView(revealing(view, difference.atMs), longer),
      playheadMs: difference.atMs,
      selected: eventsOf(difference),
    }));
  /** Its like on the other side is selected with it. */
  const select = (where: 'left' | 'right', id: number | null): void => {
    const like = where === 'left' ? comparison.rightOf : comparison.leftOf;
    const other = id === null ? null : (like.get(id) ?? null);
    setSight((now) => ({
      ...now,
      selected: where === 'left' ? { left: id, right: other } : { left: other, right: id },
    }));
  };
  return (
    <div className="compare-panes">
      <section className="compare-timelines" aria-label={texts.compare.timelines}>
        {(['left', 'right'] as const).map((where) => (
          <ComparedTimeline
            key={where}
            where={where}
            picked={where === 'left' ? left : right}
            {...sight}
            selectedEventId={sight.selected[where]}
            partsAtMs={first?.atMs}
            onSelect={(id) => select(where, id)}
            onScrub={seek}
            onView={setView}
          />
        ))}
      </section>
      <aside
        className="compare-list"
        tabIndex={0}
        aria-label={texts.compare.differences(comparison.differences.length)}
      >
        <div className="compare-tools">
          <button type="button" className="button" onClick={() => setView(wholeRun(longer))}>
            <Maximize2 size={13} aria-hidden />
            {texts.compare.fit}
          </button>
        </div>
        <Differences
          left={left}
          right={right}
          differences={comparison.differences}
          first={first}
          selected={sight.selected}
          onOpen={open}
        />
        <Replies left={left} right={right} replies={comparison.replies} />
      </aside>
    </div>
  );
}
