/** What a campaign is asked for, as plain data: it goes to every worker, and into every report. */
import type { Aim } from './generate/index.ts';

export const MODES = ['random', 'pct', 'guided', 'exhaustive'] as const;
export type Mode = (typeof MODES)[number];

export interface Plan {
  readonly mode: Mode;
  readonly seed: number;
  readonly aim: Aim;
  /** Failures (`check/pattern`) that the policy's contract excepts: counted and shown, and no failure of a campaign. */
  readonly excepted: readonly string[];
}
