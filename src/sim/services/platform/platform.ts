/**
 * The function platform: chooses an instance for a request, starts new ones, enforces the maximum duration, and
 * answers in the place of an instance that died. Instances are nodes; the platform itself is one, too.
 */
import type { Kernel } from '../../kernel/kernel.ts';
import type { SimNode } from '../../kernel/node.ts';
import type { Random } from '../../kernel/random.ts';
import { HostResponse } from '../../globals/body.ts';
import { LightRequest } from '../../globals/request.ts';
import { LightResponse } from '../../globals/response.ts';
import type { App, RouteDescription } from '../../model/app.ts';
import type { ParamValues } from '../../model/params.ts';
import type { LifecycleEvent } from '../../model/trace.ts';
import type { Ledgers } from '../../network/ledgers.ts';
import type { Arrival, Described, Endpoint } from '../../network/endpoint.ts';
import { pathOf, type WireAnswer, type WireRequest } from '../../network/wire.ts';
import type { PLATFORM_CONSTANTS } from './constants.ts';
import type { Deployments } from './deployments.ts';
import { Instance } from './instance.ts';
import { plain, TIMED_OUT } from './pages.ts';
import { type Interchangeable, type Pool, Pools } from './pool.ts';

export type InstanceListener = (instance: Instance, route: string) => void;

export interface PlatformParts {
  readonly kernel: Kernel;
  readonly node: SimNode;
  readonly app: App;
  readonly routes: readonly RouteDescription[];
  readonly deployments: Deployments;
  readonly ledgers: Ledgers;
  readonly constants: ParamValues<typeof PLATFORM_CONSTANTS>;
}

/** A request that was sent to an instance. */
interface Given {
  readonly instance: Instance;
  readonly arrival: Arrival;
}

const ALL_ROUTES = 'all';

export class Platform implements Endpoint {
  readonly node: SimNode;
  readonly #parts: PlatformParts;
  readonly #placement: Random;
  readonly #instances: Instance[] = [];
  /** The living instances that may stand for each other. */
  readonly #pools = new Pools();
  readonly #byNode = new Map<SimNode, Instance>();
  readonly #listeners: InstanceListener[] = [];
  readonly #counts = new Map<string, number>();

  constructor(parts: PlatformParts) {
    this.#parts = parts;
    this.node = parts.node;
    this.#placement = parts.kernel.stream('placement');
  }

  /** Told of every instance when it starts, before its code is loaded. */
  onInstance(listener: InstanceListener): void {
    this.#listeners.push(listener);
  }

  get instances(): readonly Instance[] {
    return this.#instances;
  }

  /** The instance that lives on the node. */
  on(node: SimNode): Instance | undefined {
    return this.#byNode.get(node);
  }

  readonly describe = (request: WireRequest): Described => {
    const path = pathOf(request.url);
    const role = this.#roleOf(path);
    return { operation: role ?? path, route: role };
  };

  #roleOf(path: string): string | undefined {
    return this.#parts.routes.find((route) => route.path === path)?.role;
  }

  readonly receive = (arrival: Arrival): void => {
    const { kernel, constants, deployments } = this.#parts;
    const path = pathOf(arrival.request.url);
    const role = this.#roleOf(path);
    if (role === undefined) {
      arrival.respond(this.node, plain(404, 'NOT_FOUND', 'The page could not be found'));
      return;
    }
    const { deployment, isProtected } = deployments.choose(role, arrival.requestId);
    if (isProtected) {
      arrival.respond(this.node, plain(401, 'DEPLOYMENT_PROTECTED', 'Authentication Required'));
      return;
    }
    const functionName = constants.grouping === 'route' ? path : '*';
    const label = constants.grouping === 'route' ? role : ALL_ROUTES;
    const pool = this.#poolOf({ deployment, functionName });
    const instance = this.#choose(pool) ?? this.#start(deployment, functionName, label, pool);
    instance.expected += 1;
    pool.changed(instance);
    if (!instance.paused) this.#thaw(instance, '');
    const waitMs = instance.routes === undefined ? constants.coldStartMs : 0;
    kernel.scheduleOn(instance.node, waitMs, arrival.origin, this.#handle, { instance, arrival });
  };

  /** An idle instance, or none for a new one: the platform promises neither. */
  #choose(pool: Pool): Instance | undefined {
    const { constants } = this.#parts;
    if (constants.reuse === 'never') return undefined;
    if (constants.model === 'fluid' || constants.reuse === 'always') return pool.nth(0);
    return pool.available === 0 ? undefined : pool.nth(this.#placement.below(pool.available + 1));
  }

  #poolOf(instances: Interchangeable): Pool {
    const { model, fluidConcurrency } = this.#parts.constants;
    return this.#pools.of(instances, model === 'fluid' ? fluidConcurrency : 1);
  }

  #start(deployment: string, functionName: string, label: string, pool: Pool): Instance {
    const { kernel, deployments } = this.#parts;
    const count = (this.#counts.get(label) ?? 0) + 1;
    this.#counts.set(label, count);
    const node = kernel.addNode(
      { id: `${label}-${count}`, role: 'instance', side: 'pipeline', label: `${label} #${count}`, route: label },
      true,
    );
    node.env = { ...deployments.environmentOf(deployment) };
    const instance = new Instance(node, deployment, functionName);
    this.#instances.push(instance);
    this.#byNode.set(node, instance);
    pool.add(instance);
    const environment = deployments.differencesOf(deployment);
    // Whoever reads the trace sees with what an instance runs; where it is what the run was given, that is known.
    const facts = Object.keys(environment).length === 0 ? {} : { facts: { environment } };
    kernel.record(node, { kind: 'lifecycle', change: 'start', detail: `deployment ${deployment}`, ...facts });
    for (const listener of this.#listeners) listener(instance, label);
    return instance;
  }

  #lifecycle(instance: Instance, change: LifecycleEvent['change'], detail: string): number {
    return this.#parts.kernel.record(instance.node, { kind: 'lifecycle', change, detail });
  }

  readonly #handle = ({ instance, arrival }: Given): void => {
    const { kernel, ledgers, constants } = this.#parts;
    instance.expected -= 1;
    const { concerns } = arrival;
    const id = kernel.record(instance.node, {
      kind: 'arrival',
      from: arrival.from.id,
      request: arrival.requestId,
      operation: arrival.operation,
      invocation: kernel.recorder.nextId,
      messages: concerns.messages,
      users: concerns.users,
    });
    kernel.follow(id, id);
    ledgers.open(id, concerns);
    const limit = kernel.schedule(this.node, constants.maxDurationMs, () => this.#timeOut(instance), {
      cause: id,
      invocation: undefined,
    });
    instance.active.set(id, { arrival, startedMs: kernel.nowMs, release: () => limit.cancel(), held: 0 });
    this.#invoke(instance, arrival.request).then(
      (answer) => this.#finish(instance, id, answer),
      (error: unknown) => {
        console.error(error);
        this.#finish(instance, id, plain(500, 'FUNCTION_INVOCATION_FAILED', 'A server error has occurred'));
      },
    );
  };

  /** Loads the module on the first request, as a cold start does, and calls the handler. */
  async #invoke(instance: Instance, wire: WireRequest): Promise<WireAnswer> {
    const routes = this.#load(instance);
    const handler = routes[pathOf(wire.url)];
    if (handler === undefined) return plain(404, 'NOT_FOUND', 'The page could not be found');
    const request = LightRequest.received(wire);
    // Handlers are typed by the host's classes; during a run the light ones stand in their place as the globals.
    const response: unknown = await handler(request as unknown as Request);
    if (response instanceof LightResponse) {
      return { status: response.status, headers: response.headers.toRecord(), body: await response.takeBody() };
    }
    // A module that is loaded once for all runs may have kept the host's class, or extended it.
    if (response instanceof HostResponse) {
      return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
    }
    throw new TypeError(`The handler of ${pathOf(wire.url)} gave ${typeof response}, not a Response`);
  }

  #load(instance: Instance): Exclude<Instance['routes'], undefined | { kind: 'failed' }>['routes'] {
    if (instance.routes === undefined) {
      try {
        instance.routes = { kind: 'loaded', routes: this.#parts.app(instance.node.id) };
      } catch (error) {
        instance.routes = { kind: 'failed', error };
      }
    }
    if (instance.routes.kind === 'failed') throw instance.routes.error;
    return instance.routes.routes;
  }

  #finish(instance: Instance, id: number, answer: WireAnswer): void {
    const invocation = instance.active.get(id);
    if (invocation === undefined || !instance.alive) return;
    instance.active.delete(id);
    this.#poolOf(instance).changed(instance);
    if (invocation.held > 0) instance.lingering.set(id, invocation);
    else invocation.release();
    const { kernel } = this.#parts;
    kernel.follow(kernel.origin.cause ?? id, id);
    invocation.arrival.respond(instance.node, answer);
    this.#rest(instance);
  }

  /** Without a request, and without a promise given to `waitUntil`, the instance is frozen. */
  #rest(instance: Instance): void {
    if (this.#parts.constants.freezeAfterAnswer && instance.idle) this.#freeze(instance, '');
  }

  /** `detail` is empty where the platform does it by itself. */
  #freeze(instance: Instance, detail: string): void {
    if (instance.node.state !== 'running') return;
    this.#lifecycle(instance, 'freeze', detail);
    this.#parts.kernel.freeze(instance.node);
  }

  #thaw(instance: Instance, detail: string): void {
    if (instance.node.state !== 'frozen') return;
    this.#lifecycle(instance, 'thaw', detail);
    this.#parts.kernel.thaw(instance.node);
  }

  /** The instance stands still, whatever it is doing; its maximum duration goes on, and requests for it wait. */
  pause(instance: Instance, detail: string): void {
    this.#freeze(instance, detail);
    instance.paused = true;
  }

  /** It goes on, if there is something to go on with. */
  resume(instance: Instance, detail: string): void {
    instance.paused = false;
    if (!this.#parts.constants.freezeAfterAnswer || !instance.idle) this.#thaw(instance, detail);
  }

  /** The platform's promise to code that goes on after its answer; outside a request it promises nothing. */
  waitUntil(node: SimNode, work: Promise<unknown>): void {
    const { invocation: id } = this.#parts.kernel;
    const instance = this.#byNode.get(node);
    if (instance === undefined || id === undefined) return;
    const invocation = instance.active.get(id) ?? instance.lingering.get(id);
    if (invocation === undefined) return;
    invocation.held += 1;
    const settle = (): void => {
      invocation.held -= 1;
      if (invocation.held > 0 || !instance.lingering.delete(id)) return;
      invocation.release();
      this.#rest(instance);
    };
    work.then(settle, settle);
  }

  #timeOut(instance: Instance): void {
    if (!instance.alive) return;
    const { maxDurationMs } = this.#parts.constants;
    this.#end(instance, 'timeout', `killed at its maximum duration of ${maxDurationMs} ms`, TIMED_OUT);
  }

  /** The instance dies at once, in the middle of whatever it does. Whoever waits for it is answered with an error. */
  crash(instance: Instance, detail: string): void {
    if (!instance.alive) return;
    this.#end(instance, 'crash', detail, plain(500, 'FUNCTION_INVOCATION_FAILED', 'A server error has occurred'));
  }

  #end(instance: Instance, change: 'crash' | 'timeout', detail: string, answer: WireAnswer): void {
    const { kernel } = this.#parts;
    const ended = this.#lifecycle(instance, change, detail);
    kernel.kill(instance.node);
    this.#poolOf(instance).remove(instance);
    kernel.follow(ended, undefined);
    for (const { arrival, release } of instance.active.values()) {
      release();
      arrival.respond(this.node, answer);
    }
    for (const { release } of instance.lingering.values()) release();
    instance.active.clear();
    instance.lingering.clear();
  }
}
