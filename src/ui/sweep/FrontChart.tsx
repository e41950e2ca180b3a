/** Every combination as a point: what goes wrong, beside how long a reply takes; those that nothing beats are filled. */
import type { ReactElement } from 'react';
import { duration, percent } from '../format.ts';
import { sweepTexts } from '../texts/sweep.ts';
import type { SweptRow } from '../worker/lab/protocol.ts';
import { frontOf } from './front.ts';
import { parametersText } from './HeatMap.tsx';

const WIDTH = 560;
const HEIGHT = 300;
const LEFT = 46;
const BOTTOM = 34;
const TOP = 12;
const RIGHT = 16;
const TICKS = [0, 0.5, 1] as const;

export function FrontChart({ rows }: { readonly rows: readonly SweptRow[] }): ReactElement {
  const words = sweepTexts;
  const answered = rows.flatMap((row) => (row.replyMs.median === null ? [] : [{ row, reply: row.replyMs.median }]));
  const front = frontOf(rows);
  const [least, most] = spanOf(answered.map(({ reply }) => reply));
  const worst = Math.max(0.01, ...rows.map(({ wrong }) => wrong.share));
  const x = (reply: number): number => LEFT + ((reply - least) / (most - least)) * (WIDTH - LEFT - RIGHT);
  const y = (share: number): number => TOP + (1 - share / worst) * (HEIGHT - TOP - BOTTOM);
  return (
    <figure className="front">
      <figcaption>
        <b>{words.front}</b> {words.frontAbout}
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={words.front}>
        {TICKS.map((tick) => (
          <g key={tick}>
            <line className="level" x1={LEFT} x2={WIDTH - RIGHT} y1={y(tick * worst)} y2={y(tick * worst)} />
            <text x={LEFT - 6} y={y(tick * worst) + 4} textAnchor="end">
              {percent(tick * worst)}
            </text>
            <text
              x={x(least + tick * (most - least))}
              y={HEIGHT - BOTTOM + 16}
              textAnchor={tick === 0 ? 'start' : tick === 1 ? 'end' : 'middle'}
            >
              {duration(Math.round(least + tick * (most - least)))}
            </text>
          </g>
        ))}
        <text x={WIDTH - RIGHT} y={HEIGHT - 4} textAnchor="end" className="axis">
          {words.axisX} →
        </text>
        <text x={LEFT + 4} y={TOP + 4} className="axis">
          ↑ {words.axisY}
        </text>
        {answered.map(({ row, reply }) => (
          <circle
            key={parametersText(row)}
            cx={x(reply)}
            cy={y(row.wrong.share)}
            r={front.includes(row) ? 5 : 4}
            data-front={front.includes(row)}
          >
            <title>{words.point(parametersText(row), percent(row.wrong.share), duration(reply))}</title>
          </circle>
        ))}
      </svg>
      <ol className="front-list">
        {front.map((row) => (
          <li key={parametersText(row)}>
            <b>{parametersText(row)}</b>
            <span>
              {words.axisY.toLowerCase()} {percent(row.wrong.share)}
            </span>
            <span>{row.replyMs.median === null ? words.none : duration(row.replyMs.median)}</span>
            {row.withinChance ? <small>{words.withinChance}</small> : null}
          </li>
        ))}
      </ol>
    </figure>
  );
}

/** With some air on both sides, so that no point lies on the edge; one point alone stands in the middle. */
function spanOf(values: readonly number[]): readonly [number, number] {
  const [least, most] = [Math.min(...values, Infinity), Math.max(...values, 0)];
  if (!Number.isFinite(least)) return [0, 1];
  const air = Math.max(50, (most - least) * 0.06);
  return [Math.max(0, least - air), most + air];
}
