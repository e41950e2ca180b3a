/** What a call changed, as another could notice it. */
import type { NodeRole } from '../trace.ts';
import type { CallView, RunView } from './types.ts';

/** Services whose arrivals tell by their patch whether anything was changed. */
const STORES: readonly NodeRole[] = ['redis', 'redis-replica', 'firestore'];

/** The arrivals by which it had an effect: at a store where it changed, elsewhere whatever arrived. */
export function effectsOf({ trace }: RunView, { to, arrivals }: CallView): readonly number[] {
  return STORES.includes(to) ? arrivals.filter((id) => (trace.events[id]?.patch?.length ?? 0) > 0) : arrivals;
}
