/** Collects what QStash was asked for and what became of it. */
import type { Json } from '../json.ts';
import type { ArrivalEvent, RequestEvent, ServiceEvent, TraceEvent } from '../trace.ts';
import { deliveredBy } from './invocations.ts';
import type { PublishView, QueueMessageView } from './types.ts';

type Facts = Readonly<Record<string, Json>>;

interface OpenMessage extends Omit<QueueMessageView, 'end' | 'deliveries' | 'retries' | 'duplicates'> {
  end: QueueMessageView['end'];
  readonly deliveries: number[];
  readonly retries: number[];
  readonly duplicates: number[];
}

export class QueueCollector {
  readonly publishes: PublishView[] = [];
  readonly #events: readonly TraceEvent[];
  readonly #messages = new Map<string, OpenMessage>();

  constructor(events: readonly TraceEvent[]) {
    this.#events = events;
  }

  get messages(): readonly QueueMessageView[] {
    return [...this.#messages.values()];
  }

  /** Something arrived at QStash. */
  arrival(event: ArrivalEvent): void {
    const { id, atMs, facts, users, messages } = event;
    if (facts === undefined) return;
    const revived = facts['revived'];
    if (Array.isArray(revived)) {
      for (const messageId of revived)
        if (typeof messageId === 'string') this.#keep(event, messageId, null, null, null);
      return;
    }
    const messageId = textIn(facts, 'messageId');
    if ((event.operation !== 'publish' && event.operation !== 'enqueue') || messageId === null) return;
    const publish: PublishView = {
      event: id,
      atMs,
      messageId,
      deduplicated: facts['deduplicated'] === true,
      dedupId: textIn(facts, 'dedupId'),
      dueAtMs: numberIn(facts, 'dueAtMs'),
      users,
      messages,
      invocation: this.#events[event.request]?.invocation ?? null,
    };
    this.publishes.push(publish);
    if (publish.deduplicated) this.#messages.get(messageId)?.duplicates.push(id);
    else this.#keep(event, messageId, publish.dueAtMs, publish.dedupId, publish.invocation);
  }

  /** A request left QStash. */
  request(event: RequestEvent): void {
    const messageId = deliveredBy(event);
    if (messageId !== null) this.#messages.get(messageId)?.deliveries.push(event.id);
  }

  service({ id, atMs, operation, facts }: ServiceEvent): void {
    const messageId = facts === undefined ? null : textIn(facts, 'messageId');
    const message = messageId === null ? undefined : this.#messages.get(messageId);
    if (message === undefined) return;
    if (operation === 'retry scheduled') message.retries.push(id);
    if (operation === 'acknowledged' || operation === 'dead letter') message.end = { kind: operation, event: id, atMs };
  }

  #keep(
    event: ArrivalEvent,
    messageId: string,
    dueAtMs: number | null,
    dedupId: string | null,
    invocation: number | null,
  ): void {
    this.#messages.set(messageId, {
      messageId,
      user: event.users[0] ?? null,
      published: event.id,
      publishedAtMs: event.atMs,
      dueAtMs,
      dedupId,
      invocation,
      deliveries: [],
      retries: [],
      duplicates: [],
      end: { kind: 'pending' },
    });
  }
}

export function textIn(facts: Facts, name: string): string | null {
  const value = facts[name];
  return typeof value === 'string' ? value : null;
}

export function numberIn(facts: Facts, name: string): number | null {
  const value = facts[name];
  return typeof value === 'number' ? value : null;
}
