/**
 * The shape of a simulated service. A service answers its real wire protocol: it gets a request as the client
 * library sent it and gives the answer that the vendor would give. It lives on one node, sees only that node's
 * clock, and reaches the world through its host. One folder a service: `index.ts` (door), `server.ts` (the wire),
 * `service.ts` (what it holds and does), `constants.ts` (numbers, each with its source).
 */
import type { Json, Scalar } from '../model/json.ts';
import type { ParamSpec, ParamValues } from '../model/params.ts';
import type { NodeRole, StateChange } from '../model/trace.ts';
import type { Random } from '../kernel/random.ts';
import type { CallOutcome, Concerns, WireAnswer, WireRequest } from '../network/wire.ts';

export { LateHeader } from '../network/wire.ts';
export type { CallOutcome, Concerns, WireAnswer, WireRequest } from '../network/wire.ts';

export type Facts = Readonly<Record<string, Json>>;

/** What a service made of a request. Its effect has taken place when this is given. */
export interface Served {
  readonly answer: WireAnswer;
  /** How long the service works before the answer leaves; 0 where it is left out. */
  readonly afterMs?: number;
  /** What a debugger wants to know of the decision: `{deduplicated: true}`. */
  readonly facts?: Facts | undefined;
  readonly patch?: readonly StateChange[] | undefined;
}

/**
 * A constant of a service. `default` is the value of profile `documented`; `published` that of profile
 * `published` where the vendor says something else. Every one can be set in a scenario.
 */
export type ServiceConstant = ParamSpec & {
  readonly published?: Scalar;
  /** It decides how a run is built: no fault can change it while the run goes on. */
  readonly fixed?: true;
  /** Where the number comes from; "not published; chosen" where the vendor says nothing. */
  readonly source: string;
};

/** What the run gives a service. */
export interface ServiceHost<C extends readonly ServiceConstant[]> {
  /** Constants as they are at this moment: the profile's, the scenario's, and what a fault makes of them now. */
  readonly constants: ParamValues<C>;
  /** A stream of draws of this service alone. */
  readonly random: Random;
  /** Virtual time in milliseconds since the start of the run. */
  nowMs(): number;
  /** This node's own clock, in milliseconds of the Unix epoch. */
  clockMs(): number;
  /** Runs `act` on this node after a while. Returns a function that cancels it. */
  after(delayMs: number, act: () => void): () => void;
  /**
   * Sends a request from this node. `done` is called on this node when the answer or its failure arrives, and never if
   * neither does. What the request is `about` is looked for in it where the service does not say. Returns the id of the
   * `request` event.
   */
  call(
    request: WireRequest,
    done: (outcome: CallOutcome) => void,
    patch?: readonly StateChange[],
    about?: Concerns,
  ): number;
  /**
   * Records something that the service does on its own, with the changes to what it holds. What it is `about` is looked for in
   * them where the service does not say.
   */
  note(operation: string, facts: Facts, patch?: readonly StateChange[], about?: Concerns): void;
}

export interface Service {
  /** Serves one request: at once, or within microtasks. Time that passes is told by `afterMs`. */
  readonly handle: (request: WireRequest) => Served | Promise<Served>;
}

export interface ServiceKind<C extends readonly ServiceConstant[], S extends Service = Service> {
  readonly id: string;
  readonly role: NodeRole;
  readonly label: string;
  /** The origins that it answers, as `https://api.openai.com`. */
  readonly origins: readonly string[];
  readonly constants: C;
  /** A word for what a request asks for, shown on its arrow: `RPUSH`, `publish`, `chat`. */
  readonly operation: (request: WireRequest) => string;
  /** Every word that can stand in such an operation, but for methods and paths of what is not simulated. */
  readonly words: readonly string[];
  /** An error of that status as the vendor words it: what a fault answers in the service's stead. */
  readonly errorOf: (status: number, request: WireRequest) => WireAnswer;
  readonly create: (host: ServiceHost<C>) => S;
}

const JSON_HEADERS = { 'content-type': 'application/json' } as const;

/** An answer in JSON. */
export function json(status: number, value: Json, headers?: Readonly<Record<string, string>>): WireAnswer {
  return {
    status,
    headers: headers === undefined ? JSON_HEADERS : { ...JSON_HEADERS, ...headers },
    body: JSON.stringify(value),
  };
}
