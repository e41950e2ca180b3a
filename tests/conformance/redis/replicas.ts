/** Who serves a read, and what it knows: the leader, or a replica of it. */
import type { Redis } from '@upstash/redis';
import { expect } from 'vitest';
import type { App } from '../../../src/sim/model/app.ts';
import type { ProfileId, Values } from '../../../src/sim/model/scenario.ts';
import { logOf, runOwn } from '../../support/own-app.ts';
import type { Fact } from '../fact.ts';
import { clientOf } from './client.ts';

/** One client writes, then the others read at once; what each saw, under these constants. */
async function readsAfterWrite(
  given: { readonly profile?: ProfileId; readonly constants?: Values },
  readers: (writer: Redis) => readonly Redis[],
): Promise<readonly string[]> {
  const app: App = () => ({
    '/api/webhook': async () => {
      const writer = clientOf();
      await writer.rpush('l', 'a');
      for (const reader of readers(writer)) console.log(String(await reader.llen('l')));
      return new Response('ok');
    },
  });
  const trace = await runOwn({ at: [0], app, ...given });
  return logOf(trace).map((line) => line.split(' ')[2] ?? '');
}

const LAGGING = { 'redis.replicas': 1, 'redis.replicaLagMs': 3_000 };

export const replicaFacts: readonly Fact[] = [
  {
    fact: 'Replicas: none (`documented`); one, as all paid databases have (`published`)',
    source: 'reference document; Upstash docs, features/replication',
    holds: async () => {
      const lag = { 'redis.replicaLagMs': 3_000 };
      const other = (): readonly Redis[] => [clientOf()];
      expect(await readsAfterWrite({ profile: 'documented', constants: lag }, other)).toEqual(['1']);
      expect(await readsAfterWrite({ profile: 'published', constants: lag }, other)).toEqual(['0']);
      const { nodes } = await runOwn({ at: [0], app: () => ({}), profile: 'published' });
      expect(nodes.flatMap(({ id, role }) => (role === 'redis-replica' ? [id] : []))).toHaveLength(1);
    },
  },
  {
    fact: 'A read by another client object may be served by a replica that does not know the write yet; the sync token covers one client object only',
    source: 'Upstash docs, features/consistency; measured',
    holds: async () => {
      const readers = (writer: Redis): readonly Redis[] => [clientOf(), writer];
      expect(await readsAfterWrite({ constants: LAGGING }, readers)).toEqual(['0', '1']);
    },
  },
  {
    fact: 'Writes, scripts and transactions are the leader’s: a transaction that reads sees all',
    source: 'Upstash docs, features/replication',
    holds: async () => {
      const script = "return redis.call('LRANGE', KEYS[1], 0, -1)";
      const app: App = () => ({
        '/api/webhook': async () => {
          await clientOf().rpush('l', 'a');
          console.log(JSON.stringify(await clientOf().multi().lrange('l', 0, -1).exec()));
          console.log(JSON.stringify(await clientOf().eval(script, ['l'], [])));
          return new Response('ok');
        },
      });
      const trace = await runOwn({ at: [0], app, constants: LAGGING });
      expect(logOf(trace).map((line) => line.split(' ')[2])).toEqual(['[["a"]]', '["a"]']);
      const asked = trace.events.flatMap((event) =>
        event.kind === 'request' && event.node !== 'messenger' ? [event.to] : [],
      );
      expect(asked).toEqual(['redis', 'redis', 'redis']);
    },
  },
  {
    fact: 'Reads go round robin: where there are two replicas, to one and the other in turn, and never to the leader',
    source: 'Upstash docs, features/replication',
    holds: async () => {
      const app: App = () => ({
        '/api/webhook': async () => {
          for (let i = 0; i < 4; i += 1) await clientOf().get('k');
          return new Response('ok');
        },
      });
      const { events } = await runOwn({ at: [0], app, constants: { 'redis.replicas': 2 } });
      const served = events.flatMap((event) =>
        event.kind === 'arrival' && event.operation === 'GET' ? [event.node] : [],
      );
      expect(served).toEqual(['redis-replica-1', 'redis-replica-2', 'redis-replica-1', 'redis-replica-2']);
    },
  },
];
