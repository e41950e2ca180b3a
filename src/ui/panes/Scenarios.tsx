/** The left pane: scenarios in groups, each with its marks, filtered as one types; below, how many pass. */
import { Search } from 'lucide-react';
import { memo, type ReactElement } from 'react';
import type { Scenario } from '../../sim/model/scenario.ts';
import { usePageState, useTools } from '../context.ts';
import { Mark } from '../parts/Mark.tsx';
import { summaryKey } from '../store/state.ts';
import { sides, sidesShort, texts } from '../texts.ts';
import { GROUPS, groupOf } from './groups.ts';

export const FILTER_ID = 'scenario-filter';

function fits(scenario: Scenario, filter: string): boolean {
  const text = `${scenario.id} ${scenario.title} ${scenario.reference}`.toLowerCase();
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

export function Scenarios(): ReactElement {
  const { page } = useTools();
  const scenarios = usePageState((state) => state.scenarios);
  const filter = usePageState((state) => state.filter);
  const shown = scenarios.filter((scenario) => fits(scenario, filter.trim()));
  return (
    <nav className="scenarios" aria-label={texts.landmarks.scenarios}>
      <div className="filter">
        <Search size={14} aria-hidden />
        <input
          id={FILTER_ID}
          type="search"
          placeholder={texts.list.filter}
          aria-label={texts.list.filter}
          value={filter}
          onChange={(event) => page.store.setState({ filter: event.currentTarget.value })}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            page.store.setState({ filter: '' });
            event.currentTarget.blur();
          }}
        />
        <kbd aria-hidden>/</kbd>
      </div>
      <div className="columns" aria-hidden>
        <span>{texts.list.scenario}</span>
        <span>{sidesShort.pipeline}</span>
        <span>{sidesShort.baseline}</span>
      </div>
      <div className="list">
        {GROUPS.map((group) => {
          const rows = shown.filter((scenario) => groupOf(scenario) === group);
          if (rows.length === 0) return null;
          const id = `group-${group}`;
          return (
            <section key={group} aria-labelledby={id}>
              <h2 id={id}>{texts.list.groups[group]}</h2>
              <ul>
                {rows.map((scenario) => (
                  <Row key={scenario.id} scenario={scenario} />
                ))}
              </ul>
            </section>
          );
        })}
        {shown.length === 0 ? <p className="nothing">{texts.list.nothing}</p> : null}
      </div>
      <Totals />
    </nav>
  );
}

const Row = memo(function Row({ scenario }: { readonly scenario: Scenario }): ReactElement {
  const { page } = useTools();
  const first = { scenario: scenario.id, variant: scenario.variants[0].id };
  const current = usePageState((state) => state.choice.scenario === scenario.id);
  const summary = usePageState((state) => state.summaries[summaryKey(first)]);
  return (
    <li>
      <button
        type="button"
        className="row"
        aria-current={current ? 'true' : undefined}
        title={scenario.title}
        onClick={() => {
          page.store.setState({ phoneTab: 'chat' });
          void page.choose(first);
        }}
      >
        <span className="name">
          {scenario.id}
          {summary !== undefined && !summary.asExpected ? (
            <span className="dot" role="img" aria-label={texts.list.unexpected} title={texts.list.unexpected} />
          ) : null}
        </span>
        <Mark outcome={summary?.marks.pipeline} of={sides.pipeline} />
        <Mark outcome={summary?.marks.baseline} of={sides.baseline} />
      </button>
    </li>
  );
});

function Totals(): ReactElement {
  const scenarios = usePageState((state) => state.scenarios);
  const summaries = usePageState((state) => state.summaries);
  const firsts = scenarios.flatMap(({ id, variants }) => {
    const summary = summaries[summaryKey({ scenario: id, variant: variants[0].id })];
    return summary === undefined ? [] : [summary];
  });
  return (
    <table className="totals">
      <thead>
        <tr>
          <th scope="col">
            <span className="unseen">{texts.list.side}</span>
          </th>
          <th scope="col">{texts.list.pass}</th>
          <th scope="col">{texts.list.fail}</th>
        </tr>
      </thead>
      <tbody>
        {(['pipeline', 'baseline'] as const).map((side) => {
          const fail = firsts.filter(({ marks }) => marks[side] === 'broken').length;
          return (
            <tr key={side}>
              <th scope="row">{sides[side]}</th>
              <td>{firsts.filter(({ marks }) => marks[side] === 'holds').length}</td>
              <td data-fail={fail > 0}>{fail}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
