/** An instance sleeps between requests: said in the trace, and no news. Where a fault puts it to sleep, `detail` says so. */
import type { TraceEvent } from './trace.ts';

export function isRest(event: TraceEvent): boolean {
  return event.kind === 'lifecycle' && (event.change === 'freeze' || event.change === 'thaw') && event.detail === '';
}
