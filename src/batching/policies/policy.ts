/** Named sets of values for the switches. A policy is never a copy of code: all run the same logic. */
import type { Settings } from '../settings/index.ts';

export interface Policy {
  readonly id: string;
  readonly title: string;
  readonly sentence: string;
  /** What it sets apart from the defaults. */
  readonly settings: Partial<Settings>;
  /** Parts of it that stand at their defaults: each with what it is where the part is taken away. */
  readonly parts?: Partial<Settings>;
  /** The version of the pipeline's public history that it stands for: the commit that made it, or ended it. */
  readonly commit?: string;
}
