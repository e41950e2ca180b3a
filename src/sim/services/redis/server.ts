/**
 * The database as its clients see it: one address, behind it a leader that takes the writes and replicas that may serve
 * reads. Source: Upstash docs, redis/features/restapi, features/consistency, howto/readyourwrites.
 */
import type { Service, WireRequest } from '../service.ts';
import { memberOf, Quota, type RedisHost } from './member.ts';
import { Replica, type Write } from './replica.ts';
import { Redis } from './service.ts';

/** A replica on its node: it serves reads, and is told of what the leader writes. */
export interface RedisReplica extends Service {
  /** Whether it knows all that the client has seen who sends the request: its sync token says so. */
  readonly knows: (request: WireRequest) => boolean;
  readonly expect: (write: Write) => void;
  /** The write is here. */
  readonly arrive: (write: Write) => void;
}

/** The leader, and how replicas come to it. */
export interface RedisService extends Service {
  readonly createReplica: (host: RedisHost) => RedisReplica;
  /** From now on `listen` is told of every write while it takes place. */
  readonly copyTo: (listen: (write: Write) => void) => void;
}

const TOKEN = 'zzz=';

function tokenOf({ headers }: WireRequest): number {
  return Number(headers['upstash-sync-token']?.replace(TOKEN, '') ?? 0);
}

export function createRedis(host: RedisHost): RedisService {
  const redis = new Redis();
  const quota = new Quota(host);
  let writes = 0;
  let tell: ((write: Write) => void) | undefined;
  const wrote = (): void => {
    writes += 1;
    tell?.({ number: writes, changes: redis.takeCopied() });
  };
  return {
    handle: memberOf({ host, redis, quota, syncToken: () => `${TOKEN}${writes}`, wrote }),
    createReplica: (own) => replicaOn(own, quota),
    copyTo: (listen) => {
      redis.copy();
      tell = listen;
    },
  };
}

function replicaOn(host: RedisHost, quota: Quota): RedisReplica {
  const replica = new Replica();
  const syncToken = (): string => `${TOKEN}${replica.version}`;
  return {
    handle: memberOf({ host, redis: replica.redis, quota, syncToken, wrote: () => undefined }),
    knows: (request) => tokenOf(request) <= replica.version,
    expect: (write) => replica.expect(write),
    arrive: (write) => {
      const patch = replica.arrive(write, host.nowMs(), host.clockMs());
      host.note('replicated', { write: write.number }, patch);
    },
  };
}
