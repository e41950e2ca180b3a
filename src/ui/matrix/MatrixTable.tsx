/** The matrix as a table whose heads stay in sight; what is pointed at is said in words below. */
import { memo, type ReactElement, useCallback, useId, useMemo, useState } from 'react';
import { writeRunLink } from '../../sim/model/link/index.ts';
import { duration } from '../format.ts';
import { useCheckTitles } from '../lab/use-check-titles.ts';
import { matrixTexts } from '../texts/matrix.ts';
import type { Matrix, MatrixCost } from '../worker/lab/protocol.ts';
import { type DrawnRow, type MatrixCell, rowsOf, unbrokenOf } from './rows.ts';

interface TableProps {
  readonly matrix: Matrix;
  readonly seed: number;
  readonly onlyDiffering: boolean;
  readonly onOnly: (only: boolean) => void;
}

type Say = (text: string) => void;

export function MatrixTable({ matrix, seed, onlyDiffering, onOnly }: TableProps): ReactElement {
  const words = matrixTexts;
  const id = useId();
  const [pointed, setPointed] = useState('');
  const say = useCallback((text: string) => setPointed(text), []);
  const rows = useMemo(() => rowsOf(matrix), [matrix]);
  const shown = onlyDiffering ? rows.filter(({ differs }) => differs) : rows;
  return (
    <div className="matrix-whole">
      <div className="matrix-bar">
        <span className="matrix-only">
          <input
            id={id}
            type="checkbox"
            className="switch"
            checked={onlyDiffering}
            onChange={(event) => onOnly(event.target.checked)}
          />
          <label htmlFor={id}>{words.onlyBroken}</label>
        </span>
        <small>{words.shown(shown.length, rows.length)}</small>
        <p className="matrix-pointed">{pointed === '' ? words.pointed : pointed}</p>
      </div>
      <div className="matrix-scroll" tabIndex={0} role="group" aria-label={words.heading}>
        <table>
          <thead>
            <tr>
              <th scope="col" className="corner">
                {words.scenario}
              </th>
              {matrix.columns.map(({ policy, mitigation }) => (
                <th key={`${policy}/${mitigation}`} scope="col" className="column">
                  <span>{mitigation === null ? policy : words.mitigation(mitigation)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <Row key={`${row.scenario}/${row.variant}`} row={row} matrix={matrix} seed={seed} say={say} />
            ))}
          </tbody>
          <Costs matrix={matrix} all={rows.length} />
        </table>
      </div>
    </div>
  );
}

interface RowProps {
  readonly row: DrawnRow;
  readonly matrix: Matrix;
  readonly seed: number;
  readonly say: Say;
}

const Row = memo(function Row({ row, matrix, seed, say }: RowProps): ReactElement {
  return (
    <tr>
      <th scope="row">
        {row.scenario} <span>/ {row.variant}</span>
      </th>
      {row.cells.map((cell, c) => (
        <Cell
          key={`${cell.policy}/${cell.mitigation}`}
          cell={cell}
          settings={matrix.columns[c]?.settings ?? {}}
          seed={row.seed ?? seed}
          say={say}
        />
      ))}
    </tr>
  );
});

interface CellProps {
  readonly cell: MatrixCell;
  readonly settings: Matrix['columns'][number]['settings'];
  readonly seed: number;
  readonly say: Say;
}

function Cell({ cell, settings, seed, say }: CellProps): ReactElement {
  const words = matrixTexts;
  const titleOf = useCheckTitles();
  const { scenario, variant, policy, mitigation, broken } = cell;
  const said = words.cell(
    `${scenario} / ${variant}`,
    mitigation === null ? policy : words.of(mitigation),
    broken.length === 0 ? words.fine : words.breaks(broken.map(titleOf)),
  );
  const tell = (): void => say(said);
  return (
    <td data-broken={broken.length > 0}>
      <a
        href={writeRunLink({ scenario, variant, overrides: { policy, settings, seed } })}
        aria-label={said}
        onMouseEnter={tell}
        onFocus={tell}
      >
        {broken.length === 0 ? '·' : broken.length}
      </a>
    </td>
  );
}

function Costs({ matrix, all }: { readonly matrix: Matrix; readonly all: number }): ReactElement {
  const words = matrixTexts;
  const { costs } = matrix;
  const time = (ms: number | null): string => (ms === null ? words.never : duration(Math.round(ms / 10) * 10));
  const rows: readonly (readonly [string, (cost: MatrixCost) => string])[] = [
    [words.median, ({ replyMs }) => time(replyMs.median)],
    [words.p95, ({ replyMs }) => time(replyMs.p95)],
    [words.modelCalls, ({ modelCalls }) => modelCalls.toFixed(2)],
    [words.queueMessages, ({ queueMessages }) => queueMessages.toFixed(2)],
    [words.redisCommands, ({ redisCommands }) => redisCommands.toFixed(1)],
  ];
  return (
    <tfoot>
      <tr className="unbroken">
        <th scope="row">{words.unbroken}</th>
        {unbrokenOf(matrix).map((sound, c) => (
          <td key={`${costs[c]?.policy}/${costs[c]?.mitigation}`}>{words.unbrokenOf(sound, all)}</td>
        ))}
      </tr>
      <tr className="costs-head">
        <th scope="rowgroup" colSpan={costs.length + 1}>
          <span>{words.costs}</span>
        </th>
      </tr>
      {rows.map(([name, of]) => (
        <tr key={name}>
          <th scope="row">{name}</th>
          {costs.map((cost) => (
            <td key={`${cost.policy}/${cost.mitigation}`}>{of(cost)}</td>
          ))}
        </tr>
      ))}
    </tfoot>
  );
}
