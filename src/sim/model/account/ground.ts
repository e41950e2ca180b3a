/** What every sentence stands on: the index of the run, who called whom, and what things are called. */
import { type Links, linksOf } from '../cause/index.ts';
import type { FaultEvent, NodeRole, TraceEvent } from '../trace.ts';
import type { CallView, InvocationView, LockView, MessageView, QueueMessageView, RunView } from '../view/index.ts';
import { inWords, listed, ranges, spoken } from './figures.ts';

/** Numbers that lie about are told by how many they are. */
const MOST_RANGES = 5;

export interface Ground {
  readonly view: RunView;
  /** The same messages in the single tab. */
  readonly tab: RunView;
  readonly links: Links;
  /** Where faults took effect, on either side. */
  readonly faults: readonly FaultEvent[];
  /** `message 2`, `messages 1–3`; `the message` where there is but one. */
  readonly messages: (mids: readonly string[]) => string;
  /** `the user`, `user 2`. */
  readonly user: (id: string | undefined) => string;
  readonly users: readonly string[];
  /** `the processor`, `processor #2`, `the webhook of message 2`. */
  readonly invocation: (of: InvocationView | undefined) => string;
  readonly event: (id: number | undefined) => TraceEvent | undefined;
  readonly role: (node: string | undefined) => NodeRole | undefined;
  /** `3.45 s`. */
  readonly at: (event: number | undefined) => string;
  readonly atMs: (event: number | undefined) => number;
  /** How far the clock of the event's node is off; behind is negative. */
  readonly offsetMs: (event: number | undefined) => number;
}

export function groundOf(view: RunView, tab: RunView): Ground {
  const { trace, messages: typed } = view;
  const users = [...new Set(typed.map(({ user }) => user))];
  const nodes = new Map(trace.nodes.map((node) => [node.id, node]));
  const [first] = typed;
  const start = trace.events[first?.eventId ?? 0];
  const epochMs = start === undefined ? 0 : start.clockMs - start.atMs;
  const byRoute = new Map<string, number>();
  for (const { route } of view.invocations) byRoute.set(route, (byRoute.get(route) ?? 0) + 1);
  const event = (id: number | undefined): TraceEvent | undefined => (id === undefined ? undefined : trace.events[id]);
  const atMs = (id: number | undefined): number => event(id)?.atMs ?? 0;
  const messages = (mids: readonly string[]): string => {
    const numbers = [...new Set(mids)].flatMap((mid) => view.byMid.get(mid)?.index ?? []).map((index) => index + 1);
    if (typed.length === 1) return 'the message';
    const parts = ranges(numbers);
    if (parts.length > MOST_RANGES) return `${inWords(numbers.length)} messages`;
    return `${numbers.length === 1 ? 'message' : 'messages'} ${listed(parts)}`;
  };
  return {
    view,
    tab,
    links: linksOf(view),
    faults: trace.events.filter((event) => event.kind === 'fault'),
    messages,
    users,
    user: (id) => (users.length < 2 || id === undefined ? 'the user' : `user ${users.indexOf(id) + 1}`),
    invocation: (of) => {
      if (of === undefined) return 'somebody';
      if (of.route === 'webhook')
        return of.messages.length === 0 ? 'a webhook' : `the webhook of ${messages(of.messages)}`;
      if (byRoute.get(of.route) === 1) return `the ${of.route}`;
      const node = nodes.get(of.node);
      // One function serves every route: its instances are not called by what they do.
      return node?.route === of.route ? node.label : `the ${of.route} in ${node?.label ?? of.node}`;
    },
    event,
    role: (node) => nodes.get(node ?? '')?.role,
    at: (id) => spoken(atMs(id)),
    atMs,
    offsetMs: (id) => {
      const found = event(id);
      return found === undefined ? 0 : Math.round(found.clockMs - epochMs - found.atMs);
    },
  };
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function midsOf(messages: readonly MessageView[]): readonly string[] {
  return messages.map(({ mid }) => mid);
}

/** The event by which a call ended, or where it left. */
export function endOf({ end, request }: CallView): number {
  return end.kind === 'open' ? request : end.event;
}

/** When the invocation was over; later than everything where it never was. */
export function overMs({ end }: InvocationView): number {
  return end.kind === 'open' ? Infinity : end.atMs;
}

/** The lock that the invocation took. */
export function lockOf({ view }: Ground, invocation: InvocationView | undefined): LockView | undefined {
  return invocation === undefined ? undefined : view.locks.find((lock) => lock.invocation === invocation.id);
}

export function queuedBy({ links }: Ground, invocation: InvocationView | undefined): QueueMessageView | undefined {
  return links.queue.get(invocation?.delivers ?? '');
}

/** The read by which the invocation got messages. */
export function readIn(invocation: InvocationView): CallView | undefined {
  return invocation.calls.find(({ to, given }) => (to === 'redis' || to === 'redis-replica') && given.length > 0);
}
