/** What a pool and its workers say to each other: one response to each request, by its id. */
import type { Prediction, Seen } from '../../model/claim.ts';
import type { Case } from '../case.ts';
import type { Times } from '../examine.ts';
import type { Ground, Job, Outcome, ShrunkFailure } from '../explorer.ts';
import type { Measured } from '../measure.ts';
import type { Failure } from '../../model/cause/index.ts';
import type { Plan } from '../plan.ts';
import type { MeasuredRun } from '../rates/measuring.ts';

export type PoolRequest =
  | { readonly id: number; readonly kind: 'open'; readonly plan: Plan }
  | { readonly id: number; readonly kind: 'examine'; readonly jobs: readonly Job[] }
  | { readonly id: number; readonly kind: 'shrink'; readonly failure: Failure; readonly failing: Case }
  | { readonly id: number; readonly kind: 'measure'; readonly runs: readonly MeasuredRun[] }
  /** What a run shows of these predictions, all of which name it. */
  | { readonly id: number; readonly kind: 'look'; readonly predictions: readonly Prediction[] };

export type PoolResponse =
  | { readonly id: number; readonly kind: 'opened'; readonly ground: Ground }
  | { readonly id: number; readonly kind: 'examined'; readonly outcomes: readonly Outcome[]; readonly times: Times }
  | { readonly id: number; readonly kind: 'shrunk'; readonly shrunk: ShrunkFailure }
  | { readonly id: number; readonly kind: 'measured'; readonly measured: readonly Measured[] }
  | { readonly id: number; readonly kind: 'looked'; readonly seen: readonly Seen[] }
  /** What a user caused keeps its three parts; the rest is a bug. */
  | {
      readonly id: number;
      readonly kind: 'refused';
      readonly field: string;
      readonly found: string;
      readonly expected: string;
    }
  | { readonly id: number; readonly kind: 'failed'; readonly stack: string };
