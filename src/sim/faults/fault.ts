/**
 * The fault seam. A fault is plain data with a schema; its code, one file a fault, turns it into three kinds of
 * thing when a run starts: a rule about single calls, a change of a node, a parameter of a service over an interval.
 * To add one: a file that exports `defineFault({...})`, and a line in `index.ts`.
 */
import type { NodeClock } from '../kernel/clock.ts';
import type { Random } from '../kernel/random.ts';
import { InputError } from '../model/errors.ts';
import type { Scalar } from '../model/json.ts';
import { type ParamSpec, type ParamValues, readParams } from '../model/params.ts';
import type { Side } from '../model/trace.ts';
import type { Call, Rule } from '../network/effects.ts';
import type { WireAnswer } from '../network/wire.ts';

/** A node with a clock that a fault may touch: a service's, or an instance's. */
export interface FaultyNode {
  readonly id: string;
  readonly clock: NodeClock;
}

/** An instance, as a fault may touch it. */
export interface FaultyInstance extends FaultyNode {
  readonly crash: (detail: string) => void;
  /** It stands still for so long, whatever it is doing. */
  readonly freeze: (forMs: number) => void;
}

/** Something to be done at a moment: what it is, in a sentence for the trace, and the doing. */
export interface Deed {
  readonly effect: string;
  readonly act?: () => void;
}

/** A request that another deployment gets. */
export interface Diversion {
  readonly deployment: string;
  /** Whether that deployment is protected: it answers 401. */
  readonly isProtected: boolean;
}

/** When a constant has another value: to the end where `toMs` is left out. */
export interface Interval {
  readonly fromMs?: number;
  readonly toMs?: number;
}

/** What a fault can do to the world of a run. Whatever takes effect leaves a `fault` event in the trace. */
export interface FaultWorld {
  /** The first kind: asked about every call of one side; of the pipeline where none is named. */
  readonly rule: (rule: Rule, side?: Side) => void;
  /** An error of that status, as whoever is called words it. */
  readonly errorOf: (call: Call, status: number) => WireAnswer;

  /**
   * The second kind: told of every instance of a role (`any`: of all), of those that live at once and of the others when
   * they start, or of a service's node; gives in a sentence what it did to it, if it did something. Refuses a role that
   * does not exist.
   */
  readonly eachNode: (role: string, act: (node: FaultyNode) => string | undefined) => void;
  /** Instances of the role (`any`: of all) that are alive now. Refuses a role that does not exist. */
  readonly instances: (role: string) => readonly FaultyInstance[];
  /** The roles that instances can have. */
  readonly roles: readonly string[];
  /** The words of which the operations of calls to that service (`platform`: to the routes; `any`: to all) consist. */
  readonly operationWords: (to: string) => readonly string[];
  /** Sets (or with undefined removes) a variable of a deployment's environment before the run begins. */
  readonly environment: (deployment: string, name: string, value: string | undefined) => void;
  /** The same in the settings of the project: only a new deployment sees it. */
  readonly changeProject: (name: string, value: string | undefined) => void;
  /** A new deployment of the project serves from now on; gives its id. */
  readonly redeploy: () => string;
  /** Asked about every request for a route of that role: whether another deployment gets it, which is made if need be. */
  readonly divert: (deployment: string, diverter: (role: string) => Diversion | undefined) => void;
  /** The baseline's tab dies at that moment. */
  readonly closeTab: (atMs: number, effect: string) => void;

  /** The third kind: a constant of a service has another value for a while, on the pipeline's side or on both. */
  readonly parameter: (name: string, value: Scalar, interval: Interval, sides?: readonly Side[]) => void;
  /**
   * Redis has a replica, and reads go to it; asked how long each of the leader's writes, counted from 1, takes to
   * replicas (undefined: as long as it always does).
   */
  readonly slowReplicas: (lag: (write: number) => number | undefined) => void;
  /** A value for the constant of that name (which the parameter `name` names), from the text of parameter `value`. */
  readonly constant: (name: string, text: string) => Scalar;

  /** Does something at a moment of the run; a run that is over by then does not wait for it. */
  readonly at: (atMs: number, deed: () => Deed) => void;
  readonly nowMs: () => number;
  /** A stream of draws of this fault alone. */
  readonly stream: (name: string) => Random;
  /** A number in [0, 1) that belongs to a name, for this fault alone: nothing is drawn. */
  readonly shareOf: (name: string) => number;
  /** Refuses the value of one of the fault's parameters: throws InputError, which says what was expected. */
  readonly refuse: (param: string, found: Scalar, expected: string) => never;
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
  const read = (given: unknown, where: string): ParamValues<P> => {
    const values = readParams(params, given, where);
    checkInterval(values, where);
    return values;
  };
  return {
    id,
    title,
    sentence,
    params,
    begins,
    read: (given, where) => Object.fromEntries(Object.entries(read(given, where))) as Record<string, Scalar>,
    start: (given, where, world) => start(read(given, where), world),
  };
}

/** An interval in which no moment lies is a slip: what it is meant for would silently never happen. */
function checkInterval(values: object, where: string): void {
  const fromMs: unknown = Reflect.get(values, 'fromMs');
  const toMs: unknown = Reflect.get(values, 'toMs');
  if (typeof fromMs === 'number' && typeof toMs === 'number' && fromMs >= toMs)
    throw new InputError(`${where}.fromMs`, fromMs, `a number below ${toMs}, which is toMs`);
}
