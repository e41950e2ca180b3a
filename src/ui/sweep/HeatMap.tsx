/** The heat map: what is varied across and down, a figure in each cell, its interval where one points or goes by arrows. */
import { type KeyboardEvent, type ReactElement, useRef, useState } from 'react';
import { duration, percent } from '../format.ts';
import { SelectChoice } from '../lab/LabFrame.tsx';
import { sweepTexts } from '../texts/sweep.ts';
import type { SweptRow } from '../worker/lab/protocol.ts';
import { heatsOf, type Metric, METRICS, shareOf } from './front.ts';

interface HeatMapProps {
  readonly rows: readonly SweptRow[];
  readonly metric: Metric;
  readonly onMetric: (metric: Metric) => void;
}

export function HeatMap({ rows, metric, onMetric }: HeatMapProps): ReactElement {
  const words = sweepTexts;
  const [at, setAt] = useState(0);
  const [pointed, setPointed] = useState<number | null>(null);
  const table = useRef<HTMLTableElement>(null);
  const [first] = rows;
  const [xName = '', yName] = Object.keys(first?.parameters ?? {});
  const xs = valuesOf(rows, xName);
  const ys = yName === undefined ? [undefined] : valuesOf(rows, yName);
  const heats = heatsOf(rows, metric);
  const indexOf = (x: unknown, y: unknown): number =>
    rows.findIndex(({ parameters }) => parameters[xName] === x && (yName === undefined || parameters[yName] === y));
  const shown = rows[pointed ?? -1];
  const move = (event: KeyboardEvent, column: number, line: number): void => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const [x, y] = [xs[column + step[0]], ys[line + step[1]]];
    if (x === undefined || line + step[1] < 0 || line + step[1] >= ys.length) return;
    const next = indexOf(x, y);
    setAt(next);
    table.current?.querySelector<HTMLElement>(`[data-cell="${next}"]`)?.focus();
  };
  return (
    <section className="heat" aria-label={words.heat(words.metrics[metric])}>
      <SelectChoice
        label={words.metric}
        value={metric}
        disabled={false}
        options={METRICS.map((each) => ({ value: each, name: words.metrics[each] }))}
        onChange={onMetric}
      />
      <p>{words.metricAbout[metric]}</p>
      <div className="heat-scroll">
        <table ref={table}>
          <thead>
            <tr>
              <th scope="col" className="heat-corner">
                {yName === undefined ? '' : `${yName} ↓ `}
                {xName} →
              </th>
              {xs.map((x) => (
                <th key={String(x)} scope="col">
                  {String(x)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ys.map((y, line) => (
              <tr key={String(y)}>
                <th scope="row">{y === undefined ? '' : String(y)}</th>
                {xs.map((x, column) => {
                  const index = indexOf(x, y);
                  const row = rows[index];
                  if (row === undefined) return <td key={String(x)}>–</td>;
                  return (
                    <td key={String(x)}>
                      <button
                        type="button"
                        className="heat-cell"
                        data-cell={index}
                        data-metric={metric}
                        tabIndex={index === at ? 0 : -1}
                        aria-label={`${parametersText(row)}: ${figureText(row, metric)}`}
                        style={{ backgroundColor: heatColour(heats[index] ?? 0, metric) }}
                        onMouseEnter={() => setPointed(index)}
                        onFocus={() => {
                          setAt(index);
                          setPointed(index);
                        }}
                        onKeyDown={(event) => move(event, column, line)}
                      >
                        {shortFigure(row, metric)}
                      </button>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="heat-pointed">{shown === undefined ? <p>{words.pointed}</p> : <Pointed row={shown} />}</div>
    </section>
  );
}

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

function Pointed({ row }: { readonly row: SweptRow }): ReactElement {
  const words = sweepTexts;
  return (
    <>
      <b>{parametersText(row)}</b>
      <dl>
        {METRICS.map((metric) => (
          <div key={metric}>
            <dt>{words.metrics[metric]}</dt>
            <dd>{figureText(row, metric)}</dd>
          </div>
        ))}
      </dl>
      <small>{words.of(row.bursts, row.runs)}</small>
    </>
  );
}

export function parametersText({ parameters }: SweptRow): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(', ');
}

function figureText(row: SweptRow, metric: Metric): string {
  const share = shareOf(row, metric);
  if (share === null) return row.replyMs.median === null ? sweepTexts.none : duration(row.replyMs.median);
  return sweepTexts.share(percent(share.share), percent(share.interval[0]), percent(share.interval[1]));
}

function shortFigure(row: SweptRow, metric: Metric): string {
  const share = shareOf(row, metric);
  if (share !== null) return percent(share.share);
  return row.replyMs.median === null ? '–' : duration(Math.round(row.replyMs.median / 100) * 100);
}

/** Never so strong that its figure could not be read. */
const STRONGEST = 52;

function heatColour(heat: number, metric: Metric): string {
  const colour = metric === 'reply' ? 'var(--amber-edge)' : 'var(--crimson)';
  return `color-mix(in srgb, ${colour} ${Math.round(heat * STRONGEST)}%, var(--surface))`;
}

function valuesOf(rows: readonly SweptRow[], name: string): readonly (string | number | boolean)[] {
  return [...new Set(rows.flatMap(({ parameters }) => parameters[name] ?? []))];
}
