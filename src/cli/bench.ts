/**
 * What the commands need of the rest of the program, as one object, so that a test can hand them something
 * smaller. `app.ts` builds the real one.
 */
import type { LinkBase, Pool } from '../sim/explore/index.ts';
import type { Future } from '../sim/index.ts';
import type { AppDescription } from '../sim/model/app.ts';
import type { KnownFailure } from '../scenarios/index.ts';
import type { DocumentClaim } from '../sim/model/claim.ts';
import type { HistoryVersion } from '../sim/model/history.ts';
import type { Scenario } from '../sim/model/scenario.ts';
import type { RunInputs, Side, Trace } from '../sim/model/trace.ts';
import type { CheckId, Outcome, Verdict } from '../sim/model/verdict.ts';

export interface Bench {
  /** In the order in which they are listed. */
  readonly scenarios: readonly Scenario[];
  /** What the batching logic says of itself: policies, settings, environment. */
  readonly app: AppDescription;
  /** Runs the inputs. Throws InputError where they name what does not exist. */
  readonly simulate: (inputs: RunInputs, future?: Future) => Promise<Trace>;
  /** On production, where no side is named. */
  readonly judge: (trace: Trace, side?: Side) => readonly Verdict[];
  /** What the reference document claims, in its order. */
  readonly claims: readonly DocumentClaim[];
  /** The verdict that a scenario's own variant must show. */
  readonly expectedOutcome: (check: CheckId, expected: Readonly<Partial<Record<CheckId, Outcome>>>) => Outcome;
  /** Both sides as a text drawing. */
  readonly draw: (trace: Trace) => string;
  readonly hindcastVersions: readonly HistoryVersion[];
  /** Failures of the documented pipeline that exploration has to find again. */
  readonly knownFailures: readonly KnownFailure[];
  /** The scenario whose name explored runs carry. */
  readonly base: LinkBase;
  /** So many threads that explore; whoever opens them closes them. */
  readonly openPool: (workers: number) => Pool;
}

/** Where a command writes, and what it may do with files. */
export interface Io {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Whether a person reads the output, and no pipe or file. */
  readonly terminal: boolean;
  /** Throws InputError where the file cannot be read. Here as below, `field` is the option or argument that named it. */
  readonly readFile: (path: string, field: string) => string;
  /** In folders that are made where they are missing. Throws InputError where the file cannot be written. */
  readonly writeFile: (path: string, text: string, field: string) => void;
  /** The same with a text that no string may be able to hold: it is written piece by piece, as it is made. */
  readonly writePieces: (path: string, pieces: Iterable<string>, field: string) => void;
  /** Whether it could be written, without writing it; throws InputError as `writeFile` would. */
  readonly checkFile: (path: string, field: string) => void;
  /** Whether files could be written in it. Throws InputError. */
  readonly checkFolder: (path: string, field: string) => void;
  readonly fileExists: (path: string) => boolean;
  /** Milliseconds of real time, for rates and limits of time. */
  readonly nowMs: () => number;
  /** Calls `act` when the user wants to stop (Ctrl-C). Gives what takes that back. */
  readonly onInterrupt: (act: () => void) => () => void;
  /** Calls `act` about once a second of real time. Gives what ends that. */
  readonly onTick: (act: () => void) => () => void;
  /** A line that the next one overwrites; where no terminal reads it, one every ten seconds or so. */
  readonly progress: (text: string) => void;
}

/** What a command ends with. `bug`: an error that no input should be able to cause. */
export const EXIT = { ok: 0, differs: 1, badInput: 2, inconclusive: 3, bug: 70 } as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The command as people type it; failures print it with the arguments that bring them back. */
export const PROGRAM = 'npm run --silent batchsim --';
