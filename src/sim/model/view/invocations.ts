/** Collects the requests that instances handle, the calls that they make, and how both end. */
import { isRecord } from '../json.ts';
import type {
  AnswerEvent,
  ArrivalEvent,
  FailureEvent,
  LifecycleEvent,
  LogEvent,
  NodeInfo,
  NodeRole,
  RequestEvent,
  ReturnEvent,
  TraceEvent,
} from '../trace.ts';
import type { CallEnd, CallView, InvocationEnd, InvocationView } from './types.ts';

type Building<T> = { -readonly [K in keyof T]: T[K] };

interface OpenCall extends Omit<Building<CallView>, 'arrivals'> {
  readonly arrivals: number[];
}

interface OpenInvocation extends Omit<Building<InvocationView>, 'calls' | 'complaints'> {
  readonly calls: OpenCall[];
  readonly complaints: { event: number; text: string }[];
}

const DELIVERY_HEADER = 'upstash-message-id';

export class InvocationCollector {
  readonly #events: readonly TraceEvent[];
  readonly #roles: ReadonlyMap<string, NodeInfo>;
  readonly #byId = new Map<number, OpenInvocation>();
  /** Those at work, by node. */
  readonly #atWork = new Map<string, Set<OpenInvocation>>();
  readonly #calls = new Map<number, OpenCall>();

  constructor(events: readonly TraceEvent[], nodes: ReadonlyMap<string, NodeInfo>) {
    this.#events = events;
    this.#roles = nodes;
  }

  get invocations(): readonly InvocationView[] {
    return [...this.#byId.values()];
  }

  request(event: RequestEvent): void {
    const invocation = event.invocation === undefined ? undefined : this.#byId.get(event.invocation);
    // What a service does in consequence (a delivery at once of what was published) is no call of the invocation.
    if (invocation?.node !== event.node) return;
    const call: OpenCall = {
      request: event.id,
      to: this.#roleOf(event.to),
      operation: event.operation,
      sentAtMs: event.atMs,
      arrivals: [],
      end: { kind: 'open' },
      messages: event.messages,
      given: [],
    };
    invocation.calls.push(call);
    this.#calls.set(event.id, call);
  }

  arrival(event: ArrivalEvent): void {
    this.#calls.get(event.request)?.arrivals.push(event.id);
    if (this.#roleOf(event.node) !== 'instance') return;
    const request = this.#events[event.request];
    const invocation: OpenInvocation = {
      id: event.id,
      node: event.node,
      route: event.operation,
      startMs: event.atMs,
      end: { kind: 'open' },
      users: event.users,
      messages: event.messages,
      calls: [],
      delivers: request?.kind === 'request' ? deliveredBy(request) : null,
      complaints: [],
    };
    this.#byId.set(event.id, invocation);
    const atWork = this.#atWork.get(event.node) ?? new Set();
    this.#atWork.set(event.node, atWork.add(invocation));
  }

  answer(event: AnswerEvent): void {
    if (event.invocation === undefined) return;
    const invocation = this.#byId.get(event.invocation);
    if (invocation?.node !== event.node) return;
    this.#finish(invocation, { kind: 'answered', event: event.id, atMs: event.atMs, status: event.status });
  }

  outcome(event: ReturnEvent | FailureEvent): void {
    const call = this.#calls.get(event.request);
    if (call === undefined) return;
    call.end = endOf(event);
    if (event.kind === 'return') call.given = event.messages;
  }

  lifecycle({ id, node, atMs, change }: LifecycleEvent): void {
    if (change !== 'crash' && change !== 'timeout' && change !== 'stop') return;
    for (const invocation of this.#atWork.get(node) ?? []) this.#finish(invocation, { kind: change, event: id, atMs });
  }

  log({ id, invocation, level, text }: LogEvent): void {
    if (invocation === undefined || (level !== 'warn' && level !== 'error')) return;
    this.#byId.get(invocation)?.complaints.push({ event: id, text });
  }

  #finish(invocation: OpenInvocation, end: InvocationEnd): void {
    invocation.end = end;
    this.#atWork.get(invocation.node)?.delete(invocation);
  }

  #roleOf(node: string): NodeRole {
    return this.#roles.get(node)?.role ?? 'platform';
  }
}

/** Whether whoever called it has no reason to call again. */
export function endedWell({ end }: Pick<InvocationView, 'end'>): boolean {
  return end.kind === 'answered' && end.status < 300;
}

function endOf(event: ReturnEvent | FailureEvent): CallEnd {
  if (event.kind === 'return') return { kind: 'returned', event: event.id, status: event.status };
  return { kind: 'failed', event: event.id, error: event.error };
}

/** The QStash message that a request delivers: its header says so, and so does the patch that makes it ACTIVE. */
export function deliveredBy(request: RequestEvent): string | null {
  const named = request.headers[DELIVERY_HEADER];
  if (named !== undefined) return named;
  for (const change of request.patch ?? []) {
    if (change.op === 'set' && change.key.startsWith('messages/') && isRecord(change.value))
      return change.key.slice('messages/'.length);
  }
  return null;
}
