/**
 * Chrome's trace event format, which Perfetto (ui.perfetto.dev) and chrome://tracing open: a process a side, a thread
 * a node, a slice for every request being handled, an asynchronous slice for every call, and flow arrows along the
 * wire. Source: "Trace Event Format", the document that both viewers name. Its times are microseconds.
 */
import { type NodeInfo, ROLE_ORDER, type Side, type Trace, type TraceEvent } from '../trace.ts';
import type { Json } from '../json.ts';
import type { Export } from './exported.ts';
import { type Stretch, stretchesOf } from './stretches.ts';

type Row = Readonly<Record<string, Json>>;

const MICROSECONDS = 1_000;
const PROCESSES: Readonly<Record<Side, { readonly pid: number; readonly name: string }>> = {
  pipeline: { pid: 1, name: 'Production' },
  baseline: { pid: 2, name: 'Single tab (baseline)' },
};
/** What happens at one moment and is worth a mark. */
const INSTANTS: ReadonlySet<TraceEvent['kind']> = new Set(['message', 'reply', 'log', 'fault', 'lifecycle', 'service']);
/** Nothing that began may last no time at all: the viewers would not show it. */
const SHORTEST_US = 1;

export const chromeTrace: Export = {
  id: 'perfetto',
  title: 'Chrome trace (Perfetto)',
  sentence: 'Opens in ui.perfetto.dev and in chrome://tracing, on this machine only.',
  suffix: '.perfetto.json',
  mediaType: 'application/json',
  make: ({ trace, title, hash, command }) =>
    JSON.stringify({
      displayTimeUnit: 'ms',
      otherData: { scenario: trace.inputs.scenario, variant: trace.inputs.variant, title, hash, command },
      traceEvents: rowsOf(trace),
    }),
};

interface Place {
  readonly pid: number;
  readonly tid: number;
}

function rowsOf(trace: Trace): readonly Row[] {
  const places = new Map(trace.nodes.map((node, i) => [node.id, { pid: PROCESSES[node.side].pid, tid: i + 1 }]));
  const placeOf = (node: string): Place => places.get(node) ?? { pid: PROCESSES.pipeline.pid, tid: 0 };
  return [
    ...Object.values(PROCESSES).map(({ pid, name }) => ({ ph: 'M', name: 'process_name', pid, args: { name } })),
    ...trace.nodes.flatMap((node) => headsOf(node, placeOf(node.id))),
    ...stretchesOf(trace).flatMap((stretch) => slicesOf(stretch, placeOf(stretch.node))),
    ...trace.events.flatMap((event) => flowsOf(event, trace, placeOf)),
    ...trace.events.filter(({ kind }) => INSTANTS.has(kind)).map((event) => instantOf(event, placeOf(event.node))),
  ];
}

function headsOf({ label, role }: NodeInfo, place: Place): readonly Row[] {
  return [
    { ph: 'M', name: 'thread_name', ...place, args: { name: label } },
    {
      ph: 'M',
      name: 'thread_sort_index',
      ...place,
      args: { sort_index: ROLE_ORDER.indexOf(role) * 1_000 + place.tid },
    },
  ];
}

function slicesOf({ id, kind, name, fromMs, toMs, messages, outcome, to }: Stretch, place: Place): readonly Row[] {
  const args = { event: id, messages, outcome, ...(to === null ? {} : { to }) };
  const ts = fromMs * MICROSECONDS;
  if (kind === 'handling')
    return [
      {
        ph: 'X',
        cat: 'handling',
        name,
        ts,
        dur: Math.max(SHORTEST_US, (toMs - fromMs) * MICROSECONDS),
        ...place,
        args,
      },
    ];
  const async = { cat: 'call', name: `${name} → ${to ?? ''}`, id, ...place };
  return [
    { ph: 'b', ts, ...async, args },
    { ph: 'e', ts: toMs * MICROSECONDS, ...async },
  ];
}

/** An arrow from where a request leaves to where it arrives, and one back. */
function flowsOf(event: TraceEvent, { events }: Trace, placeOf: (node: string) => Place): readonly Row[] {
  const from =
    event.kind === 'arrival'
      ? events[event.request]
      : event.kind === 'return'
        ? events[event.causes[0] ?? -1]
        : undefined;
  if (from === undefined) return [];
  const flow = { cat: 'wire', name: event.kind === 'arrival' ? event.operation : 'answer', id: event.id };
  return [
    { ph: 's', ts: from.atMs * MICROSECONDS, ...placeOf(from.node), ...flow },
    { ph: 'f', bp: 'e', ts: event.atMs * MICROSECONDS, ...placeOf(event.node), ...flow },
  ];
}

function instantOf(event: TraceEvent, place: Place): Row {
  return {
    ph: 'i',
    s: 't',
    cat: event.kind,
    name: nameOf(event),
    ts: event.atMs * MICROSECONDS,
    ...place,
    args: { event: event.id, messages: event.messages },
  };
}

function nameOf(event: TraceEvent): string {
  switch (event.kind) {
    case 'message':
    case 'reply':
    case 'log':
      return event.text;
    case 'fault':
      return event.effect;
    case 'lifecycle':
      return event.detail === '' ? event.change : `${event.change}: ${event.detail}`;
    case 'service':
    case 'request':
    case 'arrival':
      return event.operation;
    case 'answer':
    case 'return':
    case 'failure':
    case 'timer-set':
    case 'timer-cleared':
    case 'timer-fired':
      return event.kind;
  }
}
