/** What differs, in the order of time: what it is, what it led to or costs, and the way to the event in its run. */
import { type ReactElement, useState } from 'react';
import type { RunDifference } from '../../sim/model/compare/index.ts';
import { useTools } from '../context.ts';
import { clockTime } from '../format.ts';
import { Select } from '../parts/Select.tsx';
import { eventsOf, type Picked } from '../store/compared/compare.ts';
import { compareTexts } from '../texts/compare.ts';
import { headline } from '../words.ts';

const SHOWN = 60;
const MORE = 200;
const KINDS = ['all', 'only', 'outcome', 'delay'] as const;
type Kind = (typeof KINDS)[number];

interface DifferencesProps {
  readonly left: Picked;
  readonly right: Picked;
  readonly differences: readonly RunDifference[];
  /** Where the runs part. */
  readonly first: RunDifference | undefined;
  readonly selected: Readonly<Record<'left' | 'right', number | null>>;
  readonly onOpen: (difference: RunDifference) => void;
}

export function Differences({ left, right, differences, first, selected, onOpen }: DifferencesProps): ReactElement {
  const [kind, setKind] = useState<Kind>('all');
  const [shown, setShown] = useState(SHOWN);
  const wanted = kind === 'all' ? differences : differences.filter((each) => each.kind === kind);
  const rest = wanted.length - shown;
  return (
    <section>
      <div className="compare-head">
        <h3>{compareTexts.differences(differences.length)}</h3>
        <label>
          <span className="unseen">{compareTexts.kinds}</span>
          <Select
            value={kind}
            onChange={(event) => {
              setKind(KINDS.find((each) => each === event.currentTarget.value) ?? 'all');
              setShown(SHOWN);
            }}
          >
            {KINDS.map((each) => (
              <option key={each} value={each}>
                {compareTexts.kind[each]}
              </option>
            ))}
          </Select>
        </label>
      </div>
      {wanted.length === 0 ? (
        <p className="nothing">{differences.length === 0 ? compareTexts.same : compareTexts.noneOfKind}</p>
      ) : null}
      <ol className="differences">
        {wanted.slice(0, shown).map((difference) => (
          <Row
            key={keyOf(difference)}
            difference={difference}
            runs={{ left, right }}
            first={difference === first}
            selected={isSelected(difference, selected)}
            onOpen={() => onOpen(difference)}
          />
        ))}
      </ol>
      {rest > 0 ? (
        <button type="button" className="more" onClick={() => setShown(shown + MORE)}>
          {compareTexts.more(rest)}
        </button>
      ) : null}
    </section>
  );
}

function keyOf(difference: RunDifference): string {
  const { left, right } = eventsOf(difference);
  return `${difference.kind} ${left ?? ''} ${right ?? ''}`;
}

function isSelected(difference: RunDifference, selected: DifferencesProps['selected']): boolean {
  const events = eventsOf(difference);
  return events.left === selected.left && events.right === selected.right;
}

interface RowProps {
  readonly difference: RunDifference;
  readonly runs: Readonly<Record<'left' | 'right', Picked>>;
  readonly first: boolean;
  readonly selected: boolean;
  readonly onOpen: () => void;
}

function Row({ difference, runs, first, selected, onOpen }: RowProps): ReactElement | null {
  const { page } = useTools();
  const events = eventsOf(difference);
  const where = events.left === null ? 'right' : 'left';
  const { trace } = runs[where].result;
  const event = trace.events[events[where] ?? -1];
  if (event === undefined) return null;
  return (
    <li data-kind={difference.kind}>
      <button type="button" className="row" aria-pressed={selected} onClick={onOpen}>
        <time className="mono">{clockTime(difference.atMs)}</time>
        <span>
          {first ? <em className="badge">{compareTexts.first}</em> : null} {headline(trace, event)}
          <small>
            <Told difference={difference} />
          </small>
        </span>
      </button>
      <span className="ways">
        {(['left', 'right'] as const).map((side) => {
          const id = events[side];
          if (id === null) return null;
          return (
            <button
              key={side}
              type="button"
              title={compareTexts.openIn(compareTexts[side])}
              aria-label={compareTexts.openIn(compareTexts[side])}
              onClick={() => page.show(runs[side].result, id)}
            >
              {compareTexts[side]} ›
            </button>
          );
        })}
      </span>
    </li>
  );
}

function Told({ difference }: { readonly difference: RunDifference }): ReactElement {
  switch (difference.kind) {
    case 'only':
      return (
        <>
          <b>{compareTexts.only(compareTexts[difference.where])}</b>,{' '}
          {compareTexts.consequences(difference.consequences)}
        </>
      );
    case 'outcome':
      return (
        <>
          <b>{compareTexts.outcomeIs}</b>, {compareTexts.outcome(...difference.outcomes)}
        </>
      );
    case 'delay':
      return <b>{compareTexts.later(difference.byMs)}</b>;
  }
}
