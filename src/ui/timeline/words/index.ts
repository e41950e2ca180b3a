/**
 * An event in words: a title for one line and facts for a table. The one place where events get their sentences: the
 * list of events, tooltips and the inspector all say the same.
 */
import type { Json } from '../../../sim/model/json.ts';
import type {
  ArrivalEvent,
  LifecycleEvent,
  NodeInfo,
  RequestEvent,
  ReturnEvent,
  Trace,
  TraceEvent,
} from '../../../sim/model/trace.ts';
import { atTime, duration, spoken, wallClock } from '../../format.ts';
import { answerOf, arrivalSentence, shownValue } from './arrival-words.ts';
import { clockOffsets } from '../layout/lanes.ts';
import { numbersOf } from '../layout/calls.ts';
import { layoutOf } from '../layout/index.ts';
import { numberList } from '../layout/sheet.ts';

interface Description {
  readonly title: string;
  /** Label and value, the most telling first. */
  readonly facts: readonly (readonly [label: string, value: string])[];
  /** Whether the event itself is a failure: dropped, lost, refused, crashed. */
  readonly failed: boolean;
}

interface Known {
  readonly nodes: ReadonlyMap<string, NodeInfo>;
  readonly numbers: ReadonlyMap<string, number>;
  readonly offsets: ReadonlyMap<string, number>;
}

const remembered = new WeakMap<Trace, Known>();

function knownOf(trace: Trace): Known {
  const known = remembered.get(trace) ?? {
    nodes: new Map(trace.nodes.map((node) => [node.id, node])),
    numbers: numbersOf(trace),
    offsets: clockOffsets(trace),
  };
  remembered.set(trace, known);
  return known;
}

/** The messages by their numbers, as the discs have them: `1, 2, 3`. */
export function numbersIn(trace: Trace, mids: readonly string[]): string {
  const { numbers } = knownOf(trace);
  return numberList(mids.flatMap((mid) => numbers.get(mid) ?? []).toSorted((a, b) => a - b));
}

type Facts = [string, string][];

export function describeEvent(trace: Trace, event: TraceEvent): Description {
  const known = knownOf(trace);
  const facts: Facts = [
    ['Time', atTime(event.atMs)],
    ['On', labelOf(known, event.node)],
  ];
  const offsetMs = known.offsets.get(event.node) ?? 0;
  if (offsetMs !== 0) facts.push(['Its clock', `${wallClock(event.clockMs)}, ${signed(offsetMs)}`]);
  const numbers = event.messages.flatMap((mid) => known.numbers.get(mid) ?? []).toSorted((a, b) => a - b);
  const own = ownWords(trace, known, event);
  facts.push(...lastFacts(trace, event));
  facts.push(...own.facts);
  if (numbers.length > 0 && event.kind !== 'message')
    facts.push([numbers.length === 1 ? 'Message' : 'Messages', numberList(numbers)]);
  return { title: own.title, facts, failed: own.failed ?? false };
}

const LASTS = {
  invocation: 'At work',
  wait: 'Waits',
  lock: 'Held',
  'lock-lapsed': 'Without it',
  model: 'Takes',
  'never-ran': 'Would have waited',
  'cold-start': 'Starts for',
} as const;

/** How long what begins with the event goes on, and how it ends where that is worth a word. */
function lastFacts(trace: Trace, { id }: TraceEvent): Facts {
  return (layoutOf(trace).barsOfEvent.get(id) ?? []).flatMap(({ kind, fromMs, toMs, ending, note }) => {
    const lasts = `${duration(toMs - fromMs)}${ending === 'open' ? ', until the run ended' : ''}`;
    return toMs > fromMs
      ? [
          [
            LASTS[kind],
            note === null || kind === 'never-ran' || kind === 'lock-lapsed' ? lasts : `${lasts}, ${note.text}`,
          ],
        ]
      : [];
  });
}

interface OwnWords {
  readonly title: string;
  readonly facts: Facts;
  readonly failed?: boolean;
}

function ownWords(trace: Trace, known: Known, event: TraceEvent): OwnWords {
  const at = labelOf(known, event.node);
  switch (event.kind) {
    case 'message':
      return {
        title: `Message ${known.numbers.get(event.mid) ?? ''}: “${event.text}”`,
        facts: [
          ['Text', event.text],
          ['Id', event.mid],
        ],
      };
    case 'reply':
      return {
        title: replyTitle(known, event.messages, event.text),
        facts: [['Text', event.text]],
        failed: event.messages.length === 0,
      };
    case 'request':
      return {
        title: `${at} sends ${event.operation} to ${labelOf(known, event.to)}`,
        facts: [['To', labelOf(known, event.to)], ['Request', `${event.method} ${event.url}`], ...headerFacts(event)],
      };
    case 'arrival':
      return arrivalWords(trace, known, event);
    case 'answer':
      return {
        title: `${at} answers ${event.status} to ${labelOf(known, event.to)}`,
        facts: [
          ['Status', String(event.status)],
          ['To', labelOf(known, event.to)],
        ],
        failed: event.status >= 400,
      };
    case 'return':
      return {
        title: returnTitle(trace, known, event, at),
        facts: [
          ['Status', String(event.status)],
          ['From', labelOf(known, event.from)],
          ...tookFact(trace, event.request, event.atMs),
        ],
        failed: event.status >= 400,
      };
    case 'failure':
      return {
        title: `${at} gets no answer from ${labelOf(known, event.from)}: ${event.error}`,
        facts: [
          ['Error', event.error],
          ['From', labelOf(known, event.from)],
          ...tookFact(trace, event.request, event.atMs),
        ],
        failed: true,
      };
    case 'timer-set':
      return {
        title: `${at} sets a timer of ${duration(event.delayMs)}`,
        facts: [['Due', atTime(event.atMs + event.delayMs)]],
      };
    case 'timer-cleared':
      return { title: `${at} clears its timer of ${duration(event.delayMs)}`, facts: timerFacts(trace, event.timer) };
    case 'timer-fired':
      return {
        title: `The timer of ${at} fires after ${duration(event.delayMs)}`,
        facts: timerFacts(trace, event.timer),
      };
    case 'log':
      return {
        title: `${at} logs: ${event.text}`,
        facts: [
          ['Level', event.level],
          ['Line', event.text],
        ],
        failed: event.level === 'error',
      };
    case 'lifecycle':
      return {
        title: `${at}: ${lifeWords(event)}`,
        facts: factRows(event.facts),
        failed: event.change === 'crash' || event.change === 'timeout',
      };
    case 'fault': {
      const fault = trace.inputs.faults[event.fault]?.fault;
      return { title: `Fault: ${event.effect}`, facts: fault === undefined ? [] : [['Fault', spoken(fault)]] };
    }
    case 'service':
      return {
        title: `${at}: ${event.operation}`,
        facts: factRows(event.facts),
        failed: event.operation === 'dead letter' || event.operation === 'webhook given up',
      };
  }
}

/** A detail that says how it ended needs no other word for it. */
function lifeWords({ change, detail }: LifecycleEvent): string {
  if (detail === '') return LIFE[change];
  return change === 'timeout' ? detail : `${LIFE[change]}, ${detail}`;
}

const LIFE = {
  start: 'starts',
  ready: 'is ready',
  crash: 'crashes',
  timeout: 'is killed',
  freeze: 'is frozen',
  thaw: 'is thawed',
  stop: 'stops',
} as const;

function arrivalWords(trace: Trace, known: Known, event: ArrivalEvent): OwnWords {
  const from = labelOf(known, event.from);
  const rows: Facts = [['From', from], ...factRows(event.facts)];
  const sent = trace.events[event.request];
  if (sent !== undefined) rows.push(['On its way', duration(event.atMs - sent.atMs)]);
  const firstMs = event.facts?.['firstSeenMs'];
  if (event.facts?.['deduplicated'] === true && typeof firstMs === 'number')
    rows.push(['Id is taken for', duration(event.atMs - firstMs)]);
  const concerned = event.operation === 'LRANGE' ? (answerOf(trace, event) ?? event) : event;
  const sentence = arrivalSentence(
    {
      trace,
      role: known.nodes.get(event.node)?.role,
      at: labelOf(known, event.node),
      from,
      messages: messageWords(known, concerned.messages),
      joined: layoutOf(trace).joined.has(event.id),
    },
    event,
  );
  return { ...sentence, facts: rows };
}

/** `message 2`, `messages 1, 2`; empty for none. */
function messageWords(known: Known, messages: readonly string[]): string {
  const numbers = messages.flatMap((mid) => known.numbers.get(mid) ?? []).toSorted((a, b) => a - b);
  return numbers.length === 0 ? '' : `${numbers.length === 1 ? 'message' : 'messages'} ${numberList(numbers)}`;
}

/** What was asked says more than the status alone: `processor #2 gets 200 from Redis to its LRANGE: messages 1, 2`. */
function returnTitle(trace: Trace, known: Known, event: ReturnEvent, at: string): string {
  const asked = trace.events[event.request];
  const what = asked?.kind === 'request' && asked.operation !== '' ? ` to its ${asked.operation}` : '';
  const about = messageWords(known, event.messages);
  return `${at} gets ${event.status} from ${labelOf(known, event.from)}${what}${about === '' ? '' : `: ${about}`}`;
}

function replyTitle(known: Known, messages: readonly string[], text: string): string {
  return `Reply to ${messageWords(known, messages) || 'nothing'}: “${text}”`;
}

function headerFacts({ headers }: RequestEvent): Facts {
  return Object.entries(headers).map(([name, value]) => [
    capital(name.replace(/^upstash-/, '').replaceAll('-', ' ')),
    value,
  ]);
}

function timerFacts(trace: Trace, timer: number): Facts {
  const set = trace.events[timer];
  return set === undefined ? [] : [['Set', atTime(set.atMs)]];
}

function tookFact(trace: Trace, request: number, atMs: number): Facts {
  const sent = trace.events[request];
  return sent === undefined ? [] : [['Took', duration(atMs - sent.atMs)]];
}

/** Virtual moments end in `AtMs`, `seenMs`; other figures in `Ms` are lengths of time. */
const MOMENT = /(AtMs|EndsMs|SeenMs)$/;

function factRows(facts: Readonly<Record<string, Json>> | undefined): Facts {
  return Object.entries(facts ?? {}).map(([name, value]) => [capital(spoken(name)), factValue(name, value)]);
}

function factValue(name: string, value: Json): string {
  if (typeof value !== 'number' || !name.endsWith('Ms')) return shownValue(value);
  return MOMENT.test(name) ? atTime(value) : duration(value);
}

/** `−2 s` and `+2 s`: the sign says behind or ahead. */
function signed(ms: number): string {
  return `${ms < 0 ? '−' : '+'}${duration(Math.abs(ms))}`;
}

function labelOf(known: Known, id: string): string {
  return known.nodes.get(id)?.label ?? id;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
