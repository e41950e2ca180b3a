/**
 * Waits on purpose: QStash's delay between a publish and its delivery, its retries, Messenger's next attempt, and
 * timers of the code under test (the baseline's quiet time, a client's back-off). A publish that was dropped as a
 * duplicate leaves an outline where its effect would have been, unless another delivery is still to come.
 */
import type { ArrivalEvent, LifecycleEvent, RequestEvent, ServiceEvent, TimerEvent } from '../../../sim/model/trace.ts';
import type { Mark } from './shapes.ts';
import { delayMs, numberFact, planBar, type PlannedBar, type Sheet, short, textFact } from './sheet.ts';

/** Late by less than this is the precision of a timer, in milliseconds. */
const LATE_MS = 1;

interface Waiting {
  readonly fromMs: number;
  readonly dueAtMs: number;
  readonly eventId: number;
  readonly lane: number;
  readonly label: string;
}

export type DropKind = 'dropped' | 'joined';

export interface Waits {
  readonly bars: readonly PlannedBar[];
  readonly marks: readonly Omit<Mark, 'track'>[];
  /** Publishes that were dropped as duplicates, by the id of their arrival. */
  readonly drops: ReadonlyMap<number, DropKind>;
}

export function queueWaits(sheet: Sheet): Waits {
  const bars: PlannedBar[] = [];
  const marks: Omit<Mark, 'track'>[] = [];
  const drops = new Map<number, DropKind>();
  const waiting = new Map<string, Waiting>();

  const published = (event: ArrivalEvent, lane: number): void => {
    const messageId = textFact(event.facts, 'messageId');
    if (messageId === undefined) return;
    const request = sheet.calls.byRequest.get(event.request)?.request;
    const name = wakesItself(sheet, request) ? 'requeue' : 'quiet wait';
    if (event.facts?.['deduplicated'] !== true) {
      const dueAtMs = numberFact(event.facts, 'dueAtMs') ?? event.atMs;
      waiting.set(messageId, {
        fromMs: event.atMs,
        dueAtMs,
        eventId: event.id,
        lane,
        label: `${name} ${short(dueAtMs - event.atMs)}`,
      });
      return;
    }
    const joined = waiting.has(messageId);
    drops.set(event.id, joined ? 'joined' : 'dropped');
    if (joined) return;
    const ms = delayMs(request?.headers['upstash-delay']);
    bars.push(
      planBar({
        kind: 'never-ran',
        lane,
        fromMs: event.atMs,
        toMs: event.atMs + ms,
        eventId: event.id,
        label: ms > 0 ? `${name} ${short(ms)}` : name,
        note: { text: 'dropped: duplicate id', tone: 'failure' },
      }),
    );
  };

  const delivered = (event: RequestEvent): void => {
    const messageId = event.headers['upstash-message-id'] ?? '';
    const wait = waiting.get(messageId);
    if (wait === undefined) return;
    waiting.delete(messageId);
    const lateMs = event.atMs - wait.dueAtMs;
    const late = lateMs > LATE_MS;
    if (late) {
      const { lane, dueAtMs: dueMs } = wait;
      marks.push({
        kind: 'late',
        lane,
        eventId: event.id,
        atMs: event.atMs,
        dueMs,
        label: `+${short(lateMs)}`,
        tone: 'late',
        number: 0,
      });
    }
    if (event.atMs <= wait.fromMs) return;
    bars.push(
      planBar({
        kind: 'wait',
        lane: wait.lane,
        fromMs: wait.fromMs,
        toMs: late ? wait.dueAtMs : event.atMs,
        eventId: wait.eventId,
        endEventId: event.id,
        label: wait.label,
      }),
    );
  };

  const onItsOwn = (event: ServiceEvent, lane: number): void => {
    const messageId = textFact(event.facts, 'messageId') ?? '';
    const dueAtMs = numberFact(event.facts, 'dueAtMs');
    const inMs = numberFact(event.facts, 'inMs');
    if (event.operation === 'retry scheduled' && dueAtMs !== undefined) {
      const label = `retry ${numberFact(event.facts, 'retry') ?? ''} in ${short(dueAtMs - event.atMs)}`;
      waiting.set(messageId, { fromMs: event.atMs, dueAtMs, eventId: event.id, lane, label });
    } else if (event.operation === 'dead letter' || event.operation === 'webhook given up') {
      const label = event.operation === 'dead letter' ? 'dead letter' : 'given up';
      marks.push({ kind: 'dead-letter', lane, atMs: event.atMs, eventId: event.id, label, tone: 'failure', number: 0 });
    } else if (event.operation === 'webhook again' && inMs !== undefined && inMs > 0) {
      const toMs = Math.min(event.atMs + inMs, sheet.endMs);
      bars.push(
        planBar({ kind: 'wait', lane, fromMs: event.atMs, toMs, eventId: event.id, label: `again in ${short(inMs)}` }),
      );
    }
  };

  for (const event of sheet.trace.events) {
    if (event.kind !== 'arrival' && event.kind !== 'request' && event.kind !== 'service') continue;
    const lane = sheet.lanes.ofEvent(event);
    if (lane === undefined) continue;
    const role = sheet.nodes.get(event.node)?.role;
    if (event.kind === 'service') onItsOwn(event, lane);
    else if (role === 'qstash' && event.kind === 'arrival') published(event, lane);
    else if (role === 'qstash' && event.kind === 'request') delivered(event);
  }
  for (const { fromMs, eventId, lane, label } of waiting.values()) {
    bars.push(planBar({ kind: 'wait', lane, fromMs, toMs: sheet.endMs, eventId, label, ending: 'open' }));
  }
  return { bars, marks, drops };
}

/** A publish from a handler to its own address: it wants to be called again. */
function wakesItself(sheet: Sheet, request: RequestEvent | undefined): boolean {
  const invocation = request?.invocation === undefined ? undefined : sheet.calls.invocations.get(request.invocation);
  const called =
    invocation === undefined ? undefined : sheet.calls.byRequest.get(invocation.arrival.request)?.request.url;
  return called !== undefined && request?.url.endsWith(called) === true;
}

/** How near in the list a request stands to the timer that guards it. */
const GUARD_REACH = 8;
/** A timer shorter than this is a turn of the event loop, not a wait. */
const SHORTEST_WAIT_MS = 20;

/**
 * Timers that are waits: the tab's quiet time (also where it was restarted), and those of a function that fired. A
 * time-out that guards a request is none, nor is a timer that ticks on (a heartbeat).
 */
export function timerWaits(sheet: Sheet): readonly PlannedBar[] {
  const { trace, nodes, lanes, endMs } = sheet;
  const ends = new Map<number, TimerEvent[]>();
  const deaths = new Map<string, LifecycleEvent>();
  for (const event of trace.events) {
    if (event.kind === 'timer-fired' || event.kind === 'timer-cleared') {
      const known = ends.get(event.timer);
      if (known === undefined) ends.set(event.timer, [event]);
      else known.push(event);
    }
    if (event.kind === 'lifecycle' && (event.change === 'crash' || event.change === 'timeout'))
      deaths.set(event.node, event);
  }
  const bars: PlannedBar[] = [];
  for (const event of trace.events) {
    if (event.kind !== 'timer-set' || event.delayMs < SHORTEST_WAIT_MS) continue;
    const lane = lanes.ofEvent(event);
    const inTab = nodes.get(event.node)?.role === 'tab';
    const [end, second] = ends.get(event.id) ?? [];
    if (lane === undefined || second !== undefined || guards(sheet, event)) continue;
    if (!inTab && end?.kind !== 'timer-fired') continue;
    const retry = event.causes.some((id) => isRefusal(trace.events[id]));
    const cleared = end?.kind === 'timer-cleared';
    const death = end === undefined ? deaths.get(event.node) : undefined;
    const name = retry ? 'retry in' : inTab ? 'quiet wait' : 'wait';
    bars.push(
      planBar({
        kind: 'wait',
        lane,
        fromMs: event.atMs,
        toMs: end?.atMs ?? Math.min(death?.atMs ?? endMs, event.atMs + event.delayMs),
        eventId: event.id,
        endEventId: end?.id ?? death?.id ?? event.id,
        label: cleared ? `${name}, reset` : `${name} ${short(event.delayMs)}`,
        ending: end !== undefined ? 'closed' : death === undefined ? 'open' : 'torn',
        ...(inTab || event.invocation === undefined ? {} : { over: event.invocation }),
      }),
    );
  }
  return bars;
}

function isRefusal(event: Sheet['trace']['events'][number] | undefined): boolean {
  return event?.kind === 'failure' || (event?.kind === 'return' && event.status >= 400);
}

function guards({ trace }: Sheet, timer: TimerEvent): boolean {
  for (let id = timer.id - GUARD_REACH; id <= timer.id + GUARD_REACH; id += 1) {
    const near = trace.events[id];
    if (
      near?.kind === 'request' &&
      near.atMs === timer.atMs &&
      near.node === timer.node &&
      near.invocation === timer.invocation
    ) {
      return true;
    }
  }
  return false;
}
