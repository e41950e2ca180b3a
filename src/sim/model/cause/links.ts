/** Who called whom in a run: the joins that the search for a cause needs, made once for a trace. */
import type { AnswerEvent, FaultEvent } from '../trace.ts';
import {
  brings,
  destroyedUnread,
  gapsIn,
  type InvocationView,
  type MessageView,
  type PublishView,
  type QueueMessageView,
  type ReplyView,
  type RunView,
} from '../view/index.ts';

const WEBHOOK = 'webhook';

export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A fault that names no request, as long as it lasted: a slow model, a clock, an instance that stands still. */
interface InForce extends Span {
  /** Where it was: the id of an instance or a service. */
  readonly node: string;
}

export interface Links {
  readonly view: RunView;
  /** The webhooks that brought a message, by `mid`. */
  readonly webhooks: ReadonlyMap<string, readonly InvocationView[]>;
  readonly publishes: ReadonlyMap<number, readonly PublishView[]>;
  readonly queue: ReadonlyMap<string, QueueMessageView>;
  /** Invocations by the QStash message that called them. */
  readonly deliveries: ReadonlyMap<string, readonly InvocationView[]>;
  readonly replies: ReadonlyMap<number, ReplyView>;
  readonly destroyed: ReadonlyMap<string, number>;
  /** Pushes that were executed, by `mid`: one event for each time that it was stored. */
  readonly pushes: ReadonlyMap<string, readonly number[]>;
  /** Where custody of a message was lost, by `mid`. */
  readonly gaps: ReadonlyMap<string, number>;
  /** What left whoever was asked, by request: of a request that was doubled one for each time that it arrived. */
  readonly answers: ReadonlyMap<number, readonly AnswerEvent[]>;
  /** The faults that took effect on a request, by request. */
  readonly struck: ReadonlyMap<number, readonly FaultEvent[]>;
  readonly inForce: readonly InForce[];
  /** Lists that expired with the message in them, by `mid`. */
  readonly expired: ReadonlySet<string>;
}

export function linksOf(view: RunView): Links {
  const webhooks = new Map<string, InvocationView[]>();
  const deliveries = new Map<string, InvocationView[]>();
  const publishes = new Map<number, PublishView[]>();
  for (const invocation of view.invocations) {
    if (invocation.route === WEBHOOK) for (const mid of broughtBy(view, invocation)) add(webhooks, mid, invocation);
    if (invocation.delivers !== null) add(deliveries, invocation.delivers, invocation);
  }
  for (const publish of view.publishes) if (publish.invocation !== null) add(publishes, publish.invocation, publish);
  const answers = new Map<number, AnswerEvent[]>();
  const struck = new Map<number, FaultEvent[]>();
  for (const event of view.trace.events) {
    if (event.kind === 'answer') add(answers, event.request, event);
    if (event.kind === 'fault' && event.request !== undefined) add(struck, event.request, event);
  }
  const { pushes, expired } = listsOf(view);
  return {
    view,
    webhooks,
    deliveries,
    publishes,
    queue: new Map(view.queue.map((message) => [message.messageId, message])),
    replies: new Map(view.replies.map((reply) => [reply.eventId, reply])),
    destroyed: destroyedUnread(view),
    pushes,
    gaps: gapsIn(view),
    answers,
    struck,
    inForce: inForceIn(view),
    expired,
  };
}

/** From when they took effect to the end that their parameters name; for good where they name none. */
function inForceIn({ trace: { events, inputs } }: RunView): readonly InForce[] {
  return events.flatMap((event) => {
    if (event.kind !== 'fault' || event.request !== undefined) return [];
    const { atMs: fromMs, node } = event;
    const given = inputs.faults[event.fault];
    const [toMs, forMs] = [given?.['toMs'], given?.['forMs']];
    if (typeof toMs === 'number') return toMs < fromMs ? [] : [{ node, fromMs, toMs }];
    return [{ node, fromMs, toMs: fromMs + (typeof forMs === 'number' ? forMs : Infinity) }];
  });
}

/** What is done to the platform is done to whatever it runs, and to the network as well. */
const EVERYBODY = 'platform';

/** Whether a fault had to do with it: with one of its calls, or, while it was at work, with itself or with whom it called. */
export function hadFault(links: Links, invocation: InvocationView): boolean {
  const { end, calls } = invocation;
  if (end.kind === 'crash' || calls.some(({ request }) => links.struck.has(request))) return true;
  return wasInForce(links, invocation);
}

/** Whether one that names no request was in force while it was at work: on itself, or on whom it called. */
export function wasInForce({ inForce }: Links, { node, startMs, end, calls }: InvocationView): boolean {
  const endMs = end.kind === 'open' ? Infinity : end.atMs;
  // Replicas are slowed where they learn of a write.
  const met = new Set([EVERYBODY, node, ...calls.map(({ to }) => (to === 'redis-replica' ? 'redis' : to))]);
  return inForce.some((fault) => met.has(fault.node) && fault.fromMs <= endMs && fault.toMs >= startMs);
}

/** Whom a delivery called: nobody where it did not arrive, two where it was copied. */
export function calledBy({ view, deliveries }: Links, messageId: string, request: number): readonly InvocationView[] {
  return (deliveries.get(messageId) ?? []).filter(({ id }) => {
    const arrival = view.trace.events[id];
    return arrival?.kind === 'arrival' && arrival.request === request;
  });
}

function broughtBy({ trace: { events } }: RunView, { id, messages }: InvocationView): readonly string[] {
  const arrival = events[id];
  const request = arrival?.kind === 'arrival' ? events[arrival.request] : undefined;
  return messages.filter((mid) => brings(request?.patch, mid));
}

function add<K, V>(lists: Map<K, V[]>, key: K, item: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}

interface HeldList {
  mids: string[];
  expiresAtMs: number;
}

function listsOf({ trace, byMid }: RunView): Pick<Links, 'pushes' | 'expired'> {
  const redis = new Set(
    trace.nodes.flatMap(({ id, role, side }) => (role === 'redis' && side === 'pipeline' ? [id] : [])),
  );
  const lists = new Map<string, HeldList>();
  const pushes = new Map<string, number[]>();
  const expired = new Set<string>();
  const lapse = (key: string, atMs: number): void => {
    const list = lists.get(key);
    if (list === undefined || list.expiresAtMs > atMs) return;
    for (const mid of list.mids) if (byMid.get(mid)?.seenBy.length === 0) expired.add(mid);
    lists.delete(key);
  };
  for (const event of trace.events) {
    if (event.patch === undefined || !redis.has(event.node)) continue;
    for (const change of event.patch) {
      lapse(change.key, event.atMs);
      const list = lists.get(change.key) ?? { mids: [], expiresAtMs: Infinity };
      if (change.op === 'push') {
        for (const mid of event.messages) add(pushes, mid, event.id);
        list.mids.push(...event.messages);
        list.expiresAtMs = change.expiresAtMs ?? list.expiresAtMs;
        lists.set(change.key, list);
      }
      if (change.op === 'expire') list.expiresAtMs = change.expiresAtMs ?? Infinity;
      if (change.op === 'delete') lists.delete(change.key);
    }
  }
  // Keys that leave the map while it is walked are not met again.
  for (const key of lists.keys()) lapse(key, trace.end.atMs);
  return { pushes, expired };
}

export function answered({ replies }: Links, invocation: InvocationView, { answeredBy }: MessageView): boolean {
  return answeredBy.some((id) => replies.get(id)?.invocation === invocation.id);
}
