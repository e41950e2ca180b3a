/** The facts of an event for people: what matters of its kind, in words and with units. */
import type { Json } from '../../sim/model/json.ts';
import type { Trace, TraceEvent } from '../../sim/model/trace.ts';
import { atTime, duration, shown, spoken, wallClock } from '../format.ts';
import { texts } from '../texts.ts';
import { nodeLabel } from '../words.ts';

export interface Fact {
  readonly name: string;
  readonly value: string;
  readonly mono: boolean;
  readonly bad: boolean;
}

/** Whether the event itself is a failure: dropped, lost, crashed, refused. */
export function isFailure(event: TraceEvent): boolean {
  switch (event.kind) {
    case 'failure':
      return true;
    case 'lifecycle':
      return event.change === 'crash' || event.change === 'timeout';
    case 'arrival':
      return event.facts?.['deduplicated'] === true;
    case 'answer':
    case 'return':
      return event.status >= 400;
    case 'log':
      return event.level === 'error';
    default:
      return false;
  }
}

/** The node's own clock, and how far it is from that of the run's first event. */
function clockFact(trace: Trace, event: TraceEvent): readonly Fact[] {
  const first = trace.events[0];
  if (first === undefined) return [];
  const skewMs = event.clockMs - event.atMs - (first.clockMs - first.atMs);
  const off = Math.abs(skewMs) < 1 ? '' : `, ${duration(Math.round(skewMs))}`;
  return [fact(texts.inspector.clock, `${wallClock(event.clockMs)}${off}`, true)];
}

function fact(name: string, value: string, mono = false, bad = false): Fact {
  return { name, value, mono, bad };
}

function tookFact(trace: Trace, event: TraceEvent): readonly Fact[] {
  if (event.kind !== 'return' && event.kind !== 'failure') return [];
  const sent = trace.events[event.request];
  return sent === undefined ? [] : [fact(texts.inspector.took, duration(event.atMs - sent.atMs), true)];
}

function ownFacts(trace: Trace, event: TraceEvent): readonly Fact[] {
  const label = (id: string): string => nodeLabel(trace, id);
  const { inspector } = texts;
  switch (event.kind) {
    case 'message':
    case 'reply':
      return [fact(inspector.text, event.text)];
    case 'request':
      return [
        fact(inspector.to, label(event.to)),
        fact(inspector.operation, event.operation, true),
        fact('URL', `${event.method} ${event.url}`, true),
      ];
    case 'arrival':
      return [fact(inspector.from, label(event.from)), fact(inspector.operation, event.operation, true), ...facts(event.facts)];
    case 'answer':
      return [fact(inspector.to, label(event.to)), fact(inspector.status, String(event.status), true, event.status >= 400)];
    case 'return':
      return [
        fact(inspector.from, label(event.from)),
        fact(inspector.status, String(event.status), true, event.status >= 400),
        ...tookFact(trace, event),
      ];
    case 'failure':
      return [fact(inspector.from, label(event.from)), fact(inspector.error, event.error, true, true), ...tookFact(trace, event)];
    case 'timer-set':
    case 'timer-cleared':
    case 'timer-fired':
      return [fact(inspector.delay, duration(event.delayMs), true)];
    case 'log':
      return [fact(inspector.level, event.level), fact(inspector.text, event.text)];
    case 'lifecycle':
      return facts(event.facts);
    case 'fault':
      return [fact(inspector.fault, trace.inputs.faults[event.fault]?.fault ?? String(event.fault))];
    case 'service':
      return [fact(inspector.operation, event.operation, true), ...facts(event.facts)];
  }
}

function facts(given: Readonly<Record<string, Json>> | undefined): readonly Fact[] {
  return Object.entries(given ?? {}).map(([name, value]) =>
    fact(capital(spoken(name)), factValue(name, value), true, name === 'deduplicated' && value === true),
  );
}

/** Names of moments, not of lengths: `dueAtMs`, `firstSeenMs`, `windowEndsMs`. */
const MOMENT = /(At|Seen|Ends|From|To|Until)Ms$/;

function factValue(name: string, value: Json): string {
  if (typeof value !== 'number' || !name.endsWith('Ms')) return shown(value);
  return MOMENT.test(name) ? atTime(value) : duration(value);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function changes(event: TraceEvent): readonly Fact[] {
  if (event.patch === undefined || event.patch.length === 0) return [];
  const words = event.patch.map((change) => `${change.op} ${change.key}`);
  return [fact(texts.inspector.changes, words.join('\n'), true)];
}

export function factsOf(trace: Trace, event: TraceEvent): readonly Fact[] {
  const texted = event.messages
    .map((mid) => trace.events.find((other) => other.kind === 'message' && other.mid === mid))
    .flatMap((other) => (other?.kind === 'message' ? [`“${other.text}”`] : []));
  return [
    fact(texts.inspector.time, atTime(event.atMs), true),
    fact(texts.inspector.node, nodeLabel(trace, event.node)),
    ...ownFacts(trace, event),
    ...(texted.length > 0 && event.kind !== 'message' ? [fact(texts.inspector.messages, texted.join(' '))] : []),
    ...clockFact(trace, event),
    ...changes(event),
  ];
}
