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
import { type FaultInput, DEFAULT_USER } from '../../src/sim/model/scenario.ts';
import type { NodeInfo, RunEnd, RunInputs, StateChange, Trace, TraceEvent } from '../../src/sim/model/trace.ts';
import { InvocationBuilder } from './invocation-builder.ts';
import {
  type CallParts,
  type Draft,
  type Drawing,
  type Facts,
  ONE_WAY_MS,
  type ServiceName,
  SERVICES,
} from './trace-drafts.ts';

export const USER = DEFAULT_USER;
export const OTHER_USER = '4411223344556677';
const EPOCH_MS = Date.UTC(2025, 10, 28, 12);

export class TraceBuilder implements Drawing {
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
  webhook(atMs: number, messages: readonly string[], user = USER): InvocationBuilder<this> {
    return this.#call(atMs, 'messenger', 'webhook', user, { messages });
  }

  /** QStash delivers a message; it arrives 50 ms later. `body` stands in for what was published. */
  deliver(
    atMs: number,
    id: string,
    user = USER,
    parts: CallParts & { readonly route?: string } = {},
  ): InvocationBuilder<this> {
    const patch: StateChange[] = [{ op: 'set', key: `messages/${id}`, value: { state: 'ACTIVE' } }];
    return this.#call(atMs, 'qstash', parts.route ?? 'processor', user, {
      patch,
      headers: { 'upstash-message-id': id },
      ...parts,
    });
  }

  /** Something that a service notes. */
  note(atMs: number, service: ServiceName, operation: string, facts: Facts, messages: readonly string[] = []): this {
    this.add({ event: { kind: 'service', node: service, atMs, operation, facts, messages } });
    return this;
  }

  /** A fault takes effect, on no call in particular. */
  struck(atMs: number, service: ServiceName, effect: string): this {
    this.add({ event: { kind: 'fault', node: service, atMs, fault: 0, effect } });
    return this;
  }

  build({
    reason = 'quiet',
    atMs: endsMs,
  }: { readonly reason?: RunEnd['reason']; readonly atMs?: number } = {}): Trace {
    const sorted = this.drafts
      .map((draft, order) => ({ draft, order }))
      .toSorted((a, b) => a.draft.event.atMs - b.draft.event.atMs || a.order - b.order);
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
    const atMs = endsMs ?? events.at(-1)?.atMs ?? 0;
    return {
      format: 1,
      inputs: { ...this.#defaults(), ...this.#inputs },
      constants: {
        'network.oneWayMs': 50,
        'network.tailShare': 0,
        'qstash.retries': 3,
        'platform.maxDurationMs': 300_000,
      },
      nodes: [...this.#nodes.values()],
      events,
      end: reason === 'bound' ? { reason, atMs, bound: 'maxVirtualMs' } : { reason, atMs },
    };
  }

  #call(
    atMs: number,
    from: 'messenger' | 'qstash',
    route: string,
    user: string,
    parts: CallParts,
  ): InvocationBuilder<this> {
    this.#instances += 1;
    const node = `${route}-${this.#instances}`;
    this.#nodes.set(node, {
      id: node,
      role: 'instance',
      side: 'pipeline',
      label: `${route} #${this.#instances}`,
      route,
    });
    const { messages = [], headers = {}, body = '{}', patch } = parts;
    const concerns = { messages, users: [user] };
    const request = this.add({
      event: {
        kind: 'request',
        node: from,
        atMs,
        to: 'platform',
        method: 'POST',
        url: `https://chatbot.example/${route}`,
        headers,
        body,
        operation: route,
        ...concerns,
        ...(patch === undefined ? {} : { patch }),
      },
    });
    const arrival = this.add({
      event: { kind: 'arrival', node, atMs: atMs + ONE_WAY_MS, from, operation: route, ...concerns },
      request,
      invocation: 'self',
      causes: [request],
    });
    return new InvocationBuilder({
      builder: this,
      node,
      from,
      user,
      request,
      arrival,
      messages,
      delivers: headers['upstash-message-id'],
    });
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
      event.kind === 'message' && event.node !== 'tab'
        ? [{ atMs: event.atMs, text: event.text, user: event.users?.[0] ?? USER }]
        : [],
    );
    const faults: readonly FaultInput[] = [];
    return {
      scenario: 'drawn',
      variant: 'drawn',
      seed: 1,
      messages,
      policy: 'documented',
      settings: {},
      profile: 'documented',
      constants: {},
      faults,
      environment: {},
      routes: [
        { path: '/webhook', role: 'webhook' },
        { path: '/processor', role: 'processor' },
        { path: '/responder', role: 'responder' },
      ],
      bounds: { maxEvents: 1_000_000, maxVirtualMs: 172_800_000 },
    };
  }
}
