/**
 * Where a run is looked at first: where it went wrong. A check names the moment at which it is certain; what a person
 * wants to see is what happened there, so that an answer's arrival stands for what was answered.
 */
import type { Trace, TraceEvent } from '../../sim/model/trace.ts';
import type { RunResult } from '../worker/protocol.ts';
import { broken } from './selectors.ts';

/** The first event that proves a failure of production: where custody was lost, before anyone missed a reply. */
export function firstFailure({ trace, verdicts }: RunResult): number | null {
  const failures = broken(verdicts.pipeline).filter(({ eventIds }) => eventIds.length > 0);
  const custody = failures.find(({ check }) => check === 'custody');
  const ids = (custody === undefined ? failures : [custody]).map(({ eventIds }) => eventIds[0] ?? 0);
  return ids.length === 0 ? null : telling(trace, Math.min(...ids));
}

/** What a run opens with: its first failure; where nothing fails, its first reply. */
export function openingEvent(result: RunResult): number | null {
  const reply = result.trace.events.find(({ kind, side }) => kind === 'reply' && side === 'pipeline');
  return firstFailure(result) ?? reply?.id ?? null;
}

/** What the event tells of: for an answer and its return, the arrival of the request that they answer. */
function telling({ events }: Trace, id: number): number {
  const event = events[id];
  if (event?.kind !== 'return' && event?.kind !== 'answer') return id;
  const { request } = event;
  const isAsked = (other: TraceEvent): boolean => other.kind === 'arrival' && other.request === request;
  return events.slice(0, id).findLast(isAsked)?.id ?? id;
}
