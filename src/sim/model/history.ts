/** What a public history reports of a version of a pipeline, and what exploration has to find in it by itself. */
import type { Values } from './scenario.ts';
import type { CheckId } from './verdict.ts';

export interface HistoryFinding {
  /** In a sentence: what goes wrong. */
  readonly finding: string;
  /** Whether a later commit message reports it. */
  readonly reported: boolean;
  /** Any of these checks, by any of these patterns. */
  readonly checks: readonly CheckId[];
  readonly patterns: readonly string[];
  /** Whether it happens without any fault. */
  readonly faultless: boolean;
}

export interface HistoryVersion {
  readonly policy: string;
  readonly commit: string;
  /** Null where the history gives none. */
  readonly date: string | null;
  /** What its authors wrote next. */
  readonly next: string;
  /** Settings beside the policy's, where the history leaves room for two readings. */
  readonly settings?: Values;
  readonly findings: readonly HistoryFinding[];
}
