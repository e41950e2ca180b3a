/**
 * Locks on the Redis lane: held from the SET NX that won until the DEL or the expiry. Where the holder works on after
 * the expiry, an outline shows what it believes; where somebody else deletes the lock, the words say so.
 */
import type { ArrivalEvent, StateChange } from '../../../sim/model/trace.ts';
import { planBar, type PlannedBar, type Sheet, short } from './sheet.ts';

interface Held {
  readonly key: string;
  readonly lane: number;
  readonly won: ArrivalEvent;
  readonly holder: number | undefined;
  expiresAtMs: number;
}

/** Ways to write an operation that takes a lock: `SET NX`, or as part of a pipeline `SET NX+GET`. */
const TAKES = /\bNX\b/;

export function lockBars(sheet: Sheet): readonly PlannedBar[] {
  const bars: PlannedBar[] = [];
  const held = new Map<string, Held>();

  const lapse = (lock: Held): void => {
    held.delete(lock.key);
    bars.push(...expired(sheet, lock));
  };
  const released = (lock: Held, event: ArrivalEvent): void => {
    held.delete(lock.key);
    const foreign = lock.holder !== invocationOf(sheet, event);
    bars.push(
      planBar({
        kind: 'lock',
        lane: lock.lane,
        fromMs: lock.won.atMs,
        toMs: event.atMs,
        eventId: lock.won.id,
        endEventId: event.id,
        label: `lock ${short(event.atMs - lock.won.atMs)}`,
        note: foreign ? { text: 'released by another', tone: 'failure' } : null,
      }),
    );
  };
  const apply = (event: ArrivalEvent, lane: number, change: StateChange): void => {
    const lock = held.get(change.key);
    if (lock !== undefined && event.atMs >= lock.expiresAtMs) lapse(lock);
    const live = held.get(change.key);
    if (change.op === 'set' && change.expiresAtMs !== undefined && TAKES.test(event.operation) && live === undefined) {
      const { key, expiresAtMs } = change;
      held.set(key, { key, lane, won: event, holder: invocationOf(sheet, event), expiresAtMs });
    } else if (live !== undefined && change.op === 'delete') released(live, event);
    else if (live !== undefined && (change.op === 'set' || change.op === 'expire'))
      live.expiresAtMs = change.expiresAtMs ?? Infinity;
  };

  for (const event of sheet.trace.events) {
    if (event.kind !== 'arrival' || event.patch === undefined || sheet.nodes.get(event.node)?.role !== 'redis')
      continue;
    const lane = sheet.lanes.ofEvent(event);
    if (lane === undefined) continue;
    for (const change of event.patch) apply(event, lane, change);
  }
  for (const lock of held.values()) lapse(lock);
  return bars;
}

/** A lock that ended by its expiry, or was still held when the run ended. */
function expired(sheet: Sheet, lock: Held): readonly PlannedBar[] {
  const { lane, won, expiresAtMs } = lock;
  if (expiresAtMs > sheet.endMs) {
    const note = { text: 'still held', tone: 'late' } as const;
    return [
      planBar({
        kind: 'lock',
        lane,
        fromMs: won.atMs,
        toMs: sheet.endMs,
        eventId: won.id,
        label: 'lock',
        note,
        ending: 'open',
      }),
    ];
  }
  const bar = { lane, eventId: won.id } as const;
  const holderUntilMs = Math.min(holderEndMs(sheet, lock), sheet.endMs);
  const label = `lock ${short(expiresAtMs - won.atMs)}`;
  const note = { text: 'expired', tone: 'late' } as const;
  if (holderUntilMs <= expiresAtMs)
    return [planBar({ ...bar, kind: 'lock', fromMs: won.atMs, toMs: expiresAtMs, label, note })];
  const toMs = holderUntilMs;
  return [
    planBar({ ...bar, kind: 'lock', fromMs: won.atMs, toMs: expiresAtMs, label }),
    planBar({
      ...bar,
      kind: 'lock-lapsed',
      fromMs: expiresAtMs,
      toMs,
      note: { text: `expired ${short(toMs - expiresAtMs)} too early`, tone: 'late' },
    }),
  ];
}

function invocationOf(sheet: Sheet, event: ArrivalEvent): number | undefined {
  return sheet.calls.byRequest.get(event.request)?.request.invocation;
}

function holderEndMs(sheet: Sheet, { holder }: Held): number {
  const invocation = holder === undefined ? undefined : sheet.calls.invocations.get(holder);
  if (invocation === undefined) return 0;
  return invocation.end?.atMs ?? sheet.endMs;
}
