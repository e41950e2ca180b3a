/**
 * What the page and its worker say to each other: plain data, both ways. The page asks; each request has an id,
 * and exactly one answer with that id comes back; before it, news of how far a run is. Errors that a person can cause
 * keep their three parts. A live run is talked of in `live-protocol.ts`.
 */
import type { AppDescription } from '../../sim/model/app.ts';
import type { Checkpoint, Departure } from '../../sim/model/trace-file/checkpoints.ts';
import type { RunComparison } from '../../sim/model/compare/index.ts';
import type { Past } from '../../sim/model/trace-file/hash.ts';
import type { LinkedFinding, LinkedRun } from '../../sim/model/link/index.ts';
import type { Shows } from '../../sim/model/link/finding.ts';
import type { RunCost } from '../../sim/model/cost.ts';
import type { Remedy } from '../../sim/model/mitigations.ts';
import type { ParamSpec } from '../../sim/model/params.ts';
import type { Scenario } from '../../sim/model/scenario.ts';
import type { Scalar } from '../../sim/model/json.ts';
import type { Side, Trace } from '../../sim/model/trace.ts';
import type { CheckId, CheckKind, Outcome, Verdict } from '../../sim/model/verdict.ts';

export type { Overrides } from '../../sim/model/scenario.ts';

export interface RunRequest extends LinkedRun {
  /** Checkpoints of the run that a link was made of: how does this one stand to it? */
  readonly recorded?: readonly Checkpoint[];
  /** What a link says was found in it: does it still show? */
  readonly found?: LinkedFinding;
  /** Up to which moment the past is to be told of, so that two runs can be held against each other. */
  readonly pastMs?: number;
}

/** A fault as the page offers it: a chip, a sentence, and a form from its parameters. */
export interface FaultDescription {
  readonly id: string;
  readonly title: string;
  readonly sentence: string;
  readonly params: readonly ParamSpec[];
  /** The parameter that says from when on it is there; only a fault that has one can be thrown into a live run. */
  readonly begins: 'fromMs' | 'atMs' | null;
}

/** A constant of a service by its full name, as `qstash.dedupWindowMs`. */
export type ConstantDescription = ParamSpec & { readonly published?: Scalar; readonly source: string };

/** A check as the page words it. */
export interface CheckDescription {
  readonly id: CheckId;
  readonly kind: CheckKind;
  readonly title: string;
  /** When it holds. */
  readonly sentence: string;
}

/**
 * Everything that the page needs to list its scenarios, to draw its forms and to word its verdicts. The scenarios come
 * from the worker, which has them anyway: in the page's own script they would be half of its weight.
 */
export interface Description {
  readonly scenarios: readonly Scenario[];
  readonly app: AppDescription;
  readonly faults: readonly FaultDescription[];
  readonly constants: readonly ConstantDescription[];
  readonly checks: readonly CheckDescription[];
}

/** A verdict beside what the scenario expects; null where the run is not the scenario's own. */
export interface JudgedVerdict extends Verdict {
  readonly expected: Outcome | null;
}

/** What went wrong first, as the account of the run tells it. */
export interface Wrong {
  readonly text: string;
  /** The event to look at; null where the sentence is of none. */
  readonly eventId: number | null;
}

export interface RunResult {
  readonly request: RunRequest;
  readonly trace: Trace;
  readonly verdicts: Readonly<Record<Side, readonly JudgedVerdict[]>>;
  /** On production; null where nothing is broken. */
  readonly wrong: Wrong | null;
  /** One mark for each side. */
  readonly marks: Readonly<Record<Side, Outcome>>;
  /** The trace's hash: equal inputs and equal code give equal hashes. */
  readonly hash: string;
  /** Short hashes over its beginnings: a link carries them. */
  readonly checkpoints: readonly Checkpoint[];
  /** Where the request has a recorded run. */
  readonly departure: Departure | null;
  /** What it shows of what the request says was found. */
  readonly shows?: Shows;
  /** Where the request asked for it. */
  readonly past: Past | null;
  /** Real milliseconds that the run took in the worker. */
  readonly tookMs: number;
  /** It is shown as it was recorded (a file, a live run): its request need not give it. */
  readonly asRecorded?: true;
}

/** One of two runs to compare: one that a request gives, or a trace as it stands. */
export type ComparedRun = { readonly side: Side } & (
  | { readonly kind: 'request'; readonly request: RunRequest; readonly wanted: boolean }
  | { readonly kind: 'trace'; readonly trace: Trace }
);

/** The comparison, with the runs that were wanted for it. */
export interface Comparison {
  readonly left: RunResult | null;
  readonly right: RunResult | null;
  readonly comparison: RunComparison;
}

/** What the inputs of a saved trace give today. */
export type Again =
  | { readonly kind: 'same' }
  /** They part: at an event (that of the saved trace, where it has one), or in what is said beside the events. */
  | {
      readonly kind: 'departs';
      readonly eventId: number | null;
      readonly atMs: number;
      readonly path: string;
      readonly recorded: string;
      readonly now: string;
    }
  /** Somebody stopped it before it was known. */
  | { readonly kind: 'stopped' }
  /** Today's simulation does not take them. */
  | { readonly kind: 'refused'; readonly problem: Problem };

/** A trace from a file, judged as it is. */
export interface JudgedFile {
  readonly result: RunResult;
  readonly again: Again;
}

/** How far a run is that is under way. */
export interface Progress {
  readonly events: number;
  /** Virtual milliseconds of its last event. */
  readonly atMs: number;
}

/** How a scenario's own run ended, for the list: no trace, since fifty of them would fill the memory. */
export interface RunSummary {
  readonly scenario: string;
  readonly variant: string;
  readonly marks: Readonly<Record<Side, Outcome>>;
  /** Whether every verdict is the expected one. */
  readonly asExpected: boolean;
  /** The checks that production broke. */
  readonly broken: readonly CheckId[];
}

/** The same run with one thing switched. */
export interface Tried {
  readonly remedy: Remedy;
  /** Checks that production broke and that hold then. */
  readonly cures: readonly CheckId[];
  /** Checks that held and that it breaks then. */
  readonly breaks: readonly CheckId[];
  /** Whether a bound ended the run: then a check that is neither cured nor broken is not judged. */
  readonly cutShort: boolean;
  readonly cost: RunCost;
}

/** Which switch would have prevented what went wrong: the run as it is, and with each by itself. */
export interface Prevention {
  readonly broken: readonly CheckId[];
  readonly cost: RunCost;
  /** What cures most first; of equals, what breaks least. */
  readonly tried: readonly Tried[];
}

/** How many of the runs of a prevention are made. */
export interface Trials {
  readonly done: number;
  readonly all: number;
}

/** What went wrong, in three parts where a person caused it. */
export interface Problem {
  readonly field: string;
  readonly found: string;
  readonly expected: string;
  readonly message: string;
}

export type WorkerRequest =
  | { readonly id: number; readonly kind: 'describe' }
  | { readonly id: number; readonly kind: 'run'; readonly run: RunRequest }
  | { readonly id: number; readonly kind: 'summarise'; readonly run: RunRequest }
  /** A file's text: is it a trace, what do the checks say of it, and do its inputs still give it? */
  | { readonly id: number; readonly kind: 'judge'; readonly text: string }
  /** Two runs beside each other. */
  | { readonly id: number; readonly kind: 'compare'; readonly left: ComparedRun; readonly right: ComparedRun }
  /** The run, and again with each single mitigation. */
  | { readonly id: number; readonly kind: 'prevent'; readonly run: RunRequest }
  /** What has that id is to stop at once. */
  | { readonly id: number; readonly kind: 'stop' };

export type WorkerResponse =
  | { readonly id: number; readonly kind: 'described'; readonly description: Description }
  | { readonly id: number; readonly kind: 'ran'; readonly result: RunResult }
  | { readonly id: number; readonly kind: 'judged'; readonly file: JudgedFile }
  | { readonly id: number; readonly kind: 'summarised'; readonly summary: RunSummary }
  | { readonly id: number; readonly kind: 'compared'; readonly compared: Comparison }
  | { readonly id: number; readonly kind: 'prevented'; readonly prevention: Prevention }
  | { readonly id: number; readonly kind: 'trying'; readonly trials: Trials }
  | { readonly id: number; readonly kind: 'progress'; readonly progress: Progress }
  | { readonly id: number; readonly kind: 'stopped'; readonly progress: Progress }
  | { readonly id: number; readonly kind: 'failed'; readonly problem: Problem };
