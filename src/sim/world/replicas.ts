/**
 * Redis's replicas: nodes of their own behind the one address. The leader takes scripts, transactions and writes; reads
 * go to the replicas in turn, but for those whose client has seen more than the replica knows: the leader serves them.
 */
import { type Connected, type EndpointParts, placeService } from './service-endpoint.ts';
import type { SimNode } from '../kernel/node.ts';
import type { Endpoint } from '../network/endpoint.ts';
import type { WireRequest } from '../network/wire.ts';
import { isRead, redis, type RedisService } from '../services/redis/index.ts';

type Member = Connected<ReturnType<RedisService['createReplica']>>;
type Write = Parameters<Parameters<RedisService['copyTo']>[0]>[0];

/** How long a write takes to the replicas; undefined: as long as it always does. */
export type Lag = (write: number) => number | undefined;

export class Replicas {
  readonly #parts: EndpointParts;
  readonly #leader: Connected<RedisService>;
  readonly #members: Member[] = [];
  readonly #lags: Lag[] = [];
  #turn = 0;

  /** Puts itself in the leader's place under its addresses. */
  constructor(parts: EndpointParts, leader: Connected<RedisService>, count: number) {
    this.#parts = parts;
    this.#leader = leader;
    this.ensure(count);
  }

  get nodes(): readonly SimNode[] {
    return this.#members.map(({ node }) => node);
  }

  /** Has at least so many; to be called before anything is written. */
  ensure(count: number): void {
    if (this.#members.length === 0 && count > 0) this.#begin();
    while (this.#members.length < count) {
      const number = this.#members.length + 1;
      const info = { id: `redis-replica-${number}`, role: 'redis-replica', label: `Redis replica ${number}` } as const;
      this.#members.push(placeService(this.#parts, redis, info, (host) => this.#leader.service.createReplica(host)));
    }
  }

  /** Asked about every write; the first that says something decides. */
  slowBy(lag: Lag): void {
    this.#lags.push(lag);
  }

  #begin(): void {
    this.#leader.service.copyTo((write) => this.#copy(write));
    const { endpoint: leader } = this.#leader;
    const endpoint: Endpoint = {
      node: leader.node,
      describe: (request) => leader.describe(request),
      choose: (request) => this.#choose(request),
      receive: (arrival) => leader.receive(arrival),
    };
    for (const origin of redis.origins) this.#parts.network.connect(origin, endpoint);
  }

  #choose(request: WireRequest): Endpoint {
    if (!isRead(request)) return this.#leader.endpoint;
    const member = this.#members[this.#turn % this.#members.length];
    this.#turn += 1;
    return member?.service.knows(request) === true ? member.endpoint : this.#leader.endpoint;
  }

  /** A run that is over does not wait for the replicas. */
  #copy(write: Write): void {
    const { kernel, constants } = this.#parts;
    let lagMs: number | undefined;
    for (const lag of this.#lags) lagMs ??= lag(write.number);
    const usualMs = constants.view('redis', redis.constants).replicaLagMs;
    for (const { node, service } of this.#members) {
      service.expect(write);
      kernel.schedule(node, lagMs ?? usualMs, () => service.arrive(write)).matters(false);
    }
  }
}
