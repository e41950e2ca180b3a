/**
 * Writes small traces by hand, as sentences: `story.typed(0, 'a')`, `story.call(...)`. Ids, causes and clocks follow
 * from the order; only what a drawing depends on is filled in.
 */
import {
  type NodeInfo,
  type StateChange,
  type Trace,
  type TraceEvent,
  TRACE_FORMAT,
} from '../../../src/sim/model/trace.ts';
import type { Json } from '../../../src/sim/model/json.ts';

const ORIGIN_MS = 1_767_225_600_000;
const USER = '3282789748459241';

const NODES: readonly NodeInfo[] = [
  { id: 'phone-1', role: 'phone', side: 'pipeline', label: 'Phone', user: USER },
  { id: 'messenger', role: 'messenger', side: 'pipeline', label: 'Messenger' },
  { id: 'platform', role: 'platform', side: 'pipeline', label: 'Functions' },
  { id: 'webhook-1', role: 'instance', side: 'pipeline', label: 'webhook #1', route: 'webhook' },
  { id: 'webhook-2', role: 'instance', side: 'pipeline', label: 'webhook #2', route: 'webhook' },
  { id: 'processor-1', role: 'instance', side: 'pipeline', label: 'processor #1', route: 'processor' },
  { id: 'processor-2', role: 'instance', side: 'pipeline', label: 'processor #2', route: 'processor' },
  { id: 'redis', role: 'redis', side: 'pipeline', label: 'Redis' },
  { id: 'qstash', role: 'qstash', side: 'pipeline', label: 'QStash' },
  { id: 'openai', role: 'openai', side: 'pipeline', label: 'OpenAI' },
  { id: 'firestore', role: 'firestore', side: 'pipeline', label: 'Firestore' },
  { id: 'tab', role: 'tab', side: 'baseline', label: 'Tab' },
  { id: 'tab-openai', role: 'openai', side: 'baseline', label: 'OpenAI' },
];

type Draft = TraceEvent extends infer E
  ? E extends TraceEvent
    ? Omit<E, 'id' | 'clockMs' | 'side' | 'causes' | 'messages' | 'users'> &
        Partial<Pick<E, 'causes' | 'messages' | 'users' | 'clockMs'>>
    : never
  : never;

interface Asked {
  readonly from: string;
  readonly to: string;
  readonly operation: string;
  readonly atMs: number;
  readonly arrivesMs?: number;
  readonly invocation?: number;
  readonly messages?: readonly string[];
  readonly causes?: readonly number[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly url?: string;
  readonly facts?: Readonly<Record<string, Json>>;
  readonly patch?: readonly StateChange[];
  /** Opens an invocation. */
  readonly opens?: boolean;
}

/** Events may be told in any order: they are sorted by time when the story ends, and ids given then are kept as names. */
export class Story {
  readonly #drafts: (Draft & { readonly key: number })[] = [];

  add(draft: Draft): number {
    const key = this.#drafts.length;
    this.#drafts.push({ ...draft, key });
    return key;
  }

  /** A user types; both sides see it. */
  typed(atMs: number, mid: string, text: string): number {
    const common = { kind: 'message', atMs, mid, text, messages: [mid], users: [USER] } as const;
    const id = this.add({ ...common, node: 'phone-1' });
    this.add({ ...common, node: 'tab' });
    return id;
  }

  /** A request and its arrival. */
  ask(asked: Asked): { readonly request: number; readonly arrival: number } {
    const { from, to, operation, atMs, invocation, messages = [], causes = [], headers = {}, facts, patch } = asked;
    const inside = invocation === undefined ? {} : { invocation };
    const url = asked.url ?? `https://${to}.example/${operation}`;
    const request = this.add({
      kind: 'request',
      node: from,
      atMs,
      to,
      method: 'POST',
      url,
      headers,
      body: '',
      operation,
      messages,
      causes,
      ...inside,
    });
    const arrivesMs = asked.arrivesMs ?? atMs + 50;
    const arrival = this.arrive({
      request,
      from,
      to,
      operation,
      atMs: arrivesMs,
      messages,
      ...(facts ? { facts } : {}),
      ...(patch ? { patch } : {}),
      ...(asked.opens ? { opens: true } : {}),
    });
    return { request, arrival };
  }

  arrive(given: {
    readonly request: number;
    readonly from: string;
    readonly to: string;
    readonly operation: string;
    readonly atMs: number;
    readonly messages?: readonly string[];
    readonly facts?: Readonly<Record<string, Json>>;
    readonly patch?: readonly StateChange[];
    readonly opens?: boolean;
  }): number {
    const { request, from, to, operation, atMs, messages = [], facts, patch, opens } = given;
    const key = this.#drafts.length;
    return this.add({
      kind: 'arrival',
      node: to,
      atMs,
      from,
      request,
      operation,
      messages,
      causes: [request],
      ...(opens ? { invocation: key } : {}),
      ...(facts ? { facts } : {}),
      ...(patch ? { patch } : {}),
    });
  }

  /** The answer to an arrival, and its return 50 ms later. */
  answer(given: {
    readonly request: number;
    readonly arrival: number;
    readonly from: string;
    readonly to: string;
    readonly atMs: number;
    readonly status?: number;
    readonly body?: string;
    readonly messages?: readonly string[];
    readonly closes?: boolean;
    readonly invocation?: number;
    readonly returnsMs?: number;
  }): number {
    const { request, arrival, from, to, atMs, status = 200, body = '', messages = [], closes, invocation } = given;
    const answer = this.add({
      kind: 'answer',
      node: from,
      atMs,
      to,
      request,
      status,
      headers: {},
      body,
      messages,
      causes: [arrival],
      ...(closes ? { invocation: arrival } : {}),
    });
    const inside = invocation === undefined ? {} : { invocation };
    return this.add({
      kind: 'return',
      node: to,
      atMs: given.returnsMs ?? atMs + 50,
      from,
      request,
      status,
      messages,
      causes: [answer],
      ...inside,
    });
  }

  /** A call from an instance, answered after `worksMs`. Gives its `return`. */
  call(asked: Asked, worksMs = 0, status = 200, answered: readonly string[] = asked.messages ?? []): number {
    const { request, arrival } = this.ask(asked);
    const atMs = (asked.arrivesMs ?? asked.atMs + 50) + worksMs;
    return this.answer({
      request,
      arrival,
      from: asked.to,
      to: asked.from,
      atMs,
      status,
      messages: answered,
      ...(asked.invocation === undefined ? {} : { invocation: asked.invocation }),
    });
  }

  end(
    options: { readonly offsets?: Readonly<Record<string, number>>; readonly nodes?: readonly NodeInfo[] } = {},
  ): Trace {
    const nodes = options.nodes ?? NODES;
    const sides = new Map(nodes.map(({ id, side }) => [id, side]));
    const sorted = this.#drafts.toSorted((a, b) => a.atMs - b.atMs || a.key - b.key);
    const ids = new Map(sorted.map(({ key }, id) => [key, id]));
    const idOf = (key: number): number => ids.get(key) ?? -1;
    const events = sorted.map(({ key, ...draft }): TraceEvent => {
      const common = {
        messages: [],
        users: draft.kind === 'message' || draft.kind === 'reply' ? [USER] : [],
        ...draft,
        id: idOf(key),
        side: sides.get(draft.node) ?? 'pipeline',
        clockMs: ORIGIN_MS + draft.atMs + (options.offsets?.[draft.node] ?? 0),
        causes: (draft.causes ?? []).map(idOf),
        ...(draft.invocation === undefined ? {} : { invocation: idOf(draft.invocation) }),
      };
      const named =
        'request' in common && common.request !== undefined ? { ...common, request: idOf(common.request) } : common;
      return 'timer' in named ? { ...named, timer: idOf(named.timer) } : named;
    });
    return {
      format: TRACE_FORMAT,
      inputs: {
        scenario: 'story',
        variant: 'told',
        seed: 1,
        messages: [],
        policy: 'documented',
        settings: {},
        profile: 'documented',
        constants: {},
        faults: [],
        environment: {},
        routes: [],
        bounds: { maxEvents: 1e6, maxVirtualMs: 1e9 },
      },
      constants: { 'network.oneWayMs': 50 },
      nodes,
      events,
      end: { reason: 'quiet', atMs: events.at(-1)?.atMs ?? 0 },
    };
  }
}
