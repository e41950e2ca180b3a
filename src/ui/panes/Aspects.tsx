/** The document's table "test simulator and production", row by row, with the scenarios that prove or refute each. */
import type { ReactElement } from 'react';
import { usePageState, useTools } from '../context.ts';
import { Mark } from '../parts/Mark.tsx';
import { summaryKey } from '../store/state.ts';
import { sides, texts } from '../texts.ts';
import { COMPARISON, type ComparisonRow } from './comparison.ts';

export function Aspects(): ReactElement {
  const { aspects } = texts;
  return (
    <section className="aspects" tabIndex={0} aria-label={aspects.heading}>
      <header>
        <h2>{aspects.heading}</h2>
        <p>{aspects.about}</p>
      </header>
      <table>
        <thead>
          <tr>
            <th scope="col">{aspects.aspect}</th>
            <th scope="col">{aspects.tab}</th>
            <th scope="col">{aspects.production}</th>
            <th scope="col">{aspects.shown}</th>
            <th scope="col">{aspects.proof}</th>
          </tr>
        </thead>
        <tbody>
          {COMPARISON.map((row) => (
            <Row key={row.aspect} row={row} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ row }: { readonly row: ComparisonRow }): ReactElement {
  const { aspects } = texts;
  return (
    <tr>
      <th scope="row">{row.aspect}</th>
      <td data-label={aspects.tab}>{row.tab}</td>
      <td data-label={aspects.production}>{row.production}</td>
      <td data-label={aspects.shown}>{row.shown}</td>
      <td data-label={aspects.proof}>
        <ul>
          {row.scenarios.map((id) => (
            <Proof key={id} id={id} />
          ))}
        </ul>
      </td>
    </tr>
  );
}

function Proof({ id }: { readonly id: string }): ReactElement | null {
  const { page } = useTools();
  const scenario = usePageState((state) => state.scenarios.find((each) => each.id === id));
  const variant = scenario?.variants[0].id ?? '';
  const summary = usePageState((state) => state.summaries[summaryKey({ scenario: id, variant })]);
  if (scenario === undefined) return null;
  return (
    <li>
      <button
        type="button"
        className="proof"
        title={scenario.title}
        onClick={() => void page.choose({ scenario: id, variant })}
      >
        <Mark outcome={summary?.marks.pipeline} of={sides.pipeline} />
        <span>{id}</span>
      </button>
    </li>
  );
}
