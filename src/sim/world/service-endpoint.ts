/**
 * Puts a simulated service on a node and behind its origins: it gets requests as they arrive, its effect is
 * recorded with the arrival, and its answer leaves when its work is done.
 */
import type { Kernel } from '../kernel/kernel.ts';
import type { SimNode } from '../kernel/node.ts';
import type { Random } from '../kernel/random.ts';
import type { ParamValues } from '../model/params.ts';
import type { NodeInfo, Side, StateChange } from '../model/trace.ts';
import type { CallOutcome, Concerns, WireAnswer, WireRequest } from '../network/wire.ts';
import type { Ledgers } from '../network/ledgers.ts';
import type { Arrival, Described, Endpoint } from '../network/endpoint.ts';
import type { Network } from '../network/network.ts';
import type { Constants } from './constants.ts';
import type { Facts, Served, Service, ServiceConstant, ServiceHost, ServiceKind } from '../services/service.ts';

export interface EndpointParts {
  readonly kernel: Kernel;
  readonly network: Network;
  readonly ledgers: Ledgers;
  readonly constants: Constants;
  readonly side: Side;
}

export interface Connected<S extends Service> {
  readonly node: SimNode;
  readonly service: S;
  readonly endpoint: Endpoint;
}

/** Puts a service on a node of its own, under no address yet. */
export function placeService<const C extends readonly ServiceConstant[], S extends Service>(
  parts: EndpointParts,
  kind: ServiceKind<C>,
  info: Pick<NodeInfo, 'id' | 'role' | 'label'>,
  create: (host: ServiceHost<C>) => S,
): Connected<S> {
  const { id, role, label } = info;
  const node = parts.kernel.addNode({ id, role, label, side: parts.side }, false);
  const service = create(new Host(parts, kind, node));
  return { node, service, endpoint: new ServiceEndpoint(parts, kind, node, service) };
}

/** The same, reached under the service's addresses. */
export function connectService<const C extends readonly ServiceConstant[], S extends Service>(
  parts: EndpointParts,
  kind: ServiceKind<C, S>,
): Connected<S> {
  const id = parts.side === 'pipeline' ? kind.id : `tab-${kind.id}`;
  const placed = placeService(parts, kind, { id, role: kind.role, label: kind.label }, (host) => kind.create(host));
  for (const origin of kind.origins) parts.network.connect(origin, placed.endpoint);
  return placed;
}

/** A request that a service has dealt with, and whose answer waits until the service's work is done. */
interface Worked {
  readonly node: SimNode;
  readonly arrival: Arrival;
  readonly answer: WireAnswer;
}

function answerWorked({ node, arrival, answer }: Worked): void {
  arrival.respond(node, answer);
}

class ServiceEndpoint implements Endpoint {
  readonly node: SimNode;
  readonly #parts: EndpointParts;
  readonly #kind: Pick<ServiceKind<readonly ServiceConstant[]>, 'operation'>;
  readonly #service: Service;

  constructor(
    parts: EndpointParts,
    kind: Pick<ServiceKind<readonly ServiceConstant[]>, 'operation'>,
    node: SimNode,
    service: Service,
  ) {
    this.node = node;
    this.#parts = parts;
    this.#kind = kind;
    this.#service = service;
  }

  describe(request: WireRequest): Described {
    return { operation: this.#kind.operation(request), route: undefined };
  }

  receive(arrival: Arrival): void | Promise<void> {
    const { kernel, ledgers } = this.#parts;
    const { concerns, request } = arrival;
    const { messages, users } = concerns;
    const id = kernel.record(this.node, {
      kind: 'arrival',
      from: arrival.from.id,
      request: arrival.requestId,
      operation: arrival.operation,
      messages,
      users: users.length > 0 ? users : ledgers.scanRequest(request).users,
    });
    kernel.follow(id, undefined);
    const served = this.#service.handle(request);
    if (served instanceof Promise) return served.then((made) => this.#finish(arrival, id, made));
    return this.#finish(arrival, id, served);
  }

  #finish(arrival: Arrival, id: number, { answer, afterMs = 0, facts, patch }: Served): void {
    const { kernel } = this.#parts;
    const { node } = this;
    kernel.recorder.amend(id, facts, patch);
    if (afterMs === 0) {
      kernel.follow(id, undefined);
      arrival.respond(node, answer);
      return;
    }
    const origin = { cause: id, invocation: undefined };
    kernel.scheduleOn<Worked>(node, afterMs, origin, answerWorked, { node, arrival, answer });
  }
}

class Host<const C extends readonly ServiceConstant[]> implements ServiceHost<C> {
  readonly constants: ParamValues<C>;
  readonly random: Random;
  readonly #parts: EndpointParts;
  readonly #node: SimNode;

  constructor(parts: EndpointParts, kind: ServiceKind<C>, node: SimNode) {
    this.#parts = parts;
    this.#node = node;
    this.constants = parts.constants.view(kind.id, kind.constants);
    this.random = parts.kernel.stream(parts.side === 'pipeline' ? kind.id : `baseline/${kind.id}`);
  }

  nowMs(): number {
    return this.#parts.kernel.nowMs;
  }

  clockMs(): number {
    return this.#node.clock.read(this.#parts.kernel.nowMs);
  }

  after(delayMs: number, act: () => void): () => void {
    const scheduled = this.#parts.kernel.schedule(this.#node, delayMs, act);
    return () => scheduled.cancel();
  }

  call(
    request: WireRequest,
    done: (outcome: CallOutcome) => void,
    patch?: readonly StateChange[],
    about?: Concerns,
  ): number {
    return this.#parts.network.send(this.#node, request, done, patch, about).requestId;
  }

  note(operation: string, facts: Facts, patch?: readonly StateChange[], about?: Concerns): void {
    const { kernel, ledgers } = this.#parts;
    const { messages, users } = about ?? ledgers.reader.scanData(facts, patch ?? []);
    kernel.follow(kernel.record(this.#node, { kind: 'service', operation, facts, messages, users, patch }));
  }
}
