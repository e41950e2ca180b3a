/** What an export is made from, and the shape of one: a file a format, pure functions on a trace. */
import type { Trace } from '../trace.ts';
import type { Verdict } from '../verdict.ts';

export interface ExportedVerdict extends Verdict {
  /** The check's name and the outcome in a word, as the page shows them: a test reads them there. */
  readonly title: string;
  readonly word: string;
}

export interface ExportedRun {
  readonly trace: Trace;
  readonly verdicts: readonly ExportedVerdict[];
  readonly hash: string;
  /** The scenario's title, for headings. */
  readonly title: string;
  /** The command that runs the same inputs again. */
  readonly command: string;
  /** The address of the page that shows this run; a test goes there. */
  readonly link: string;
}

export interface Export {
  readonly id: string;
  /** As a menu words it. */
  readonly title: string;
  /** For whom, in a sentence. */
  readonly sentence: string;
  /** What a file of it is called: `requeue-deduplicated` and this. */
  readonly suffix: string;
  readonly mediaType: string;
  readonly make: (run: ExportedRun) => string;
}
