/** The matrix that was run last. */
import { Desk } from '../store/desk.ts';
import type { Matrix } from '../worker/lab/protocol.ts';

export const desk = new Desk<Matrix | null>(null, (response, before) =>
  response.kind === 'matrix' ? response.matrix : before,
);
