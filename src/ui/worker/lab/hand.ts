/** One of a laboratory's workers: it makes the runs, since a run replaces the globals around it. */
import { type PoolRequest, serve } from '../../../sim/explore/index.ts';
import { simulate, subject } from './subject.ts';

/** The name by which a worker knows that it is one. */
export const HAND = 'hand';

export function beHand(): void {
  // Captured before a run gives code another clock.
  const respond = globalThis.postMessage.bind(globalThis);
  const realNow = performance.now.bind(performance);
  const take = serve(subject, simulate, realNow, respond);
  globalThis.addEventListener('message', (event: MessageEvent<PoolRequest>) => take(event.data));
}
