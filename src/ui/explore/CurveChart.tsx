/** The curve as a picture: the share of futures that fail with its band, over virtual time; the jump marked. */
import type { ReactElement } from 'react';
import { atTime, clockTime, percent } from '../format.ts';
import { exploreTexts } from '../texts/explore.ts';
import type { Curve } from '../worker/lab/protocol.ts';

const WIDTH = 640;
const HEIGHT = 150;
const LEFT = 60;
const BOTTOM = 20;
const TOP = 8;
const RIGHT = 12;
const LEVELS = [0, 0.5, 1] as const;

export function CurveChart({ curve: { points, jump, check } }: { readonly curve: Curve }): ReactElement {
  const words = exploreTexts;
  const last = points.at(-1)?.atMs ?? 1;
  const x = (atMs: number): number => LEFT + (atMs / Math.max(1, last)) * (WIDTH - LEFT - RIGHT);
  const y = (share: number): number => TOP + (1 - share) * (HEIGHT - TOP - BOTTOM);
  const line = points.map(({ atMs, fails }, i) => `${i === 0 ? 'M' : 'L'}${x(atMs)},${y(fails.share)}`).join('');
  const upper = points.map(({ atMs, fails }, i) => `${i === 0 ? 'M' : 'L'}${x(atMs)},${y(fails.interval[1])}`);
  const lower = points.toReversed().map(({ atMs, fails }) => `L${x(atMs)},${y(fails.interval[0])}`);
  return (
    <svg className="curve-chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={words.curveAbout(check)}>
      {LEVELS.map((level) => (
        <g key={level}>
          <line className="level" x1={LEFT} x2={WIDTH - RIGHT} y1={y(level)} y2={y(level)} />
          <text x={LEFT - 6} y={y(level) + 4} textAnchor="end">
            {percent(level)}
          </text>
        </g>
      ))}
      {jump === null ? null : (
        <rect
          className="jump"
          x={x(jump.fromMs)}
          y={TOP}
          width={Math.max(2, x(jump.toMs) - x(jump.fromMs))}
          height={HEIGHT - TOP - BOTTOM}
        />
      )}
      <path className="band" d={`${upper.join('')}${lower.join('')}Z`} />
      <path className="share" d={line} />
      {points.map(({ atMs, fails: { share, interval }, futures }) => (
        <circle key={atMs} cx={x(atMs)} cy={y(share)} r={3}>
          <title>
            {words.curvePoint(atTime(atMs), percent(share), percent(interval[0]), percent(interval[1]), futures)}
          </title>
        </circle>
      ))}
      <text x={LEFT} y={HEIGHT - 5}>
        0
      </text>
      <text x={WIDTH - RIGHT} y={HEIGHT - 5} textAnchor="end">
        {clockTime(last)} s
      </text>
    </svg>
  );
}
