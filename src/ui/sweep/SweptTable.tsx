/** All figures of a sweep, with their intervals. */
import type { ReactElement } from 'react';
import { duration, percent } from '../format.ts';
import { sweepTexts } from '../texts/sweep.ts';
import type { Share, SweptRow } from '../worker/lab/protocol.ts';
import { parametersText } from './HeatMap.tsx';

const SHARES = ['wrong', 'split', 'stranded', 'twice'] as const;

export function SweptTable({ rows }: { readonly rows: readonly SweptRow[] }): ReactElement {
  const words = sweepTexts;
  const names = Object.keys(rows[0]?.parameters ?? {});
  const time = (ms: number | null): string => (ms === null ? words.none : duration(ms));
  return (
    <details className="swept-table">
      <summary>{words.table}</summary>
      <div className="heat-scroll" tabIndex={0} role="group" aria-label={words.table}>
        <table>
          <thead>
            <tr>
              {names.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
              {SHARES.map((share) => (
                <th key={share} scope="col">
                  {words.metrics[share]}
                </th>
              ))}
              <th scope="col">{words.metrics.reply}</th>
              <th scope="col">{words.p95}</th>
              <th scope="col">{words.onFront}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={parametersText(row)}>
                {names.map((name) => (
                  <td key={name}>{String(row.parameters[name])}</td>
                ))}
                {SHARES.map((share) => (
                  <td key={share}>
                    <Interval share={row[share]} />
                  </td>
                ))}
                <td>{time(row.replyMs.median)}</td>
                <td>{time(row.replyMs.p95)}</td>
                <td>{row.front ? (row.withinChance ? '(✓)' : '✓') : ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

function Interval({ share: { share, interval } }: { readonly share: Share }): ReactElement {
  return (
    <>
      {percent(share)}{' '}
      <small>
        {percent(interval[0])}–{percent(interval[1])}
      </small>
    </>
  );
}
