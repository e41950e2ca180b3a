/** Bars of work: functions from the arrival of a request to its answer or their death, cold starts, model calls. */
import { isRecord } from '../../../sim/model/json.ts';
import type { AnswerEvent, LifecycleEvent } from '../../../sim/model/trace.ts';
import type { Invocation } from './calls.ts';
import { planBar, type PlannedBar, type Sheet, short } from './sheet.ts';

/** Shorter than this a cold start is not worth a shape, in milliseconds. */
const SHORTEST_START_MS = 2;
/** Longest word of an answer that is put beside a bar. */
const LONGEST_WORD = 28;
/** Words that say no more than the status does. */
const NOTHING_SAID = /^(ok|success|event.received|received)$/i;

export function workBars(sheet: Sheet): readonly PlannedBar[] {
  return [...invocationBars(sheet), ...coldStarts(sheet), ...modelCalls(sheet)];
}

function* invocationBars(sheet: Sheet): Generator<PlannedBar> {
  for (const invocation of sheet.calls.invocations.values()) {
    const { arrival, end } = invocation;
    const lane = sheet.lanes.ofEvent(arrival);
    if (lane === undefined) continue;
    yield planBar({
      kind: 'invocation',
      lane,
      fromMs: arrival.atMs,
      toMs: end?.atMs ?? sheet.endMs,
      eventId: arrival.id,
      endEventId: end?.id ?? arrival.id,
      ending: end === null ? 'open' : end.kind === 'lifecycle' ? 'torn' : 'closed',
      label: sheet.lanes.shared(lane) ? (sheet.nodes.get(arrival.node)?.label ?? '') : saidOf(invocation),
      note: noteOf(end),
    });
  }
}

function noteOf(end: Invocation['end']): PlannedBar['note'] {
  if (end === null) return null;
  if (end.kind === 'lifecycle') return { text: lifeWord(end), tone: 'failure' };
  return end.status >= 400 ? { text: `answers ${end.status}`, tone: 'failure' } : null;
}

function lifeWord({ change }: LifecycleEvent): string {
  return change === 'timeout' ? 'timeout' : change === 'stop' ? 'stopped' : 'crash';
}

/** What the function says of itself in its answer, in its own words: `waiting_for_more`. */
function saidOf({ end }: Invocation): string {
  const word = end?.kind === 'answer' && end.status < 400 ? wordOf(end) : undefined;
  return word === undefined || NOTHING_SAID.test(word) ? '' : word;
}

function wordOf({ body }: AnswerEvent): string | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return undefined;
  }
  if (!isRecord(parsed)) return undefined;
  const word = [parsed['status'], parsed['result'], parsed['reason'], parsed['message']].find(
    (value) => typeof value === 'string',
  );
  return typeof word === 'string' && word.length <= LONGEST_WORD ? word.replaceAll('_', ' ') : undefined;
}

function* coldStarts(sheet: Sheet): Generator<PlannedBar> {
  const starting = new Map<string, LifecycleEvent>();
  for (const event of sheet.trace.events) {
    if (event.kind === 'lifecycle' && event.change === 'start') starting.set(event.node, event);
    const start = starting.get(event.node);
    if (event.kind !== 'arrival' || start === undefined) continue;
    starting.delete(event.node);
    const lane = sheet.lanes.ofEvent(event);
    if (lane === undefined || event.atMs - start.atMs < SHORTEST_START_MS) continue;
    const label = `cold start ${short(event.atMs - start.atMs)}`;
    yield planBar({
      kind: 'cold-start',
      lane,
      fromMs: start.atMs,
      toMs: event.atMs,
      eventId: start.id,
      endEventId: event.id,
      label,
    });
  }
}

function* modelCalls(sheet: Sheet): Generator<PlannedBar> {
  for (const { arrivals, answers } of sheet.calls.byRequest.values()) {
    for (const arrival of arrivals) {
      if (sheet.nodes.get(arrival.node)?.role !== 'openai') continue;
      const lane = sheet.lanes.ofEvent(arrival);
      if (lane === undefined) continue;
      const answer =
        answers.find(({ causes }) => causes.includes(arrival.id)) ?? (arrivals.length === 1 ? answers[0] : undefined);
      const failed = answer !== undefined && answer.status >= 400;
      const toMs = answer?.atMs ?? sheet.endMs;
      yield planBar({
        kind: 'model',
        lane,
        fromMs: arrival.atMs,
        toMs,
        eventId: arrival.id,
        endEventId: answer?.id ?? arrival.id,
        ending: answer === undefined ? 'open' : 'closed',
        label: failed ? '' : `model call ${short(toMs - arrival.atMs)}`,
        note: failed
          ? { text: `answers ${answer.status}`, tone: 'failure' }
          : answer === undefined && sheet.trace.end.reason !== 'stopped'
            ? { text: 'no answer', tone: 'failure' }
            : null,
        // On the tab's lane it lies below the timers.
        group: 1,
      });
    }
  }
}
