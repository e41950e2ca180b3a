/** What a picture says beside what it draws, and what its parts share. */
import type { Side } from '../../../sim/model/trace.ts';
import type { Outcome } from '../../../sim/model/verdict.ts';
import type { Layout } from '../layout/index.ts';
import type { Scale } from '../place/scales.ts';
import type { Measure } from '../place/wishes.ts';

export interface PictureVerdict {
  readonly title: string;
  readonly pipeline: Outcome;
  /** Null where the check says nothing of the single tab. */
  readonly baseline: Outcome | null;
}

export interface PictureWords {
  readonly title: string;
  /** Variant, seed, policy: what decides the run. */
  readonly about: string;
  /** What went wrong first, or that nothing did. */
  readonly sentence: string;
  readonly wrong: boolean;
  /** The two verdicts in a word. */
  readonly badges: readonly { readonly text: string; readonly outcome: Outcome }[];
  readonly verdicts: readonly PictureVerdict[];
  /** Headings over the marks of a verdict. */
  readonly sides: Readonly<Record<Side, string>>;
  readonly checks: string;
  /** Where the picture comes from. */
  readonly foot: string;
}

export interface PictureSetting {
  readonly layout: Layout;
  readonly scale: Scale;
  readonly late: Readonly<Record<Side, number>>;
  readonly words: PictureWords;
  readonly measure: Measure;
  readonly width: number;
  /** Kept low, and without the figures that tell how it ends: for a film. */
  readonly low: boolean;
}

/** The page's measure is of 11 pixels; other sizes are in proportion. */
export function measured(measure: Measure, px: number, strong = false): (text: string) => number {
  return (text) => (measure(text, strong) * px) / 11;
}
