/** Marks on the lanes: numbered messages, replies, commands that took effect, faults, and where traffic came by. */
import type { ArrivalEvent, TraceEvent } from '../../../sim/model/trace.ts';
import type { PlannedMark } from './arrows.ts';
import type { Call } from './calls.ts';
import { numbersIn, type Sheet } from './sheet.ts';
import { texts } from '../texts.ts';

/** How a command is called beside its tick; the others are called as the service calls them. */
const COMMANDS: Readonly<Record<string, string>> = {
  RPUSH: 'push',
  LPUSH: 'push',
  LRANGE: 'read',
  LLEN: 'count',
  DEL: 'clear',
  EXPIRE: '',
  PING: 'ping',
  EVAL: 'script',
  get: 'load',
  commit: 'save',
};

export function marksOf(sheet: Sheet): readonly PlannedMark[] {
  const marks: PlannedMark[] = [];
  const locks = lockKeys(sheet);
  for (const event of sheet.trace.events) {
    const lane = sheet.lanes.ofEvent(event);
    if (lane === undefined) continue;
    const mark = markOf(sheet, event, locks);
    if (mark !== undefined)
      marks.push({ lane, atMs: event.atMs, eventId: event.id, number: 0, label: '', tone: 'plain', ...mark });
  }
  return marks;
}

type Sketch = Pick<PlannedMark, 'kind'> & Partial<PlannedMark>;

function markOf(sheet: Sheet, event: TraceEvent, locks: ReadonlySet<string>): Sketch | undefined {
  const role = sheet.nodes.get(event.node)?.role;
  switch (event.kind) {
    case 'message':
      return { kind: 'message', label: event.text, tone: 'message', number: sheet.numbers.get(event.mid) ?? 0 };
    case 'reply': {
      const numbers = numbersIn(sheet, event);
      const label = numbers === '' ? texts.answersNothing : texts.answers(numbers, event.messages.length > 1);
      return { kind: 'reply', label, tone: 'reply' };
    }
    case 'request':
    case 'return':
      return role === 'messenger' ? { kind: 'dot' } : undefined;
    case 'failure':
      return undefined;
    case 'arrival':
      return arrivalMark(sheet, event, locks);
    case 'fault':
      return { kind: 'fault', tone: 'message' };
    case 'lifecycle':
      return event.change === 'crash' && role === 'tab'
        ? { kind: 'cross', label: event.detail || 'tab closed', tone: 'failure' }
        : undefined;
    default:
      return undefined;
  }
}

function arrivalMark(sheet: Sheet, event: ArrivalEvent, locks: ReadonlySet<string>): Sketch | undefined {
  const call = sheet.calls.byRequest.get(event.request);
  const refused = refusal(call, event);
  switch (sheet.nodes.get(event.node)?.role) {
    case 'messenger':
      return refused === undefined ? { kind: 'dot' } : { kind: 'cross', label: `refused ${refused}`, tone: 'failure' };
    case 'redis':
    case 'redis-replica':
    case 'firestore':
      return refused === undefined
        ? { kind: 'tick', label: commandLabel(sheet, event, call, locks) }
        : { kind: 'tick', label: `${event.operation} ${refused}`, tone: 'failure' };
    case 'qstash':
      return refused === undefined
        ? undefined
        : { kind: 'tick', label: `${event.operation} ${refused}`, tone: 'failure' };
    default:
      return undefined;
  }
}

/** The status with which this arrival was answered, where it says no. */
function refusal(call: Call | undefined, arrival: ArrivalEvent): number | undefined {
  const answer = call?.answers.find(({ causes }) => causes.includes(arrival.id));
  return answer !== undefined && answer.status >= 400 ? answer.status : undefined;
}

function commandLabel(sheet: Sheet, event: ArrivalEvent, call: Call | undefined, locks: ReadonlySet<string>): string {
  const [operation = ''] = event.operation.replace(/^MULTI /, '').split('+');
  const deletes = event.patch?.some((change) => change.op === 'delete' && locks.has(change.key)) ?? false;
  if (operation === 'DEL' && deletes) return '';
  const word = COMMANDS[operation] ?? operation;
  if (operation === 'SET NX') return 'lock refused';
  if (operation === 'LRANGE') {
    const answer = call?.answers.find(({ causes }) => causes.includes(event.id)) ?? call?.answers[0];
    const found = answer === undefined ? '' : numbersIn(sheet, answer);
    return found === '' ? `${word}, empty` : `${word} ${found}`;
  }
  const pushed = operation === 'RPUSH' || operation === 'LPUSH' ? numbersIn(sheet, event) : '';
  return pushed === '' ? word : `${word} ${pushed}`;
}

/** Keys that were taken with SET NX: to delete one of them is to release a lock. */
function lockKeys(sheet: Sheet): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const event of sheet.trace.events) {
    if (event.kind !== 'arrival' || !/\bNX\b/.test(event.operation)) continue;
    for (const change of event.patch ?? []) if (change.op === 'set') keys.add(change.key);
  }
  return keys;
}
