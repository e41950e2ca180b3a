/** From when on nothing more is done for messages that nobody answered: the hatch on the phone's lane. */
import type { RunEnd, Side, Trace, TraceEvent } from '../../../sim/model/trace.ts';
import { numberList, type Sheet, textFact } from './sheet.ts';
import type { Lost, Silence, Summary, Unanswered } from './shapes.ts';

const UNANSWERED: Readonly<Record<RunEnd['reason'], string>> = {
  quiet: 'unanswered',
  stopped: 'unanswered',
  bound: 'not answered when the run was cut off',
};

interface Open {
  readonly lane: number;
  readonly open: Unanswered[];
  lastMs: number;
  lastId: number;
}

/**
 * One for every user of that side who is left without an answer. It begins with the last event that follows, over any
 * number of causes, from something that concerned the messages.
 */
export function silencesOf(sheet: Sheet, side: Side): readonly Silence[] {
  const answered = answeredOn(sheet, side);
  const byMessage = new Map<string, Open>();
  const byLane = new Map<number, Open>();
  const concerned: (Open | undefined)[] = [];
  /** What a queue calls its request: a retry of it hours later follows from it, though nothing in between does. */
  const byRequest = new Map<string, Open>();
  for (const event of sheet.trace.events) {
    if (event.side !== side || event.kind.startsWith('timer')) continue;
    const lane = event.kind === 'message' ? sheet.lanes.ofEvent(event) : undefined;
    if (event.kind === 'message' && lane !== undefined && !answered.has(event.mid)) {
      const open = byLane.get(lane) ?? { lane, open: [], lastMs: 0, lastId: event.id };
      open.open.push({ mid: event.mid, number: sheet.numbers.get(event.mid) ?? 0 });
      byLane.set(lane, open);
      byMessage.set(event.mid, open);
    }
    const mid = event.messages.find((id) => byMessage.has(id));
    const request = requestIn(event);
    const open =
      mid === undefined
        ? (causeOf(event, concerned) ?? (request === undefined ? undefined : byRequest.get(request)))
        : byMessage.get(mid);
    if (open === undefined) continue;
    if (request !== undefined) byRequest.set(request, open);
    concerned[event.id] = open;
    open.lastMs = event.atMs;
    open.lastId = event.id;
  }
  return [...byLane.values()].map(({ lane, open, lastMs, lastId }) => {
    const all = open.length === countOn(sheet, side, lane);
    return { side, lane, fromMs: lastMs, eventId: lastId, label: labelOf(sheet.trace, open, all), open };
  });
}

function labelOf({ end }: Trace, open: readonly Unanswered[], all: boolean): string {
  const numbers = open.map(({ number }) => number);
  const who =
    all || numbers.length > 6
      ? String(numbers.length)
      : `${numbers.length === 1 ? 'message' : 'messages'} ${numberList(numbers)}`;
  return `${who} ${UNANSWERED[end.reason]}`;
}

/**
 * The same with what the verdicts know: a message that was lost before its last event is told from there on. Of a run
 * that goes on nobody knows what is still to come: only what the verdicts call lost already is told of it.
 */
export function silencesWith(trace: Trace, silences: readonly Silence[], lost: Lost): readonly Silence[] {
  const goesOn = trace.end.reason === 'stopped';
  return silences.flatMap((silence) => {
    const open = goesOn ? silence.open.filter(({ mid }) => lost.has(mid)) : silence.open;
    if (open.length === 0) return [];
    const known = open.flatMap(({ mid }) => trace.events[lost.get(mid) ?? -1] ?? []);
    const first = known.reduce<TraceEvent | undefined>(
      (one, other) => (one && one.id < other.id ? one : other),
      undefined,
    );
    const from = first === undefined || first.atMs > silence.fromMs ? {} : { fromMs: first.atMs, eventId: first.id };
    const label = open.length === silence.open.length ? silence.label : labelOf(trace, open, false);
    return [{ ...silence, ...from, label, open }];
  });
}

function causeOf({ causes }: TraceEvent, concerned: readonly (Open | undefined)[]): Open | undefined {
  for (const cause of causes) if (concerned[cause] !== undefined) return concerned[cause];
  return undefined;
}

function requestIn(event: TraceEvent): string | undefined {
  return event.kind === 'arrival' || event.kind === 'service' ? textFact(event.facts, 'messageId') : undefined;
}

export function summaryOf(sheet: Sheet, side: Side): Summary {
  const answered = answeredOn(sheet, side);
  let [messages, met, events, modelCalls] = [0, 0, 0, 0];
  for (const event of sheet.trace.events) {
    if (event.side !== side) continue;
    events += 1;
    if (event.kind === 'message') {
      messages += 1;
      if (answered.has(event.mid)) met += 1;
    }
    if (event.kind === 'arrival' && sheet.nodes.get(event.node)?.role === 'openai') modelCalls += 1;
  }
  return { messages, answered: met, events, modelCalls };
}

/** A reply that went to somebody else answers nobody. */
function answeredOn({ trace }: Sheet, side: Side): ReadonlySet<string> {
  const answered = new Set<string>();
  const senders = new Map<string, string | undefined>();
  for (const event of trace.events) {
    if (event.side !== side) continue;
    if (event.kind === 'message') senders.set(event.mid, event.users[0]);
    if (event.kind !== 'reply') continue;
    for (const mid of event.messages) if (event.users.includes(senders.get(mid) ?? '')) answered.add(mid);
  }
  return answered;
}

function countOn(sheet: Sheet, side: Side, lane: number): number {
  return sheet.trace.events.filter(
    (event) => event.kind === 'message' && event.side === side && sheet.lanes.ofEvent(event) === lane,
  ).length;
}
