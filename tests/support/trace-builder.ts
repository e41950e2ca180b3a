/**
 * Traces drawn by hand, for tests of what is judged or derived from a trace. What happens is said in any order, with
 * its times; `build` puts it in the order of time and gives out the ids. One way takes 50 ms, as in calm runs.
 *
 *   const run = new TraceBuilder();
 *   run.typed(0, 'm_1', 'hello');
 *   run.webhook(0, ['m_1']).push(100, 'm_1').publish(200, { id: 'q1', dueAtMs: 3200 }).answer(300);
 *   run.deliver(3200, 'q1').read(3300, ['m_1']).ask(3500, ['m_1']).send(5100, ['m_1'], 'Hi').save(5200, ['hello', 'Hi'], ['m_1']).answer(5400);
 *   const trace = run.build();
 */
import type { Json } from '../../src/sim/model/json.ts';
import { type FaultInput, DEFAULT_USER } from '../../src/sim/model/scenario.ts';
import type { NodeInfo, RunEnd, RunInputs, StateChange, Trace, TraceEvent } from '../../src/sim/model/trace.ts';

export const USER = DEFAULT_USER;
export const OTHER_USER = '4411223344556677';
const ONE_WAY_MS = 50;
const MODEL_MS = 1_500;
const EPOCH_MS = Date.UTC(2025, 10, 28, 12);

type Facts = Readonly<Record<string, Json>>;
type Common = 'id' | 'clockMs' | 'causes' | 'messages' | 'users' | 'side' | 'invocation' | 'request' | 'timer';
type Loose<E> = E extends TraceEvent ? Omit<E, Common> & Partial<Pick<E, 'messages' | 'users' | 'side'>> : never;

/** An event whose references are still drafts. */
export interface Draft {
  readonly event: Loose<TraceEvent>;
  readonly request?: Draft | undefined;
  readonly invocation?: Draft | 'self' | undefined;
  readonly causes?: readonly Draft[];
}

const SERVICES = {
  redis: { id: 'redis', role: 'redis', side: 'pipeline', label: 'Redis' },
  qstash: { id: 'qstash', role: 'qstash', side: 'pipeline', label: 'QStash' },
  openai: { id: 'openai', role: 'openai', side: 'pipeline', label: 'OpenAI' },
  firestore: { id: 'firestore', role: 'firestore', side: 'pipeline', label: 'Firestore' },
  messenger: { id: 'messenger', role: 'messenger', side: 'pipeline', label: 'Messenger' },
} as const satisfies Record<string, NodeInfo>;

type ServiceName = keyof typeof SERVICES;

export interface CallParts {
  readonly messages?: readonly string[];
  /** What the answer gives: from Redis, the messages read. */
  readonly given?: readonly string[];
  readonly facts?: Facts;
  readonly patch?: readonly StateChange[];
  readonly status?: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly worksMs?: number;
  /** The answer never comes back. */
  readonly lost?: boolean;
}

export interface PublishParts {
  readonly id: string;
  readonly dueAtMs?: number;
  readonly deduplicated?: boolean;
  readonly dedupId?: string;
  readonly retries?: number;
  readonly messages?: readonly string[];
}

export class TraceBuilder {
  readonly drafts: Draft[] = [];
  readonly #nodes = new Map<string, NodeInfo>();
  readonly #inputs: Partial<RunInputs>;
  #instances = 0;

  constructor(inputs: Partial<RunInputs> = {}) {
    this.#inputs = inputs;
    for (const node of Object.values(SERVICES)) this.#nodes.set(node.id, node);
    this.#nodes.set('tab', { id: 'tab', role: 'tab', side: 'baseline', label: 'Tab' });
    this.#nodes.set('tab-openai', { id: 'tab-openai', role: 'openai', side: 'baseline', label: 'OpenAI' });
    this.#nodes.set('platform', { id: 'platform', role: 'platform', side: 'pipeline', label: 'Functions' });
  }

  add(draft: Draft): Draft {
    this.drafts.push(draft);
    return draft;
  }

  /** The user types on the phone and in the tab. */
  typed(atMs: number, mid: string, text: string, user = USER): this {
    const phone = this.#phone(user);
    const message = { kind: 'message', atMs, mid, text, messages: [mid], users: [user] } as const;
    this.add({ event: { ...message, node: phone } });
    this.add({ event: { ...message, node: 'tab', side: 'baseline' } });
    return this;
  }

  /** The tab shows a reply. */
  tabReply(atMs: number, messages: readonly string[], text = 'tab', user = USER): this {
    this.add({ event: { kind: 'reply', node: 'tab', side: 'baseline', atMs, text, messages, users: [user] } });
    return this;
  }

  /** Messenger sends a webhook; it arrives 50 ms later. */
  webhook(atMs: number, messages: readonly string[], user = USER): InvocationBuilder {
    return this.#call(atMs, 'messenger', 'webhook', user, { messages });
  }

  /** QStash delivers a message; it arrives 50 ms later. `body` stands in for what was published. */
  deliver(atMs: number, id: string, user = USER, parts: CallParts & { readonly route?: string } = {}): InvocationBuilder {
    const patch: StateChange[] = [{ op: 'set', key: `messages/${id}`, value: { state: 'ACTIVE' } }];
    return this.#call(atMs, 'qstash', parts.route ?? 'processor', user, { patch, headers: { 'upstash-message-id': id }, ...parts });
  }

  /** Something that a service notes. */
  note(atMs: number, service: ServiceName, operation: string, facts: Facts, messages: readonly string[] = []): this {
    this.add({ event: { kind: 'service', node: service, atMs, operation, facts, messages } });
    return this;
  }

  build(end?: Partial<RunEnd> & { readonly atMs?: number }): Trace {
    const sorted = this.drafts.map((draft, order) => ({ draft, order })).toSorted((a, b) => a.draft.event.atMs - b.draft.event.atMs || a.order - b.order);
    const ids = new Map(sorted.map(({ draft }, id) => [draft, id]));
    const idOf = (draft: Draft): number => ids.get(draft) ?? -1;
    const events = sorted.map(({ draft }, id): TraceEvent => {
      const { request, invocation, causes = [] } = draft;
      const whole = {
        side: 'pipeline',
        messages: [],
        users: [],
        ...draft.event,
        id,
        clockMs: EPOCH_MS + draft.event.atMs,
        causes: causes.map(idOf),
        ...(request === undefined ? {} : { request: idOf(request) }),
        ...(invocation === undefined ? {} : { invocation: invocation === 'self' ? id : idOf(invocation) }),
      };
      // The drafts hold everything but what was just filled in: what `Loose` leaves out.
      return whole as TraceEvent;
    });
    const atMs = end?.atMs ?? events.at(-1)?.atMs ?? 0;
    return {
      format: 1,
      inputs: { ...this.#defaults(), ...this.#inputs },
      constants: { 'network.oneWayMs': 50, 'network.tailShare': 0, 'qstash.retries': 3, 'platform.maxDurationMs': 300_000 },
      nodes: [...this.#nodes.values()],
      events,
      end: end?.reason === 'bound' ? { reason: 'bound', atMs, bound: 'maxVirtualMs' } : { reason: 'quiet', atMs },
    };
  }

  #call(atMs: number, from: 'messenger' | 'qstash', route: string, user: string, parts: CallParts): InvocationBuilder {
    this.#instances += 1;
    const node = `${route}-${this.#instances}`;
    this.#nodes.set(node, { id: node, role: 'instance', side: 'pipeline', label: `${route} #${this.#instances}`, route });
    const { messages = [], headers = {}, body = '{}', patch } = parts;
    const concerns = { messages, users: [user] };
    const request = this.add({
      event: {
        kind: 'request', node: from, atMs, to: 'platform', method: 'POST', url: `https://chatbot.example/${route}`, headers, body, operation: route, ...concerns,
        ...(patch === undefined ? {} : { patch }),
      },
    });
    const arrival = this.add({ event: { kind: 'arrival', node, atMs: atMs + ONE_WAY_MS, from, operation: route, ...concerns }, request, invocation: 'self', causes: [request] });
    return new InvocationBuilder({ builder: this, node, from, user, request, arrival, messages, delivers: headers['upstash-message-id'] });
  }

  #phone(user: string): string {
    const known = [...this.#nodes.values()].find((node) => node.user === user);
    if (known !== undefined) return known.id;
    const id = `phone-${[...this.#nodes.values()].filter(({ role }) => role === 'phone').length + 1}`;
    this.#nodes.set(id, { id, role: 'phone', side: 'pipeline', label: 'Phone', user });
    return id;
  }

  phone(user: string): string {
    return this.#phone(user);
  }

  #defaults(): RunInputs {
    const messages = this.drafts.flatMap(({ event }) =>
      event.kind === 'message' && event.node !== 'tab' ? [{ atMs: event.atMs, text: event.text, user: event.users?.[0] ?? USER }] : [],
    );
    const faults: readonly FaultInput[] = [];
    return {
      scenario: 'drawn', variant: 'drawn', seed: 1, messages, policy: 'documented', settings: {}, profile: 'documented', constants: {}, faults, environment: {},
      routes: [{ path: '/webhook', role: 'webhook' }, { path: '/processor', role: 'processor' }, { path: '/responder', role: 'responder' }],
      bounds: { maxEvents: 1_000_000, maxVirtualMs: 172_800_000 },
    };
  }
}

interface InvocationParts {
  readonly builder: TraceBuilder;
  readonly node: string;
  readonly from: 'messenger' | 'qstash';
  readonly user: string;
  readonly request: Draft;
  readonly arrival: Draft;
  readonly messages: readonly string[];
  readonly delivers: string | undefined;
}

/** What one instance does with one request. */
export class InvocationBuilder {
  readonly #parts: InvocationParts;

  constructor(parts: InvocationParts) {
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
    const patch: StateChange[] = won ? [{ op: 'set', key: this.#lock, value: this.#parts.node, expiresAtMs: atMs + ONE_WAY_MS + lockMs }] : [];
    return this.call(atMs, 'redis', 'SET NX', { patch });
  }

  unlock(atMs: number): this {
    return this.call(atMs, 'redis', 'DEL', { patch: [{ op: 'delete', key: this.#lock }] });
  }

  clear(atMs: number): this {
    return this.call(atMs, 'redis', 'DEL', { patch: [{ op: 'delete', key: this.#list }] });
  }

  publish(atMs: number, { id, dueAtMs = atMs + 3_000, deduplicated = false, dedupId, retries, messages = [] }: PublishParts): this {
    const facts = { messageId: id, deduplicated, dueAtMs, ...(dedupId === undefined ? {} : { dedupId }) };
    const patch: StateChange[] = deduplicated ? [] : [{ op: 'set', key: `messages/${id}`, value: { state: 'CREATED', dueAtMs } }];
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
    builder.add({ event: { kind: 'reply', node, atMs: atMs + ONE_WAY_MS, text, messages: mids, users: [to] }, causes: [arrival] });
    return this;
  }

  /** Saves the whole conversation: texts of the user and of the assistant, in turn. */
  save(atMs: number, texts: readonly string[], mids: readonly string[]): this {
    const history = texts.map((content, i) => ({ role: i % 2 === 0 ? 'user' : 'assistant', content }));
    return this.saveEntries(atMs, history, mids);
  }

  saveEntries(atMs: number, history: readonly { readonly role: string; readonly content: string }[], mids: readonly string[]): this {
    const patch: StateChange[] = [{ op: 'set', key: `documents/conversations/${this.#parts.user}`, value: { history: history.map((entry) => ({ ...entry })) } }];
    return this.call(atMs, 'firestore', 'commit', { messages: mids, patch });
  }

  complain(atMs: number, text: string): this {
    const { builder, node, arrival } = this.#parts;
    builder.add({ event: { kind: 'log', node, atMs, level: 'warn', text }, invocation: arrival });
    return this;
  }

  /** Answers; whoever called learns it 50 ms later, and QStash acknowledges a 2xx. */
  answer(atMs: number, status = 200): TraceBuilder {
    const { builder, node, from, request, arrival, messages, user, delivers } = this.#parts;
    const concerns = { messages, users: [user] };
    const answer = builder.add({ event: { kind: 'answer', node, atMs, to: from, status, headers: {}, body: '{}', ...concerns }, request, invocation: arrival });
    const back = atMs + ONE_WAY_MS;
    const returned = builder.add({ event: { kind: 'return', node: from, atMs: back, from: node, status, ...concerns }, request, causes: [answer] });
    if (delivers !== undefined) {
      const operation = status >= 200 && status < 300 ? 'acknowledged' : 'dead letter';
      builder.add({ event: { kind: 'service', node: 'qstash', atMs: back, operation, facts: { messageId: delivers, status } }, causes: [returned] });
    }
    return builder;
  }

  /** The instance dies; QStash gets no answer that counts. */
  crash(atMs: number, then: 'dead letter' | 'nothing' = 'dead letter'): TraceBuilder {
    const { builder, node, delivers } = this.#parts;
    builder.add({ event: { kind: 'lifecycle', node, atMs, change: 'crash', detail: 'died' } });
    if (delivers !== undefined && then === 'dead letter') builder.note(atMs + ONE_WAY_MS, 'qstash', 'dead letter', { messageId: delivers });
    return builder;
  }

  #call(atMs: number, to: ServiceName, operation: string, parts: CallParts): Draft {
    const { builder, node, arrival: invocation, user } = this.#parts;
    const { messages = [], given = [], facts, patch, status = 200, body = '{}', headers = {}, worksMs = 0, lost = false } = parts;
    const users = [user];
    const request = builder.add({ event: { kind: 'request', node, atMs, to, method: 'POST', url: `https://${to}.example/`, headers, body, operation, messages, users }, invocation });
    const there = atMs + ONE_WAY_MS;
    const arrival = builder.add({
      event: { kind: 'arrival', node: to, atMs: there, from: node, operation, messages, users, ...(facts === undefined ? {} : { facts }), ...(patch === undefined ? {} : { patch }) },
      request,
      causes: [request],
    });
    if (lost) return arrival;
    const done = there + worksMs;
    const answer = builder.add({ event: { kind: 'answer', node: to, atMs: done, to: node, status, headers: {}, body: '{}', messages: given, users }, request, causes: [arrival] });
    builder.add({ event: { kind: 'return', node, atMs: done + ONE_WAY_MS, from: to, status, messages: given, users }, request, invocation, causes: [answer] });
    return arrival;
  }

  get #list(): string {
    return `msgbatch:${this.#parts.user}`;
  }

  get #lock(): string {
    return `batch_processing_${this.#parts.user}`;
  }
}

