/** From when on nothing more is done for messages that nobody answered: the hatch on the phone's lane. */
import type { RunEnd, Side, TraceEvent } from '../../../sim/model/trace.ts';
import { numberList, type Sheet, textFact } from './sheet.ts';
import type { Silence, Summary } from './shapes.ts';

const UNANSWERED: Readonly<Record<Exclude<RunEnd['reason'], 'stopped'>, string>> = {
  quiet: 'unanswered',
  bound: 'not answered when the run was cut off',
};

interface Open {
  readonly lane: number;
  readonly numbers: number[];
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
      const open = byLane.get(lane) ?? { lane, numbers: [], lastMs: 0, lastId: event.id };
      open.numbers.push(sheet.numbers.get(event.mid) ?? 0);
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
  const { reason } = sheet.trace.end;
  // While a run goes on nobody knows what is still to come.
  if (reason === 'stopped') return [];
  return [...byLane.values()].map(({ lane, numbers, lastMs, lastId }) => {
    const all = numbers.length === countOn(sheet, side, lane);
    const who =
      all || numbers.length > 6
        ? String(numbers.length)
        : `${numbers.length === 1 ? 'message' : 'messages'} ${numberList(numbers)}`;
    const label = `${who} ${UNANSWERED[reason]}`;
    return { side, lane, fromMs: lastMs, eventId: lastId, label };
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
