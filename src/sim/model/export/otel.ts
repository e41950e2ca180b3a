/**
 * OpenTelemetry's protocol in JSON (OTLP): a resource a node, a span for every request being handled and for every
 * call, the log lines as events of their spans. Source: opentelemetry-proto, trace.proto and its JSON mapping: ids in
 * hexadecimal, 64-bit numbers as strings, enumerations as numbers.
 */
import type { NodeInfo, Trace, TraceEvent } from '../trace.ts';
import { groupBy } from '../group-by.ts';
import type { Json, Scalar } from '../json.ts';
import type { Export } from './exported.ts';
import { type Stretch, stretchesOf } from './stretches.ts';

const TRACE_ID_DIGITS = 32;
const SPAN_ID_DIGITS = 16;
const KIND = { server: 2, client: 3 } as const;
const STATUS = { ok: 1, error: 2 } as const;

type Row = Readonly<Record<string, Json>>;

export const openTelemetry: Export = {
  id: 'opentelemetry',
  title: 'OpenTelemetry (OTLP JSON)',
  sentence: 'What a collector takes at /v1/traces, and what Jaeger and Grafana Tempo show.',
  suffix: '.otlp.json',
  mediaType: 'application/json',
  make: ({ trace, hash }) => JSON.stringify({ resourceSpans: resourcesOf(trace, hash) }),
};

function resourcesOf(trace: Trace, hash: string): readonly Row[] {
  const traceId = hash.slice(0, TRACE_ID_DIGITS).padEnd(TRACE_ID_DIGITS, '0');
  const startMs = epochOf(trace);
  const stretches = groupBy(stretchesOf(trace), ({ node }) => node);
  const logs = groupBy(
    trace.events.filter((event) => event.kind === 'log'),
    ({ invocation }) => invocation,
  );
  const { scenario, variant, seed } = trace.inputs;
  return trace.nodes.flatMap((node) => {
    const spans = stretches.get(node.id) ?? [];
    if (spans.length === 0) return [];
    return [
      {
        resource: { attributes: attributes(resourceOf(node)) },
        scopeSpans: [
          {
            scope: { name: 'batching-bench', attributes: attributes({ scenario, variant, seed }) },
            spans: spans.map((stretch) => spanOf(stretch, traceId, startMs, logs.get(stretch.id) ?? [])),
          },
        ],
      },
    ];
  });
}

/** Virtual time 0 on the wall clock. The first node's own: it has no offset unless a fault gave it one. */
function epochOf({ events }: Trace): number {
  const first = events[0];
  return first === undefined ? 0 : first.clockMs - first.atMs;
}

function resourceOf({ id, role, side }: NodeInfo): Readonly<Record<string, Scalar>> {
  return {
    'service.name': role === 'instance' ? 'chatbot' : id,
    'service.instance.id': id,
    'batching.role': role,
    'batching.side': side,
  };
}

function spanOf(stretch: Stretch, traceId: string, startMs: number, logs: readonly TraceEvent[]): Row {
  const { id, kind, name, fromMs, toMs, parent, messages, outcome, failed, to } = stretch;
  return {
    traceId,
    spanId: spanId(id),
    ...(parent === null ? {} : { parentSpanId: spanId(parent) }),
    name: to === null ? name : `${name} ${to}`,
    kind: kind === 'handling' ? KIND.server : KIND.client,
    startTimeUnixNano: nanoseconds(startMs + fromMs),
    endTimeUnixNano: nanoseconds(startMs + toMs),
    attributes: attributes({
      'batching.event': id,
      'batching.messages': messages.join(' '),
      'batching.outcome': outcome,
    }),
    events: logs.map((log) => ({
      timeUnixNano: nanoseconds(startMs + log.atMs),
      name: log.kind === 'log' ? log.text : log.kind,
    })),
    status: failed ? { code: STATUS.error, message: outcome } : { code: STATUS.ok },
  };
}

/** Never all zeros, which would be no id. */
function spanId(event: number): string {
  return (event + 1).toString(16).padStart(SPAN_ID_DIGITS, '0');
}

/** A number of nanoseconds since 1970 needs more digits than a number holds exactly. */
function nanoseconds(epochMs: number): string {
  return (BigInt(Math.round(epochMs * 1_000)) * 1_000n).toString();
}

function attributes(values: Readonly<Record<string, Scalar>>): readonly Row[] {
  return Object.entries(values).map(([key, value]) => ({ key, value: attributeValue(value) }));
}

function attributeValue(value: Scalar): Row {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
}
