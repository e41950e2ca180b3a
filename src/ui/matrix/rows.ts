/** The cells of a matrix row by row, as the page draws them. Pure. */
import type { Matrix } from '../worker/lab/protocol.ts';

export type MatrixCell = Matrix['cells'][number];

export interface DrawnRow {
  readonly scenario: string;
  readonly variant: string;
  /** Its own, where it has one. */
  readonly seed: number | undefined;
  readonly cells: readonly MatrixCell[];
  /** Whether it tells the columns apart. */
  readonly differs: boolean;
}

export function rowsOf({ rows, columns, cells }: Matrix): readonly DrawnRow[] {
  return rows.map(({ id, variant, seed }, r) => {
    const own = columns.flatMap((_, c) => cells[c * rows.length + r] ?? []);
    const [first, ...others] = own.map(({ broken }) => broken.join());
    return { scenario: id, variant, seed, cells: own, differs: others.some((other) => other !== first) };
  });
}

/** How many rows each column leaves unbroken. */
export function unbrokenOf({ rows, columns, cells }: Matrix): readonly number[] {
  return columns.map(
    (_, c) => cells.slice(c * rows.length, (c + 1) * rows.length).filter(({ broken }) => broken.length === 0).length,
  );
}
