/** What the pool and its workers say to each other: one response to each request, by its id. */
import type {
  Case,
  Failure,
  Ground,
  Job,
  Measured,
  MeasuredRun,
  Outcome,
  Plan,
  ShrunkFailure,
  Times,
} from '../../sim/explore/index.ts';

export type PoolRequest =
  | { readonly id: number; readonly kind: 'open'; readonly plan: Plan }
  | { readonly id: number; readonly kind: 'examine'; readonly jobs: readonly Job[] }
  | { readonly id: number; readonly kind: 'shrink'; readonly failure: Failure; readonly failing: Case }
  | { readonly id: number; readonly kind: 'measure'; readonly runs: readonly MeasuredRun[] };

export type PoolResponse =
  | { readonly id: number; readonly kind: 'opened'; readonly ground: Ground }
  | { readonly id: number; readonly kind: 'examined'; readonly outcomes: readonly Outcome[]; readonly times: Times }
  | { readonly id: number; readonly kind: 'shrunk'; readonly shrunk: ShrunkFailure }
  | { readonly id: number; readonly kind: 'measured'; readonly measured: readonly Measured[] }
  /** What a user caused keeps its three parts; the rest is a bug. */
  | {
      readonly id: number;
      readonly kind: 'refused';
      readonly field: string;
      readonly found: string;
      readonly expected: string;
    }
  | { readonly id: number; readonly kind: 'failed'; readonly stack: string };
