/** Whom a fault that was thrown into a live run has hit by now, as its trace says: a blow into the void must say so. */
import type { FaultInput } from '../../../sim/model/scenario.ts';
import type { FaultEvent, Trace } from '../../../sim/model/trace.ts';
import { instancesAt } from '../moment/nodes.ts';
import { remembered } from '../selectors.ts';

export type Hit =
  /** It is on its way, or lasts, and nobody has come by. */
  | { readonly kind: 'not yet' }
  /** Nobody was there, or nobody came by while it lasted. */
  | { readonly kind: 'nobody' }
  /** They died, and had nothing to do. */
  | { readonly kind: 'idle'; readonly effect: string }
  /** So many times, and what it did the last time. */
  | { readonly kind: 'hit'; readonly times: number; readonly effect: string };

const byFault = remembered(({ events }: Trace): ReadonlyMap<number, readonly FaultEvent[]> => {
  const hits = new Map<number, FaultEvent[]>();
  for (const event of events) {
    if (event.kind !== 'fault') continue;
    const list = hits.get(event.fault) ?? [];
    hits.set(event.fault, list);
    list.push(event);
  }
  return hits;
});

/** `index`: its place among the faults of the run. `reachedMs`: how far the run has come. */
export function hitOf(trace: Trace, index: number, fault: FaultInput, reachedMs: number): Hit {
  const hits = byFault(trace).get(index) ?? [];
  const last = hits.at(-1);
  if (last === undefined) {
    const until = fault['toMs'] ?? fault['atMs'];
    return typeof until === 'number' && until < reachedMs ? { kind: 'nobody' } : { kind: 'not yet' };
  }
  const { effect } = last;
  if (fault.fault !== 'kill') return { kind: 'hit', times: hits.length, effect };
  const dead = deadBy(trace, last);
  if (dead.length === 0) return { kind: 'nobody' };
  const before = instancesAt(trace, last.id);
  const atWork = before.some(({ node, busy }) => busy > 0 && dead.includes(node.id));
  return atWork ? { kind: 'hit', times: 1, effect } : { kind: 'idle', effect };
}

/** Those that die at once follow the fault in the trace. */
function deadBy({ events }: Trace, { id }: FaultEvent): readonly string[] {
  const dead: string[] = [];
  for (let at = id + 1; ; at += 1) {
    const event = events[at];
    if (event?.kind !== 'lifecycle' || event.change !== 'crash') return dead;
    dead.push(event.node);
  }
}
