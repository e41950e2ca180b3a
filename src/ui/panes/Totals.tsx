/** Below the list: how many scenarios pass and fail, and while that is worked out, how far it is. */
import type { ReactElement } from 'react';
import { usePageState } from '../context.ts';
import { summaryKey } from '../store/state.ts';
import { sides, texts } from '../texts.ts';

export function Totals(): ReactElement {
  const scenarios = usePageState((state) => state.scenarios);
  const summaries = usePageState((state) => state.summaries);
  const firsts = scenarios.flatMap(({ id, variants }) => {
    const summary = summaries[summaryKey({ scenario: id, variant: variants[0].id })];
    return summary === undefined ? [] : [summary];
  });
  return (
    <div className="totals">
      <Progress />
      <table>
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
    </div>
  );
}

/** A thin bar on the border: it comes and goes without moving anything. */
function Progress(): ReactElement | null {
  const judging = usePageState((state) => state.judging);
  if (judging === null) return null;
  const words = texts.list.judging(judging.done, judging.all);
  return <progress value={judging.done} max={judging.all} aria-label={words} title={words} />;
}
