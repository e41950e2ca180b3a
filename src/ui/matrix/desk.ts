/** The matrix that was run last, and under which seed. */
import { Desk } from '../store/desk.ts';
import type { Matrix } from '../worker/lab/protocol.ts';

export interface DrawnMatrix {
  readonly matrix: Matrix;
  readonly seed: number;
}

export const desk = new Desk<DrawnMatrix | null>(null, (response, before) =>
  response.kind === 'matrix' ? { matrix: response.matrix, seed: response.seed } : before,
);
