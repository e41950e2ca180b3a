/** What one instance does with one request, drawn by hand: the other half of the trace builder. */
import type { StateChange } from '../../src/sim/model/trace.ts';
import {
  type CallParts,
  type Draft,
  type Drawing,
  ONE_WAY_MS,
  type PublishParts,
  type ServiceName,
} from './trace-drafts.ts';

const MODEL_MS = 1_500;

interface InvocationParts<B> {
  readonly builder: B;
  readonly node: string;
  readonly from: 'messenger' | 'qstash';
  readonly user: string;
  readonly request: Draft;
  readonly arrival: Draft;
  readonly messages: readonly string[];
  readonly delivers: string | undefined;
}

/** What one instance does with one request. */
export class InvocationBuilder<B extends Drawing> {
  readonly #parts: InvocationParts<B>;

  constructor(parts: InvocationParts<B>) {
    this.#parts = parts;
  }

  get arrival(): Draft {
    return this.#parts.arrival;
  }

  /** A call: out at `atMs`, there 50 ms later, back after its work and another 50 ms. */
  call(atMs: number, to: ServiceName, operation: string, parts: CallParts = {}): this {
    this.#call(atMs, to, operation, parts);
    return this;
  }

  push(atMs: number, mid: string): this {
    const patch: StateChange[] = [{ op: 'push', key: this.#list, values: [mid] }];
    return this.call(atMs, 'redis', 'RPUSH', { messages: [mid], patch });
  }

  read(atMs: number, mids: readonly string[], operation = 'LRANGE'): this {
    return this.call(atMs, 'redis', operation, { given: mids });
  }

  /** Takes the lock if `won`. */
  lock(atMs: number, won = true, lockMs = 30_000): this {
    const patch: StateChange[] = won
      ? [{ op: 'set', key: this.#lock, value: this.#parts.node, expiresAtMs: atMs + ONE_WAY_MS + lockMs }]
      : [];
    return this.call(atMs, 'redis', 'SET NX', { patch });
  }

  unlock(atMs: number): this {
    return this.call(atMs, 'redis', 'DEL', { patch: [{ op: 'delete', key: this.#lock }] });
  }

  clear(atMs: number): this {
    return this.call(atMs, 'redis', 'DEL', { patch: [{ op: 'delete', key: this.#list }] });
  }

  publish(
    atMs: number,
    { id, dueAtMs = atMs + 3_000, deduplicated = false, dedupId, retries, messages = [] }: PublishParts,
  ): this {
    const facts = { messageId: id, deduplicated, dueAtMs, ...(dedupId === undefined ? {} : { dedupId }) };
    const patch: StateChange[] = deduplicated
      ? []
      : [{ op: 'set', key: `messages/${id}`, value: { state: 'CREATED', dueAtMs } }];
    const headers: Record<string, string> = retries === undefined ? {} : { 'upstash-retries': String(retries) };
    return this.call(atMs, 'qstash', 'publish', { facts, patch, headers, messages, status: deduplicated ? 202 : 200 });
  }

  ask(atMs: number, mids: readonly string[], worksMs = MODEL_MS): this {
    return this.call(atMs, 'openai', 'chat', { messages: mids, worksMs });
  }

  /** Sends a reply: the phone shows it as it reaches Messenger. */
  send(atMs: number, mids: readonly string[], text = 'reply', parts: CallParts & { readonly to?: string } = {}): this {
    const { builder, user } = this.#parts;
    const to = parts.to ?? user;
    const arrival = this.#call(atMs, 'messenger', 'send', { messages: mids, ...parts });
    const node = builder.phone(to);
    builder.add({
      event: { kind: 'reply', node, atMs: atMs + ONE_WAY_MS, text, messages: mids, users: [to] },
      causes: [arrival],
    });
    return this;
  }

  /** Saves the whole conversation: texts of the user and of the assistant, in turn. */
  save(atMs: number, texts: readonly string[], mids: readonly string[]): this {
    const history = texts.map((content, i) => ({ role: i % 2 === 0 ? 'user' : 'assistant', content }));
    return this.saveEntries(atMs, history, mids);
  }

  saveEntries(
    atMs: number,
    history: readonly { readonly role: string; readonly content: string }[],
    mids: readonly string[],
  ): this {
    const patch: StateChange[] = [
      {
        op: 'set',
        key: `documents/conversations/${this.#parts.user}`,
        value: { history: history.map((entry) => ({ ...entry })) },
      },
    ];
    return this.call(atMs, 'firestore', 'commit', { messages: mids, patch });
  }

  complain(atMs: number, text: string): this {
    const { builder, node, arrival } = this.#parts;
    builder.add({ event: { kind: 'log', node, atMs, level: 'warn', text }, invocation: arrival });
    return this;
  }

  /** Answers; whoever called learns it 50 ms later, and QStash acknowledges a 2xx. */
  answer(atMs: number, status = 200): B {
    const { builder, node, from, request, arrival, messages, user, delivers } = this.#parts;
    const concerns = { messages, users: [user] };
    const answer = builder.add({
      event: { kind: 'answer', node, atMs, to: from, status, headers: {}, body: '{}', ...concerns },
      request,
      invocation: arrival,
    });
    const back = atMs + ONE_WAY_MS;
    const returned = builder.add({
      event: { kind: 'return', node: from, atMs: back, from: node, status, ...concerns },
      request,
      causes: [answer],
    });
    if (delivers !== undefined) {
      const operation = status >= 200 && status < 300 ? 'acknowledged' : 'dead letter';
      builder.add({
        event: { kind: 'service', node: 'qstash', atMs: back, operation, facts: { messageId: delivers, status } },
        causes: [returned],
      });
    }
    return builder;
  }

  /** The instance dies; QStash gets no answer that counts. */
  crash(atMs: number, then: 'dead letter' | 'nothing' = 'dead letter'): B {
    const { builder, node, delivers } = this.#parts;
    builder.add({ event: { kind: 'lifecycle', node, atMs, change: 'crash', detail: 'died' } });
    if (delivers !== undefined && then === 'dead letter')
      builder.note(atMs + ONE_WAY_MS, 'qstash', 'dead letter', { messageId: delivers });
    return builder;
  }

  #call(atMs: number, to: ServiceName, operation: string, parts: CallParts): Draft {
    const { builder, node, arrival: invocation, user } = this.#parts;
    const {
      messages = [],
      given = [],
      facts,
      patch,
      status = 200,
      body = '{}',
      headers = {},
      worksMs = 0,
      lost = false,
    } = parts;
    const users = [user];
    const request = builder.add({
      event: {
        kind: 'request',
        node,
        atMs,
        to,
        method: 'POST',
        url: `https://${to}.example/`,
        headers,
        body,
        operation,
        messages,
        users,
      },
      invocation,
    });
    const there = atMs + ONE_WAY_MS;
    const arrival = builder.add({
      event: {
        kind: 'arrival',
        node: to,
        atMs: there,
        from: node,
        operation,
        messages,
        users,
        ...(facts === undefined ? {} : { facts }),
        ...(patch === undefined ? {} : { patch }),
      },
      request,
      causes: [request],
    });
    if (lost) return arrival;
    const done = there + worksMs;
    const answer = builder.add({
      event: {
        kind: 'answer',
        node: to,
        atMs: done,
        to: node,
        status,
        headers: {},
        body: '{}',
        messages: given,
        users,
      },
      request,
      causes: [arrival],
    });
    builder.add({
      event: { kind: 'return', node, atMs: done + ONE_WAY_MS, from: to, status, messages: given, users },
      request,
      invocation,
      causes: [answer],
    });
    return arrival;
  }

  get #list(): string {
    return `msgbatch:${this.#parts.user}`;
  }

  get #lock(): string {
    return `batch_processing_${this.#parts.user}`;
  }
}
