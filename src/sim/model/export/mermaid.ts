/**
 * A sequence diagram in Mermaid, for a pull request or a wiki: what crossed the wire, in order, drops and crashes said.
 * Only production; bounded, since nobody reads a diagram of a thousand arrows.
 */
import type { RequestEvent, Trace, TraceEvent } from '../trace.ts';
import { moment } from '../words.ts';
import type { Export } from './exported.ts';

const MOST_LINES = 400;
const LONGEST_TEXT = 60;

export const mermaid: Export = {
  id: 'mermaid',
  title: 'Sequence diagram (Mermaid)',
  sentence: 'Text that GitHub, GitLab and many wikis draw as a diagram.',
  suffix: '.mmd',
  mediaType: 'text/plain',
  make: ({ trace, title, command }) => {
    const lines = trace.events.flatMap((event) => lineOf(event, trace) ?? []);
    const shown = lines.slice(0, MOST_LINES);
    const left = lines.length - shown.length;
    return [
      `%% ${title}: ${command}`,
      'sequenceDiagram',
      ...participantsOf(trace).map(([id, label]) => `  participant ${alias(id)} as ${safe(label)}`),
      ...shown.map((line) => `  ${line}`),
      ...(left > 0 ? [`  %% ${left} more lines are left out`] : []),
      '',
    ].join('\n');
  },
};

/** Those that something happens on, in the order in which they are shown. The platform only hands on. */
function participantsOf({ nodes, events }: Trace): readonly (readonly [string, string])[] {
  const used = new Set(
    events.flatMap((event) => {
      if (event.side !== 'pipeline') return [];
      return event.kind === 'arrival' || event.kind === 'reply' || event.kind === 'message' ? [event.node] : [];
    }),
  );
  for (const event of events) if (event.kind === 'arrival' && event.side === 'pipeline') used.add(event.from);
  return nodes.filter(({ id }) => used.has(id)).map(({ id, label }) => [id, label]);
}

/** Mermaid's ids have no hyphens. */
function alias(node: string): string {
  return node.replaceAll('-', '_');
}

/** A line break would end the line, and `;` the statement; `#` begins a code such as `#59;`, by which both are written. */
function safe(text: string): string {
  const letters = Array.from(text.replaceAll(/\s+/g, ' ').trim());
  const line = letters.length > LONGEST_TEXT ? `${letters.slice(0, LONGEST_TEXT).join('')}…` : letters.join('');
  return line.replaceAll(/[#;]/g, (mark) => (mark === '#' ? '#35;' : '#59;'));
}

function lineOf(event: TraceEvent, trace: Trace): string | undefined {
  if (event.side !== 'pipeline') return undefined;
  const time = moment(event.atMs);
  switch (event.kind) {
    case 'message':
      return `Note over ${alias(event.node)}: ${safe(`${time} “${event.text}”`)}`;
    case 'reply':
      return `Note over ${alias(event.node)}: ${safe(`${time} REPLY “${event.text}”`)}`;
    case 'arrival': {
      const dropped = event.facts?.['deduplicated'] === true;
      const arrow = dropped ? '-x' : '->>';
      const said = `${event.operation}${dropped ? ' DROPPED as a duplicate' : ''}`;
      return `${alias(event.from)}${arrow}${alias(event.node)}: ${safe(`${time} ${said}`)}`;
    }
    case 'return':
      return `${alias(event.from)}-->>${alias(event.node)}: ${safe(`${time} ${event.status}`)}`.replace(
        /^platform--/,
        `${alias(handlerOf(event.request, trace) ?? 'platform')}--`,
      );
    case 'failure': {
      const request = trace.events[event.request];
      return `Note over ${alias(event.node)}: ${safe(`${time} no answer from ${nameOf(request)}: ${event.error}`)}`;
    }
    case 'lifecycle':
      return event.change === 'crash' || event.change === 'timeout'
        ? `Note over ${alias(event.node)}: ${safe(`${time} ${event.change.toUpperCase()} ${event.detail}`)}`
        : undefined;
    case 'service':
      return event.operation === 'dead letter' || event.operation === 'retry scheduled'
        ? `Note over ${alias(event.node)}: ${safe(`${time} ${event.operation}`)}`
        : undefined;
    case 'request':
    case 'answer':
    case 'timer-set':
    case 'timer-cleared':
    case 'timer-fired':
    case 'log':
    case 'fault':
      return undefined;
  }
}

/** What the platform answers in an instance's place comes from where the request had arrived. */
function handlerOf(request: number, { events }: Trace): string | undefined {
  return events.find((event) => event.kind === 'arrival' && event.request === request)?.node;
}

function nameOf(request: TraceEvent | undefined): string {
  return request?.kind === 'request' ? (request satisfies RequestEvent).to : 'somebody';
}
