/** One of a laboratory's workers: it makes the runs, since a run replaces the globals around it. */
import '../host.ts';
import { type PoolRequest, serve } from '../../../sim/explore/index.ts';
import { simulate, subject } from './subject.ts';

// Captured before a run gives code another clock.
const respond = globalThis.postMessage.bind(globalThis);
const realNow = performance.now.bind(performance);
const take = serve(subject, simulate, realNow, respond);

globalThis.addEventListener('message', (event: MessageEvent<PoolRequest>) => take(event.data));
