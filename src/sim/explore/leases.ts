/**
 * What became of leases: a batch that is in flight stands in Redis as a hash with its id, its owner, until when he has it,
 * and what is known of its Send. Read off the changes of that key and the answers of Redis, as the wire has them; a
 * pipeline that keeps no such record has none.
 */
import { isRecord } from '../model/json.ts';
import type { TraceEvent } from '../model/trace.ts';
import type { RunView } from '../model/view/index.ts';

const IN_FLIGHT = 'inflight:';
/** How an answer that says so reads, as Redis gives it to a client and as it does where texts are encoded. */
const GONE = ['["gone"', `["${btoa('gone')}"`] as const;

/** A batch that another owner took up. */
interface Resumed {
  /** Whether its lease had run out; else it was given up before. */
  readonly hadLapsed: boolean;
  /** Whether it was known by then that the reply had arrived. */
  readonly wasSent: boolean;
}

export interface Leases {
  /** Whether there was any. */
  readonly any: boolean;
  readonly resumed: readonly Resumed[];
  /** Whether somebody who had had a batch asked Redis whether he may send, and it was his no more. */
  readonly gone: boolean;
}

interface Held {
  readonly id: unknown;
  readonly owner: unknown;
  readonly until: unknown;
  readonly state: unknown;
}

export function leasesIn({ trace: { events, nodes } }: RunView): Leases {
  const redis = new Set(nodes.flatMap(({ id, role, side }) => (role === 'redis' && side === 'pipeline' ? [id] : [])));
  const held = new Map<string, Held>();
  const resumed: Resumed[] = [];
  let [any, gone] = [false, false];
  for (const event of events) {
    if (!redis.has(event.node)) continue;
    if (event.kind === 'answer') gone ||= GONE.some((said) => event.body.includes(said));
    for (const [key, now] of inFlightIn(event)) {
      any = true;
      const before = held.get(key);
      if (now === undefined) held.delete(key);
      else held.set(key, now);
      if (before?.id === undefined || before.id !== now?.id || before.owner === now.owner) continue;
      resumed.push({ hadLapsed: before.until !== '0', wasSent: before.state === 'sent' });
    }
  }
  return { any, resumed, gone: any && gone };
}

function inFlightIn({ patch = [] }: TraceEvent): readonly (readonly [string, Held | undefined])[] {
  return patch.flatMap((change): readonly (readonly [string, Held | undefined])[] => {
    if (!change.key.startsWith(IN_FLIGHT)) return [];
    if (change.op === 'delete') return [[change.key, undefined]];
    if (change.op !== 'set' || !isRecord(change.value)) return [];
    const { id, owner, leaseUntilMs: until, state } = change.value;
    return [[change.key, { id, owner, until, state }]];
  });
}
