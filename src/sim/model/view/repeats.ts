/**
 * Messages that stand more than once in what a batch was taken from: pushed again by a client that missed the answer,
 * or sent again by Messenger. Read off the list as Redis held it, since a read names each message once.
 */
import type { Json } from '../json.ts';
import { createStateReader } from '../state.ts';
import type { Trace } from '../trace.ts';
import type { BatchView, InvocationView } from './types.ts';

/** By the invocation of the batch; batches without a repeat are left out. */
export function repeatsIn(
  trace: Trace,
  batches: readonly BatchView[],
  invocations: ReadonlyMap<number, InvocationView>,
): ReadonlyMap<number, readonly string[]> {
  const again = pushedAgain(trace);
  const repeats = new Map<number, readonly string[]>();
  if (again.size === 0) return repeats;
  const states = createStateReader(trace);
  for (const { invocation, read, takenEvent } of batches) {
    const suspects = read.filter((mid) => again.has(mid));
    const taking = invocations
      .get(invocation)
      ?.calls.find(({ end }) => end.kind === 'returned' && end.event === takenEvent);
    const served = taking?.arrivals.at(-1);
    if (suspects.length === 0 || taking === undefined || served === undefined) continue;
    // Before the read itself, which may have deleted what it gave.
    const held =
      states
        .atEvent(served - 1)
        .get(trace.events[served]?.node ?? '')
        ?.values() ?? [];
    const lists = [...held].map(({ value }) => value);
    const found = suspects.filter((mid) => lists.some((list) => entriesWith(mid, list) > 1));
    if (found.length > 0) repeats.set(invocation, found);
  }
  return repeats;
}

/** Messages that were put into a list more than once, whatever has become of it. */
function pushedAgain({ events }: Trace): ReadonlySet<string> {
  const once = new Set<string>();
  const again = new Set<string>();
  for (const { patch, messages } of events) {
    if (patch?.some(({ op }) => op === 'push') !== true) continue;
    for (const mid of messages) (once.has(mid) ? again : once).add(mid);
  }
  return again;
}

/** Nought for what is no list. */
function entriesWith(mid: string, held: Json): number {
  return Array.isArray(held) ? held.filter((entry) => typeof entry === 'string' && entry.includes(mid)).length : 0;
}
