/** Collects the users' messages and the replies of one side, and what the events say of each message. */
import type {
  ArrivalEvent,
  MessageEvent,
  ReplyEvent,
  RequestEvent,
  ReturnEvent,
  ServiceEvent,
  TraceEvent,
} from '../trace.ts';
import { brings } from './brought.ts';
import type { HistoryCollector } from './history.ts';
import type { MessageView, ReplyView } from './types.ts';

interface OpenMessage {
  readonly typed: MessageEvent;
  readonly index: number;
  accepted: { readonly event: number; readonly atMs: number } | undefined;
  readonly seenBy: number[];
  readonly seenEvents: number[];
  readonly answeredBy: ReplyEvent[];
}

/** How many causes are followed from a reply back to the Send request. */
const STEPS_TO_SEND = 6;

export class MessageCollector {
  readonly replies: ReplyView[] = [];
  readonly webhookOver = new Map<string, number>();
  readonly users = new Set<string>();
  readonly #events: readonly TraceEvent[];
  readonly #byMid = new Map<string, OpenMessage>();

  constructor(events: readonly TraceEvent[]) {
    this.#events = events;
  }

  find(mid: string): { readonly mid: string; readonly text: string; readonly user: string } | undefined {
    const typed = this.#byMid.get(mid)?.typed;
    return typed === undefined ? undefined : { mid, text: typed.text, user: typed.users[0] ?? '' };
  }

  message(event: MessageEvent): void {
    const index = this.#byMid.size;
    this.#byMid.set(event.mid, {
      typed: event,
      index,
      accepted: undefined,
      seenBy: [],
      seenEvents: [],
      answeredBy: [],
    });
    this.users.add(event.users[0] ?? '');
  }

  reply(event: ReplyEvent, counts: boolean): void {
    const { id: eventId, atMs, side, text, messages } = event;
    const request = side === 'baseline' ? undefined : this.#sendOf(event);
    const invocation = request?.invocation ?? null;
    this.replies.push({
      eventId,
      atMs,
      side,
      user: event.users[0] ?? '',
      text,
      messages,
      invocation,
      request: request?.id ?? null,
    });
    if (!counts) return;
    // What went to somebody else does not answer its user.
    for (const mid of messages) {
      const message = this.#byMid.get(mid);
      if (message?.typed.users[0] === event.users[0]) message?.answeredBy.push(event);
    }
  }

  /** An answer has reached Messenger: the webhook's messages are accepted by a 200. */
  webhookAnswered(event: ReturnEvent, request: RequestEvent): void {
    if (event.status !== 200) return;
    for (const mid of request.messages) {
      const message = this.#byMid.get(mid);
      if (message === undefined || !brings(request.patch, mid)) continue;
      message.accepted ??= { event: event.id, atMs: event.atMs };
      if (!this.webhookOver.has(mid)) this.webhookOver.set(mid, event.id);
    }
  }

  /** Messenger sends a webhook no more. */
  givenUp({ id, messages, patch }: ServiceEvent): void {
    for (const mid of messages) if (!this.webhookOver.has(mid) && brings(patch, mid)) this.webhookOver.set(mid, id);
  }

  /** An invocation has been given these messages by that event. */
  seen(mids: readonly string[], invocation: number, event: number): void {
    for (const mid of mids) {
      const message = this.#byMid.get(mid);
      if (message === undefined || message.seenBy.includes(invocation)) continue;
      message.seenBy.push(invocation);
      message.seenEvents.push(event);
    }
  }

  /** An invocation was called with these messages in the request: it was given those whose texts stand there. */
  called(event: ArrivalEvent): void {
    const request = this.#events[event.request];
    if (request?.kind !== 'request') return;
    const given = event.messages.filter((mid) => {
      const text = this.#byMid.get(mid)?.typed.text;
      return (
        text !== undefined && (request.body.includes(text) || request.body.includes(JSON.stringify(text).slice(1, -1)))
      );
    });
    this.seen(given, event.id, event.id);
  }

  /** In the tab everything typed is accepted at once, and kept when it is answered: its history is in its memory. */
  finishTab(): readonly MessageView[] {
    return [...this.#byMid.values()].map((message) => {
      const [answer] = message.answeredBy;
      const { id, atMs } = message.typed;
      const kept = { keptAtMs: answer?.atMs ?? null, keptEvent: answer?.id ?? null, kept: answer !== undefined };
      return viewOf(message, { acceptedAtMs: atMs, acceptedEvent: id, ...kept });
    });
  }

  finishPipeline(history: HistoryCollector, keptAtEnd: ReadonlySet<string>): readonly MessageView[] {
    return [...this.#byMid.values()].map((message) => {
      const first = history.firstKept(message.typed.mid);
      return viewOf(message, {
        acceptedAtMs: message.accepted?.atMs ?? null,
        acceptedEvent: message.accepted?.event ?? null,
        keptAtMs: first?.atMs ?? null,
        keptEvent: first?.id ?? null,
        kept: keptAtEnd.has(message.typed.mid),
      });
    });
  }

  /** The Send request that made the reply: back over the causes. */
  #sendOf(reply: ReplyEvent): RequestEvent | undefined {
    let [id] = reply.causes;
    for (let step = 0; step < STEPS_TO_SEND && id !== undefined; step += 1) {
      const event: TraceEvent | undefined = this.#events[id];
      if (event?.kind === 'request') return event;
      id = event?.kind === 'arrival' ? event.request : event?.causes[0];
    }
    return undefined;
  }
}

type Settled = Pick<MessageView, 'acceptedAtMs' | 'acceptedEvent' | 'keptAtMs' | 'keptEvent' | 'kept'>;

function viewOf({ typed, index, seenBy, seenEvents, answeredBy }: OpenMessage, settled: Settled): MessageView {
  return {
    mid: typed.mid,
    user: typed.users[0] ?? '',
    text: typed.text,
    index,
    eventId: typed.id,
    atMs: typed.atMs,
    seenBy,
    seenEvents,
    answeredBy: answeredBy.map(({ id }) => id),
    answeredAtMs: answeredBy[0]?.atMs ?? null,
    ...settled,
  };
}
