/**
 * The fault seam. A fault is plain data with a schema; its code, one file a fault, turns it into three kinds of
 * thing when a run starts: a rule about single calls, a change of a node, a parameter of a service over an interval.
 * To add one: a file that exports `defineFault({...})`, and a line in `index.ts`.
 */
import type { Random } from '../kernel/random.ts';
import type { NodeClock } from '../kernel/clock.ts';
import type { Scalar } from '../model/json.ts';
import { type ParamSpec, type ParamValues, readParams } from '../model/params.ts';
import type { Rule } from '../network/effects.ts';

/** An instance, as a fault may touch it. */
export interface FaultyInstance {
  readonly id: string;
  readonly clock: NodeClock;
  readonly crash: (detail: string) => void;
}

/** What a fault can do to the world of a run. */
export interface FaultWorld {
  /** The first kind: asked about every call. */
  readonly rule: (rule: Rule) => void;
  /**
   * The second kind: told of every instance of a role when it starts (`any`: of all); gives in a sentence, for the
   * trace, what it did to it. Refuses a role that does not exist.
   */
  readonly eachInstance: (role: string, act: (instance: FaultyInstance) => string) => void;
  /** Instances of the role that are alive now. */
  readonly instances: (role: string) => readonly FaultyInstance[];
  /** Sets (or with undefined removes) a variable of a deployment's environment before the run begins. */
  readonly environment: (deployment: string, name: string, value: string | undefined) => void;
  /** The third kind: a constant of a service has another value for a while (to the end where `toMs` is left out). */
  readonly parameter: (name: string, value: Scalar, fromMs?: number, toMs?: number) => void;
  /** Does something at a moment of the run; `effect` says what, for the trace. */
  readonly at: (atMs: number, effect: string, act: () => void) => void;
  readonly nowMs: () => number;
  /** A stream of draws of this fault alone. */
  readonly random: Random;
}

export interface FaultDescription {
  readonly id: string;
  readonly title: string;
  readonly sentence: string;
  readonly params: readonly ParamSpec[];
  /**
   * The parameter that says from when on it is there. Before that moment it does nothing: it changes, records, draws and
   * counts nothing. Only such a fault can be thrown while a run goes on. Left out where it is there from the start.
   */
  readonly begins?: 'fromMs' | 'atMs' | undefined;
}

export interface Fault extends FaultDescription {
  /** Checks the parameters; throws InputError that names the field. */
  readonly read: (given: unknown, where: string) => Readonly<Record<string, Scalar>>;
  /** Brings it into a run. */
  readonly start: (given: unknown, where: string, world: FaultWorld) => void;
}

interface FaultDefinition<P extends readonly ParamSpec[]> extends FaultDescription {
  readonly params: P;
  readonly start: (params: ParamValues<P>, world: FaultWorld) => void;
}

export function defineFault<const P extends readonly ParamSpec[]>(definition: FaultDefinition<P>): Fault {
  const { id, title, sentence, params, begins, start } = definition;
  return {
    id,
    title,
    sentence,
    params,
    begins,
    read: (given, where) =>
      Object.fromEntries(Object.entries(readParams(params, given, where))) as Record<string, Scalar>,
    start: (given, where, world) => start(readParams(params, given, where), world),
  };
}
