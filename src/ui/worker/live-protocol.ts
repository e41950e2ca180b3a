/**
 * What the page and the worker of a live run say to each other. The worker has one live run at a time and nothing else
 * to do: it is advanced, told what was typed and thrown, and answers with what is new.
 */
import type { OwnScenario } from '../../sim/model/own-scenario.ts';
import type { FaultInput, TypedMessage } from '../../sim/model/scenario.ts';
import type { Scalar } from '../../sim/model/json.ts';
import type { NodeInfo, RunEnd, RunInputs, TraceEvent } from '../../sim/model/trace.ts';
import type { Problem, RunResult } from './protocol.ts';

/** Something that a person did to the running world, at a moment of virtual time. */
export type LiveInput =
  | { readonly kind: 'message'; readonly message: TypedMessage }
  | { readonly kind: 'fault'; readonly fault: FaultInput };

export type LiveRequest =
  /** Starts one, instead of any other, and takes it at once to the moment. */
  | { readonly id: number; readonly kind: 'live-start'; readonly own: OwnScenario; readonly toMs: number }
  /** What was done since the last step, then on to the moment. */
  | {
      readonly id: number;
      readonly kind: 'live-step';
      readonly inputs: readonly LiveInput[];
      readonly toMs: number;
      readonly judge: boolean;
    }
  /** To its end, with its hash; the live run is over then. */
  | { readonly id: number; readonly kind: 'live-finish' };

/** What is new since the last answer. */
export interface LiveNews {
  /** Position of the first of the new events. */
  readonly fromEvent: number;
  readonly events: readonly TraceEvent[];
  readonly nodes: readonly NodeInfo[];
  readonly inputs: RunInputs;
  readonly constants: Readonly<Record<string, Scalar>>;
  readonly end: RunEnd;
  /** Everything that is due before this moment has happened. */
  readonly reachedMs: number;
  /** Null where nobody asked for them. */
  readonly verdicts: RunResult['verdicts'] | null;
  /** Of the whole trace; null until it is over. */
  readonly hash: string | null;
  /** What could not be done; everything else was. */
  readonly problems: readonly Problem[];
}

export type LiveResponse =
  | { readonly id: number; readonly kind: 'live'; readonly news: LiveNews }
  | { readonly id: number; readonly kind: 'failed'; readonly problem: Problem };
