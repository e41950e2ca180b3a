/**
 * A trace drawn as text, for tests and the command line: what happened when and where, one line each, and below it
 * what became of every message on both sides. Equal traces give equal drawings.
 *
 *   +3.550 s  qstash       publish by processor-1 DROPPED as a duplicate of q1 (its id is taken until +90.200 s)
 */
import type { Side, Trace } from '../trace.ts';
import { type MessageView, type RunView, viewRun } from '../view/index.ts';
import { moment } from '../words.ts';
import { DRAWN_KINDS, type DrawnKind, type Line, linesOf } from './lines.ts';
import { namesOf } from './names.ts';

export type { DrawnKind } from './lines.ts';

export interface DrawOptions {
  /** Both where it is left out. */
  readonly side?: Side;
  /** All where it is left out. */
  readonly kinds?: readonly DrawnKind[];
  /** Whether the summary of the messages follows; true where it is left out. */
  readonly summary?: boolean;
}

export function drawTrace(trace: Trace, { side, kinds = DRAWN_KINDS, summary = true }: DrawOptions = {}): string {
  const view = viewRun(trace);
  const lines = linesOf(trace, view).filter(
    (line) => kinds.includes(line.kind) && (side === undefined || line.side === side || line.kind === 'message'),
  );
  const below = summary ? ['', ...summaryOf(trace, view, side), endOf(trace)] : [];
  return [...columns(lines), ...below].join('\n');
}

function columns(lines: readonly Line[]): readonly string[] {
  const times = lines.map(({ atMs }) => moment(atMs));
  const timeWidth = largestLength(times);
  const nodeWidth = largestLength(lines.map(({ node }) => node));
  return lines.map(
    ({ node, text }, i) => `${(times[i] ?? '').padStart(timeWidth)}  ${node.padEnd(nodeWidth)}  ${text}`,
  );
}

function largestLength(texts: readonly string[]): number {
  return texts.reduce((most, { length }) => Math.max(most, length), 0);
}

/** A line for each message: the four things that can be said of it, and when the single tab answered. */
function summaryOf(trace: Trace, view: RunView, side: Side | undefined): readonly string[] {
  const names = namesOf(view);
  const tab = viewRun(trace, 'baseline').byMid;
  return view.messages.map((message) => {
    const parts = [
      ...(side === 'baseline' ? [] : [fateOf(message, view)]),
      ...(side === 'pipeline' ? [] : [inTab(tab.get(message.mid))]),
    ];
    return `${names.messages([message.mid])}  ${moment(message.atMs)}  ${parts.join('; ')}`;
  });
}

function fateOf({ acceptedAtMs, seenEvents, answeredBy, kept, keptAtMs }: MessageView, view: RunView): string {
  const atMs = (event: number | undefined): number | null => view.trace.events[event ?? -1]?.atMs ?? null;
  const parts = [
    acceptedAtMs === null ? 'NOT ACCEPTED' : `accepted ${moment(acceptedAtMs)}`,
    told(atMs(seenEvents[0]), 'read', 'NEVER READ'),
    told(atMs(answeredBy[0]), 'answered', 'NEVER ANSWERED') +
      (answeredBy.length > 1 ? ` ${answeredBy.length} TIMES` : ''),
    kept ? told(keptAtMs, 'kept', 'NOT KEPT') : 'NOT KEPT',
  ];
  return parts.join(', ');
}

function inTab(message: MessageView | undefined): string {
  return `tab: ${told(message?.answeredAtMs ?? null, 'answered', 'NEVER ANSWERED')}`;
}

function told(atMs: number | null, done: string, never: string): string {
  return atMs === null ? never : `${done} ${moment(atMs)}`;
}

function endOf({ end }: Trace): string {
  if (end.reason === 'bound') return `CUT OFF at ${moment(end.atMs)} by ${end.bound}`;
  return `${end.reason} at ${moment(end.atMs)}`;
}
