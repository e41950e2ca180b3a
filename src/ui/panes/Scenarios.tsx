/** The left pane: scenarios in groups that fold, each with its marks, filtered as one types; below, how many pass. */
import { ChevronDown, ChevronRight, Search, X } from 'lucide-react';
import { type KeyboardEvent, memo, type ReactElement, useLayoutEffect, useRef } from 'react';
import type { Scenario } from '../../sim/model/scenario.ts';
import { usePageState, useTools } from '../context.ts';
import { OwnTools } from '../own/OwnTools.tsx';
import { Mark } from '../parts/Mark.tsx';
import { summaryKey } from '../store/state.ts';
import { sides, sidesShort, texts } from '../texts.ts';
import { type CheckDescription } from '../worker/protocol.ts';
import { TIMELINES_ID } from './Centre.tsx';
import { filtered, type Group, groupOf, GROUPS } from './groups.ts';
import { Totals } from './Totals.tsx';
import { usePick, Variants } from './Variants.tsx';

export const FILTER_ID = 'scenario-filter';
const NO_CHECKS: readonly CheckDescription[] = [];

export function Scenarios(): ReactElement {
  const scenarios = usePageState((state) => state.scenarios);
  const filter = usePageState((state) => state.filter);
  const summaries = usePageState((state) => state.summaries);
  const checks = usePageState((state) => state.description?.checks ?? NO_CHECKS);
  const shown = filtered(scenarios, filter, { summaries, checks });
  const narrowed = filter.trim() !== '';
  return (
    <nav className="scenarios" aria-label={texts.landmarks.scenarios}>
      <Filter />
      <button type="button" className="skip" onClick={() => document.getElementById(TIMELINES_ID)?.focus()}>
        {texts.list.skip}
      </button>
      <div className="columns">
        <span role="status">
          {narrowed ? texts.list.shown(shown.length, scenarios.length) : texts.list.all(scenarios.length)}
        </span>
        <span aria-hidden>{sidesShort.pipeline}</span>
        <span aria-hidden>{sidesShort.baseline}</span>
      </div>
      <div className="list" role="presentation" onKeyDown={walk}>
        {GROUPS.map((group) => {
          const rows = shown.filter((scenario) => groupOf(scenario) === group);
          return rows.length === 0 ? null : <Section key={group} group={group} rows={rows} open={narrowed} />;
        })}
        {shown.length > 0 ? null : (
          <p className="nothing">{scenarios.length === 0 ? texts.loading : texts.list.nothing}</p>
        )}
      </div>
      <div>
        <OwnTools />
        <Totals />
      </div>
    </nav>
  );
}

/** Arrows walk through the rows, and from the first of them back to the filter. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const way = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (way === 0 || event.altKey) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('.row')];
  const at = rows.findIndex((row) => row === document.activeElement);
  if (at === -1) return;
  event.preventDefault();
  (rows[at + way] ?? (way < 0 ? document.getElementById(FILTER_ID) : null))?.focus();
}

function Filter(): ReactElement {
  const { page } = useTools();
  const filter = usePageState((state) => state.filter);
  return (
    <div className="filter">
      <Search size={14} aria-hidden />
      <input
        id={FILTER_ID}
        type="search"
        placeholder={texts.list.filter}
        aria-label={texts.list.filter}
        title={texts.list.filterBy}
        value={filter}
        onChange={(event) => page.store.setState({ filter: event.currentTarget.value })}
        onKeyDown={(event) => {
          const rows = event.currentTarget.closest('nav')?.querySelectorAll<HTMLElement>('.row');
          if (event.key === 'Escape') {
            page.store.setState({ filter: '' });
            event.currentTarget.blur();
          } else if (event.key === 'ArrowDown') {
            event.preventDefault();
            rows?.[0]?.focus();
          } else if (event.key === 'Enter' && filter.trim() !== '') rows?.[0]?.click();
        }}
      />
      {filter === '' ? (
        <kbd aria-hidden>/</kbd>
      ) : (
        <button
          type="button"
          className="icon"
          aria-label={texts.list.showAll}
          title={texts.list.showAll}
          onClick={() => page.store.setState({ filter: '' })}
        >
          <X size={13} aria-hidden />
        </button>
      )}
    </div>
  );
}

interface SectionProps {
  readonly group: Group;
  readonly rows: readonly Scenario[];
  /** Open whether it is folded or not: a filter looks into every group. */
  readonly open: boolean;
}

function Section({ group, rows, open }: SectionProps): ReactElement {
  const { page } = useTools();
  const folded = usePageState((state) => state.folded.includes(group)) && !open;
  const id = `group-${group}`;
  const fold = (): void =>
    page.store.setState(({ folded: before }) => ({
      folded: before.includes(group) ? before.filter((each) => each !== group) : [...before, group],
    }));
  const Arrow = folded ? ChevronRight : ChevronDown;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>
        <button type="button" aria-expanded={!folded} disabled={open} onClick={fold}>
          <Arrow size={12} aria-hidden />
          <span>{texts.list.groups[group]}</span>
          <small>{rows.length}</small>
        </button>
      </h2>
      {folded ? null : (
        <ul>
          {rows.map((scenario) => (
            <Row key={scenario.id} scenario={scenario} />
          ))}
        </ul>
      )}
    </section>
  );
}

/**
 * Where it is out of sight, from the heading of its group on: then one sees what it is among. Only the list scrolls:
 * what is around it would go along with a row that is scrolled into view.
 */
function reveal(row: HTMLElement): void {
  const list = row.closest('.list');
  if (list === null) return;
  const box = list.getBoundingClientRect();
  const { top, bottom } = row.getBoundingClientRect();
  if (top >= box.top && bottom <= box.bottom) return;
  const heading = row.closest('section')?.getBoundingClientRect().top ?? top;
  list.scrollBy(0, Math.max(heading - box.top, bottom - box.bottom));
}

const Row = memo(function Row({ scenario }: { readonly scenario: Scenario }): ReactElement {
  const { page } = useTools();
  const pick = usePick();
  const first = { scenario: scenario.id, variant: scenario.variants[0].id };
  const current = usePageState((state) => state.found === null && state.choice.scenario === scenario.id);
  const summary = usePageState((state) => state.summaries[summaryKey(first)]);
  const surprising = usePageState((state) =>
    scenario.variants.some(
      (variant) => state.summaries[summaryKey({ scenario: scenario.id, variant: variant.id })]?.asExpected === false,
    ),
  );
  const item = useRef<HTMLLIElement>(null);
  /** Where it was on the screen when it was pressed: there it stays, though the variants above it fold away. */
  const pressedAt = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (!current || item.current === null) return;
    if (pressedAt.current === null) reveal(item.current);
    else item.current.closest('.list')?.scrollBy(0, item.current.getBoundingClientRect().top - pressedAt.current);
    pressedAt.current = null;
  }, [current]);
  return (
    <li ref={item}>
      <button
        type="button"
        className="row"
        aria-current={current ? 'true' : undefined}
        title={scenario.title}
        onClick={(event) => {
          pressedAt.current = current ? null : event.currentTarget.getBoundingClientRect().top;
          page.store.setState({ phoneTab: 'chat' });
          pick(current ? page.store.getState().choice : first);
        }}
      >
        <span className="name">
          {scenario.kind === 'own' ? scenario.title : scenario.id}
          {surprising ? (
            <span className="dot" role="img" aria-label={texts.list.unexpected} title={texts.list.unexpected} />
          ) : null}
        </span>
        <Mark outcome={summary?.marks.pipeline} of={sides.pipeline} />
        <Mark outcome={summary?.marks.baseline} of={sides.baseline} />
      </button>
      {current ? <Variants scenario={scenario} /> : null}
    </li>
  );
});
