/**
 * Arrows between lanes: a request to each of its arrivals, an answer to its return, a message to Messenger or the tab,
 * a reply to the user. What went wrong on the way (late, twice, lost, overtaken) is seen from the times on the trace;
 * the marks that belong to it are made here as well.
 */
import type { AnswerEvent, ArrivalEvent, TraceEvent } from '../../../sim/model/trace.ts';
import type { Call } from './calls.ts';
import { type Arrow, type ArrowKind, LOST_SHARE, type Mark } from './shapes.ts';
import { type Sheet, short } from './sheet.ts';
import type { DropKind } from './waits.ts';

export interface PlannedArrow extends Omit<Arrow, 'fromTrack' | 'toTrack'> {
  /** The events at its ends: they decide the tracks. */
  readonly fromEvent: number;
  readonly toEvent: number;
}

export type PlannedMark = Omit<Mark, 'track'>;

export interface Traffic {
  readonly arrows: readonly PlannedArrow[];
  readonly marks: readonly PlannedMark[];
}

/** Without a fault, a way is late when it took this many times the usual, and at least this much more. */
const LATE_TIMES = 4;
const LATE_BY_MS = 200;
/** So many events after a message its timer is looked for. */
const STARTED_WITHIN = 12;

export function trafficOf(sheet: Sheet, drops: ReadonlyMap<number, DropKind>): Traffic {
  const arrows: PlannedArrow[] = [];
  const marks: PlannedMark[] = [];
  const out = { arrows, marks };
  const starts = coldStartsOf(sheet);
  for (const call of sheet.calls.byRequest.values()) {
    const from = sheet.lanes.ofEvent(call.request);
    if (from === undefined) continue;
    if (call.arrivals.length === 0) lostRequest(sheet, call, from, out);
    call.arrivals.forEach((arrival, index) => requestArrow(sheet, { call, arrival, index, from, starts, drops }, out));
    answerArrows(sheet, call, from, out);
  }
  for (const event of sheet.trace.events) typedOrShown(sheet, event, out);
  marks.push(...overtaken(sheet));
  return out;
}

type Out = { readonly arrows: PlannedArrow[]; readonly marks: PlannedMark[] };

interface Leg {
  readonly call: Call;
  readonly arrival: ArrivalEvent;
  readonly index: number;
  readonly from: number;
  readonly starts: ReadonlyMap<number, number>;
  readonly drops: ReadonlyMap<number, DropKind>;
}

function requestArrow(sheet: Sheet, { call, arrival, index, from, starts, drops }: Leg, { arrows, marks }: Out): void {
  const { request } = call;
  const to = sheet.lanes.ofEvent(arrival);
  if (to === undefined || to === from) return;
  const usualMs = usualLegMs(sheet);
  const toMs = starts.get(arrival.id) ?? arrival.atMs;
  const lateMs = toMs - request.atMs - usualMs;
  const late = index === 0 && isLate(lateMs, usualMs, call.faults.length > 0);
  const drop = drops.get(arrival.id);
  const mark = { lane: to, atMs: toMs, eventId: arrival.id, number: 0 } as const;
  const kind: ArrowKind =
    drop === 'dropped' ? 'dropped' : index > 0 ? 'copy' : late ? 'late' : isReply(sheet, call) ? 'reply' : 'call';
  // A copy is sent again later: its way is as long as that of the first, not as long as the wait for it.
  const first = call.arrivals[0]?.atMs ?? request.atMs;
  const fromMs =
    index === 0 ? request.atMs : Math.max(request.atMs, arrival.atMs - Math.max(usualMs, first - request.atMs));
  arrows.push({
    kind,
    eventId: arrival.id,
    fromLane: from,
    fromMs,
    fromEvent: request.id,
    toLane: to,
    toMs,
    toEvent: arrival.id,
    failed: false,
  });
  if (index > 0) marks.push({ ...mark, kind: 'twice', label: `×${index + 1}`, tone: 'plain' });
  if (late)
    marks.push({ ...mark, kind: 'late', dueMs: request.atMs + usualMs, label: `+${short(lateMs)}`, tone: 'late' });
  if (drop === 'dropped') marks.push({ ...mark, kind: 'cross', label: '', tone: 'failure' });
  if (drop === 'joined') marks.push({ ...mark, kind: 'joined', label: 'duplicate id, joined', tone: 'quiet' });
}

function lostRequest(sheet: Sheet, { request, ends, faults }: Call, from: number, { arrows, marks }: Out): void {
  const failure = ends.find(({ kind }) => kind === 'failure');
  // Still on its way when the run ended: nothing is known to be lost.
  if (failure === undefined && faults.length === 0) return;
  const to = sheet.lanes.ofNode(request.to) ?? instanceLane(sheet) ?? from;
  const wayMs = Math.min(usualLegMs(sheet), (failure?.atMs ?? Infinity) - request.atMs);
  const atMs = request.atMs + wayMs * LOST_SHARE;
  const label = failure === undefined ? 'never arrives' : 'no connection';
  loss(
    { from, to, fromMs: request.atMs, atMs, eventId: failure?.id ?? request.id, fromEvent: request.id, label },
    { arrows, marks },
  );
}

interface Loss {
  readonly from: number;
  readonly to: number;
  readonly fromMs: number;
  readonly atMs: number;
  readonly eventId: number;
  readonly fromEvent: number;
  readonly label: string;
}

function loss({ from, to, fromMs, atMs, eventId, fromEvent, label }: Loss, { arrows, marks }: Out): void {
  const toMs = fromMs + (atMs - fromMs) / LOST_SHARE;
  arrows.push({
    kind: 'lost',
    eventId,
    fromLane: from,
    fromMs,
    fromEvent,
    toLane: to,
    toMs,
    toEvent: -1,
    failed: true,
  });
  const towards = { lane: to, share: LOST_SHARE };
  marks.push({
    kind: 'cross',
    lane: from,
    atMs,
    eventId,
    label,
    tone: 'failure',
    number: 0,
    ...(from === to ? {} : { towards }),
  });
}

function answerArrows(sheet: Sheet, call: Call, to: number, { arrows, marks }: Out): void {
  const usualMs = usualLegMs(sheet);
  for (const end of call.ends) {
    const answer = call.answers.find(({ id }) => end.causes.includes(id));
    const from = answer === undefined ? undefined : laneOfAnswer(sheet, call, answer);
    if (answer === undefined || from === undefined || from === to) continue;
    if (end.kind === 'failure') {
      const atMs = answer.atMs + Math.min(usualMs, end.atMs - answer.atMs) * LOST_SHARE;
      loss(
        { from, to, fromMs: answer.atMs, atMs, eventId: end.id, fromEvent: answer.id, label: 'answer lost' },
        { arrows, marks },
      );
      continue;
    }
    const late = isLate(end.atMs - answer.atMs - usualMs, usualMs, call.faults.length > 0);
    arrows.push({
      kind: late ? 'late' : 'answer',
      eventId: end.id,
      fromLane: from,
      fromMs: answer.atMs,
      fromEvent: answer.id,
      toLane: to,
      toMs: end.atMs,
      toEvent: end.id,
      failed: end.status >= 400,
    });
  }
  const [answer] = call.answers;
  if (call.ends.length > 0 || call.faults.length === 0 || answer === undefined) return;
  const from = laneOfAnswer(sheet, call, answer);
  if (from === undefined || from === to) return;
  const atMs = answer.atMs + usualMs * LOST_SHARE;
  loss(
    { from, to, fromMs: answer.atMs, atMs, eventId: answer.id, fromEvent: answer.id, label: 'answer never arrives' },
    { arrows, marks },
  );
}

/** The platform answers for an instance that died: the answer is drawn from where the instance was. */
function laneOfAnswer(sheet: Sheet, { arrivals }: Call, answer: AnswerEvent): number | undefined {
  const arrival = arrivals.find(({ id }) => id === answer.invocation) ?? arrivals[0];
  const dead = sheet.nodes.get(answer.node)?.role === 'platform' && arrival !== undefined;
  return dead ? sheet.lanes.ofEvent(arrival) : sheet.lanes.ofEvent(answer);
}

function typedOrShown(sheet: Sheet, event: TraceEvent, { arrows }: Out): void {
  const lane = sheet.lanes.ofEvent(event);
  if (lane === undefined || (event.kind !== 'message' && event.kind !== 'reply')) return;
  const other =
    event.side === 'baseline'
      ? sheet.lanes.ofNode(event.node)
      : event.kind === 'message'
        ? messengerLane(sheet)
        : sheet.lanes.ofEvent(sheet.trace.events[event.causes[0] ?? -1] ?? event);
  if (other === undefined || other === lane) return;
  const [fromLane, toLane] = event.kind === 'message' ? [lane, other] : [other, lane];
  const [fromEvent, toEvent] =
    event.kind === 'message' ? [event.id, startedBy(sheet, event.id)] : [sourceOf(sheet, event), event.id];
  const kind = event.kind === 'message' ? 'call' : 'reply';
  arrows.push({
    kind,
    eventId: event.id,
    fromLane,
    fromMs: event.atMs,
    fromEvent,
    toLane,
    toMs: event.atMs,
    toEvent,
    failed: false,
  });
}

/** The timer that a message started in the tab; -1 where it started none. */
function startedBy({ trace }: Sheet, message: number): number {
  for (let id = message + 1; id <= message + STARTED_WITHIN; id += 1) {
    const event = trace.events[id];
    if (event?.kind === 'timer-set' && event.causes.includes(message)) return id;
  }
  return -1;
}

/** Where a reply comes from: the model call whose answer it shows, or else what caused it. */
function sourceOf({ trace, calls }: Sheet, { causes: [cause = -1] }: TraceEvent): number {
  const returned = trace.events[cause];
  if (returned?.kind !== 'return') return cause;
  return calls.byRequest.get(returned.request)?.arrivals[0]?.id ?? cause;
}

function messengerLane({ trace, lanes }: Sheet): number | undefined {
  const node = trace.nodes.find(({ role, side }) => role === 'messenger' && side === 'pipeline');
  return node === undefined ? undefined : lanes.ofNode(node.id);
}

function instanceLane({ lanes }: Sheet): number | undefined {
  const lane = lanes.plans.findIndex(({ role }) => role === 'instance');
  return lane === -1 ? undefined : lane;
}

function isReply(sheet: Sheet, { request }: Call): boolean {
  return request.operation === 'send' && sheet.nodes.get(request.to)?.role === 'messenger';
}

/** One way over the network where nothing is wrong, in milliseconds. */
function usualLegMs({ trace }: Sheet): number {
  const constant = trace.constants['network.oneWayMs'];
  return typeof constant === 'number' ? constant : 50;
}

function isLate(lateMs: number, usualMs: number, faulty: boolean): boolean {
  return faulty ? lateMs > 1 : lateMs > LATE_BY_MS && lateMs + usualMs > usualMs * LATE_TIMES;
}

/** Requests that met a cold start arrived at its beginning, by the id of their arrival. */
function coldStartsOf({ trace }: Sheet): ReadonlyMap<number, number> {
  const starting = new Map<string, number>();
  const starts = new Map<number, number>();
  for (const event of trace.events) {
    if (event.kind === 'lifecycle' && event.change === 'start') starting.set(event.node, event.atMs);
    const startMs = starting.get(event.node);
    if (event.kind !== 'arrival' || startMs === undefined) continue;
    starting.delete(event.node);
    starts.set(event.id, startMs);
  }
  return starts;
}

/** Webhooks and deliveries that arrived after one that was sent later, to the same route. */
function overtaken(sheet: Sheet): readonly PlannedMark[] {
  const latest = new Map<string, number>();
  const seen = new Set<number>();
  const marks: PlannedMark[] = [];
  for (const event of sheet.trace.events) {
    if (event.kind !== 'arrival' || seen.has(event.request)) continue;
    const role = sheet.nodes.get(event.from)?.role;
    if (role !== 'messenger' && role !== 'qstash') continue;
    seen.add(event.request);
    const way = `${event.from} ${event.operation}`;
    const lane = sheet.lanes.ofEvent(event);
    if (lane !== undefined && event.request < (latest.get(way) ?? -1)) {
      marks.push({
        kind: 'overtaken',
        lane,
        atMs: event.atMs,
        eventId: event.id,
        label: 'overtaken',
        tone: 'late',
        number: 0,
      });
    }
    latest.set(way, Math.max(event.request, latest.get(way) ?? -1));
  }
  return marks;
}
