/**
 * Puts a simulated service on a node and behind its origins: it gets requests as they arrive, its effect is
 * recorded with the arrival, and its answer leaves when its work is done.
 */
import type { Kernel } from '../kernel/kernel.ts';
import type { SimNode } from '../kernel/node.ts';
import type { NodeInfo, Side } from '../model/trace.ts';
import type { Ledgers } from '../network/ledgers.ts';
import type { Arrival, Endpoint, Network } from '../network/network.ts';
import type { Constants } from './constants.ts';
import type { Served, Service, ServiceConstant, ServiceHost, ServiceKind } from '../services/service.ts';

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
  const node = parts.kernel.addNode({ ...info, side: parts.side }, false);
  const service = create(hostOf(parts, kind, node));
  const endpoint = {
    node,
    describe: (request: Arrival['request']) => ({ operation: kind.operation(request) }),
    receive: (arrival: Arrival) => serve(parts, node, service, arrival),
  };
  return { node, service, endpoint };
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

function serve(
  { kernel, ledgers }: EndpointParts,
  node: SimNode,
  service: Service,
  arrival: Arrival,
): void | Promise<void> {
  const { messages, users } = kernel.recorder.event(arrival.requestId);
  const id = kernel.record(node, {
    kind: 'arrival',
    from: arrival.from.id,
    request: arrival.requestId,
    operation: arrival.operation,
    messages,
    users: users.length > 0 ? users : ledgers.scanRequest(arrival.request).users,
  });
  kernel.follow(id, undefined);
  const finish = ({ answer, afterMs = 0, facts, patch }: Served): void => {
    kernel.recorder.amend(id, facts, patch);
    const origin = { cause: id, invocation: undefined };
    if (afterMs === 0) {
      kernel.follow(id, undefined);
      arrival.respond(node, answer);
    } else kernel.schedule(node, afterMs, () => arrival.respond(node, answer), origin);
  };
  const served = service.handle(arrival.request);
  return served instanceof Promise ? served.then(finish) : finish(served);
}

function hostOf<const C extends readonly ServiceConstant[]>(
  { kernel, network, ledgers, constants, side }: EndpointParts,
  kind: ServiceKind<C>,
  node: SimNode,
): ServiceHost<C> {
  return {
    constants: constants.view(kind.id, kind.constants),
    random: kernel.stream(side === 'pipeline' ? kind.id : `baseline/${kind.id}`),
    nowMs: () => kernel.nowMs,
    clockMs: () => node.clock.read(kernel.nowMs),
    after: (delayMs, act) => {
      const scheduled = kernel.schedule(node, delayMs, act);
      return () => scheduled.cancel();
    },
    call: (request, done, patch) => network.send(node, request, done, patch).requestId,
    note: (operation, facts, patch) => {
      const { messages, users } = ledgers.reader.scanData(facts, patch ?? []);
      kernel.follow(kernel.record(node, { kind: 'service', operation, facts, messages, users, patch }));
    },
  };
}
