/** Where a run is looked at first: where it went wrong, as its story tells it. */
import type { RunResult } from '../worker/protocol.ts';
import { broken } from './selectors.ts';

/** What went wrong first on production; where nobody told that yet, the first event that proves a failure. */
export function firstFailure({ verdicts, wrong }: RunResult): number | null {
  if (wrong !== null && wrong.eventId !== null) return wrong.eventId;
  const ids = broken(verdicts.pipeline).flatMap(({ eventIds }) => eventIds.slice(0, 1));
  return ids.length === 0 ? null : Math.min(...ids);
}

/** What a run opens with: its first failure; where nothing fails, its first reply. */
export function openingEvent(result: RunResult): number | null {
  const reply = result.trace.events.find(({ kind, side }) => kind === 'reply' && side === 'pipeline');
  return firstFailure(result) ?? reply?.id ?? null;
}
