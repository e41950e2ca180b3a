/**
 * The trace: the only thing that leaves a run. A flat list of plain JSON events; timelines, logs, the state
 * at any moment, verdicts, differences and exports are derived from it alone. `docs/trace-format.md` describes it.
 */
import type { Json, Scalar } from './json.ts';
import type { FaultInput, ProfileId, TypedMessage, Values } from './scenario.ts';
import type { RouteDescription } from './app.ts';

/** Raised whenever a reader of the older format would misread the newer one. */
export const TRACE_FORMAT = 1;

/** `pipeline`: what production does. `baseline`: what the single tab does with the same messages. */
export type Side = 'pipeline' | 'baseline';

/**
 * What a node stands for. `instance` is one serverless function instance; `platform` is the provider's
 * front door, which chooses instances and kills what runs too long.
 */
export type NodeRole =
  | 'phone'
  | 'messenger'
  | 'platform'
  | 'instance'
  | 'redis'
  | 'redis-replica'
  | 'qstash'
  | 'firestore'
  | 'openai'
  | 'tab';

/** The order in which nodes are shown: what the user touches first; the model comes before the archive. */
export const ROLE_ORDER: readonly NodeRole[] = [
  'phone',
  'messenger',
  'platform',
  'instance',
  'redis',
  'redis-replica',
  'qstash',
  'openai',
  'firestore',
  'tab',
];

export interface NodeInfo {
  readonly id: string;
  readonly role: NodeRole;
  readonly side: Side;
  /** For people: `webhook #2`, `Redis`. */
  readonly label: string;
  /** For an instance: the role of its route (`webhook`), or `all` where one function serves every route. */
  readonly route?: string;
  /** For a phone and a tab: whose. */
  readonly user?: string;
}

/** A change to what a service holds, as seen by a debugger: keys are paths within the service. */
export type StateChange =
  | { readonly op: 'set'; readonly key: string; readonly value: Json; readonly expiresAtMs?: number }
  | { readonly op: 'push'; readonly key: string; readonly values: readonly Json[]; readonly expiresAtMs?: number }
  | { readonly op: 'expire'; readonly key: string; readonly expiresAtMs: number | null }
  | { readonly op: 'delete'; readonly key: string };

interface EventBase {
  /** Position in the list, from 0. */
  readonly id: number;
  /** Virtual milliseconds from the start of the run. */
  readonly atMs: number;
  /** The node that it happened on. */
  readonly node: string;
  /** That node's own clock, in milliseconds of the Unix epoch. */
  readonly clockMs: number;
  readonly side: Side;
  /** Ids of the events that it follows from; an earlier id is always smaller. */
  readonly causes: readonly number[];
  /** Ids (`mid`) of the users' messages that it concerns. */
  readonly messages: readonly string[];
  /** Ids of the users whom it concerns. */
  readonly users: readonly string[];
  /** On an instance: the `arrival` of the request that is being handled. */
  readonly invocation?: number;
  /** Changes to what the node holds. */
  readonly patch?: readonly StateChange[];
}

export interface WireHeaders {
  readonly [name: string]: string;
}

/** The user sends a text (on the phone, and in the baseline's tab at the same time). */
export interface MessageEvent extends EventBase {
  readonly kind: 'message';
  readonly mid: string;
  readonly text: string;
}

/** A reply becomes visible to the user. */
export interface ReplyEvent extends EventBase {
  readonly kind: 'reply';
  readonly text: string;
}

/** A request leaves a node. */
export interface RequestEvent extends EventBase {
  readonly kind: 'request';
  readonly to: string;
  readonly method: string;
  readonly url: string;
  /** Only those of an allow-list: clients send the version of their host. */
  readonly headers: WireHeaders;
  readonly body: string;
  /** What it does, in the service's words: `RPUSH`, `publish`, `chat`. */
  readonly operation: string;
}

/** A request reaches a node. On an instance it opens an invocation; at a service its effect takes place. */
export interface ArrivalEvent extends EventBase {
  readonly kind: 'arrival';
  readonly from: string;
  /** The `request` that arrives. A second copy has the same. */
  readonly request: number;
  readonly operation: string;
  /** What the service made of it, as facts: `{deduplicated: true, id: "..."}`. */
  readonly facts?: { readonly [name: string]: Json };
}

/** An answer leaves the node that was asked. On an instance it closes the invocation. */
export interface AnswerEvent extends EventBase {
  readonly kind: 'answer';
  readonly to: string;
  readonly request: number;
  readonly status: number;
  readonly headers: WireHeaders;
  readonly body: string;
}

/** An answer reaches the node that asked. */
export interface ReturnEvent extends EventBase {
  readonly kind: 'return';
  readonly from: string;
  readonly request: number;
  readonly status: number;
}

/** The node that asked learns that there will be no answer (`fetch` throws). */
export interface FailureEvent extends EventBase {
  readonly kind: 'failure';
  readonly from: string;
  readonly request: number;
  readonly error: string;
}

/** A timer of the code under test: set, cleared, fired. */
export interface TimerEvent extends EventBase {
  readonly kind: 'timer-set' | 'timer-cleared' | 'timer-fired';
  /** The `timer-set` event; its own id for that event itself. */
  readonly timer: number;
  readonly delayMs: number;
}

/** A line of the platform's log. */
export interface LogEvent extends EventBase {
  readonly kind: 'log';
  readonly level: 'debug' | 'log' | 'info' | 'warn' | 'error';
  readonly text: string;
}

/** The life of an instance (or of the baseline's tab). */
export interface LifecycleEvent extends EventBase {
  readonly kind: 'lifecycle';
  readonly change: 'start' | 'ready' | 'crash' | 'timeout' | 'freeze' | 'thaw' | 'stop';
  readonly detail: string;
  readonly facts?: { readonly [name: string]: Json };
}

/** A fault takes effect: on a call (`request` names it) or on a node. */
export interface FaultEvent extends EventBase {
  readonly kind: 'fault';
  /** Position in `inputs.faults`. */
  readonly fault: number;
  /** What it did, in a sentence. */
  readonly effect: string;
  readonly request?: number;
}

/** A service does something on its own: a retry is scheduled, a message goes to the dead letters, a copy is sent again. */
export interface ServiceEvent extends EventBase {
  readonly kind: 'service';
  readonly operation: string;
  readonly facts?: { readonly [name: string]: Json };
}

export type TraceEvent =
  | MessageEvent
  | ReplyEvent
  | RequestEvent
  | ArrivalEvent
  | AnswerEvent
  | ReturnEvent
  | FailureEvent
  | TimerEvent
  | LogEvent
  | LifecycleEvent
  | FaultEvent
  | ServiceEvent;

/** Most events that a run may be allowed; a trace of more could neither be kept as text nor read again. */
export const MOST_EVENTS = 1_000_000;

/** Bounds of a run. What hits one ends as `inconclusive` and names it. */
export interface Bounds {
  readonly maxEvents: number;
  readonly maxVirtualMs: number;
}

/** Everything that decides a run, resolved: two runs with equal inputs and equal code have equal traces. */
export interface RunInputs {
  readonly scenario: string;
  readonly variant: string;
  readonly seed: number;
  readonly messages: readonly Required<TypedMessage>[];
  readonly policy: string;
  /** Every setting of the logic, with its value. */
  readonly settings: Values;
  readonly profile: ProfileId;
  /** Constants of the services that differ from the profile's. */
  readonly constants: Values;
  readonly faults: readonly FaultInput[];
  /** Environment of the first deployment, by name. */
  readonly environment: Readonly<Record<string, string>>;
  readonly routes: readonly RouteDescription[];
  readonly bounds: Bounds;
}

/** `quiet`: nothing was left that could matter. `stopped`: somebody stopped it, or looks at it while it goes on. */
export type RunEnd =
  | { readonly reason: 'quiet'; readonly atMs: number }
  | { readonly reason: 'stopped'; readonly atMs: number }
  | { readonly reason: 'bound'; readonly atMs: number; readonly bound: keyof Bounds };

export interface Trace {
  readonly format: typeof TRACE_FORMAT;
  readonly inputs: RunInputs;
  /** Every constant of the services, with the value that it had unless a fault changed it. */
  readonly constants: Readonly<Record<string, Scalar>>;
  /** Node ids in the order in which they are to be shown. */
  readonly nodes: readonly NodeInfo[];
  readonly events: readonly TraceEvent[];
  readonly end: RunEnd;
}
