/**
 * What is worked out from the page's state: chats, failures, chains of causes. Pure, and each heavy one remembers
 * its last answer for the same trace, since the playhead asks sixty times a second.
 */
import { lookAtOf, type Scenario, type Variant } from '../../sim/model/scenario.ts';
import type { MessageEvent, ReplyEvent, Side, Trace, TraceEvent } from '../../sim/model/trace.ts';
import { createStateReader, type StateReader } from '../../sim/model/state.ts';
import type { JudgedVerdict, RunResult } from '../worker/protocol.ts';
import type { Choice, Loaded, PageState } from './state.ts';

/** Remembers one answer for each object that it was asked about, as long as that object lives. */
export function remembered<K extends object, V>(work: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, V>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const value = work(key);
    known.set(key, value);
    return value;
  };
}

export function scenarioOf(state: Pick<PageState, 'scenarios' | 'choice'>): Scenario | undefined {
  return state.scenarios.find(({ id }) => id === state.choice.scenario);
}

export function variantOf(scenario: Scenario | undefined, choice: Choice): Variant | undefined {
  return scenario?.variants.find(({ id }) => id === choice.variant) ?? scenario?.variants[0];
}

export interface ToLookAt {
  /** Title of the variant, where the scenario has several; null for the only one. */
  readonly variant: string | null;
  /** What to look at; null where the run on show is no longer the scenario's own: nobody wrote a sentence on it. */
  readonly sentence: string | null;
}

/** A variant of which nobody said what to look at says what happens. */
export function toLookAt(state: PageState): ToLookAt | undefined {
  const scenario = scenarioOf(state);
  const variant = variantOf(scenario, state.choice);
  if (scenario === undefined || variant === undefined) return undefined;
  const own = lookAtOf(scenario, variant) ?? variant.happens;
  return {
    variant: scenario.variants.length < 2 ? null : variant.title,
    sentence: isForeign(state) ? null : own,
  };
}

/** The file that the run on show was read from; null where it was run here. */
export function fileOnShow({ loaded, result }: Pick<PageState, 'loaded' | 'result'>): Loaded | null {
  return loaded?.result === result ? loaded : null;
}

/** Whether anything differs from the scenario's own run. */
export function isChanged(state: Pick<PageState, 'overrides'>): boolean {
  return Object.keys(state.overrides).length > 0;
}

/** Whether something other than the seed differs: then nothing is expected of the run. */
export function isForeign(state: Pick<PageState, 'overrides'>): boolean {
  return Object.keys(state.overrides).some((name) => name !== 'seed');
}

/** Reads what every service holds at a moment; one reader a trace, since it keeps its checkpoints. */
export const stateReaderOf = remembered((trace: Trace): StateReader => createStateReader(trace));

export function broken(verdicts: readonly JudgedVerdict[]): readonly JudgedVerdict[] {
  return verdicts.filter(({ verdict }) => verdict === 'broken');
}

/** What the user sees of a run: the moments to which shift and an arrow jump. */
export const userVisible = remembered((trace: Trace): readonly TraceEvent[] =>
  trace.events.filter(({ kind }) => kind === 'message' || kind === 'reply'),
);

export const usersOf = remembered((trace: Trace): readonly string[] => [
  ...new Set(trace.inputs.messages.map(({ user }) => user)),
]);

export interface Conversation {
  readonly messages: readonly MessageEvent[];
  readonly replies: readonly ReplyEvent[];
  /** When each message got its first reply, by its id. */
  readonly answeredAtMs: ReadonlyMap<string, number>;
}

const conversations = remembered((trace: Trace): ReadonlyMap<string, Conversation> => {
  const of = new Map<string, { messages: MessageEvent[]; replies: ReplyEvent[]; answeredAtMs: Map<string, number> }>();
  for (const side of ['pipeline', 'baseline'] as const) {
    for (const user of usersOf(trace)) {
      of.set(`${side}/${user}`, { messages: [], replies: [], answeredAtMs: new Map() });
    }
  }
  for (const event of trace.events) {
    for (const user of event.users) {
      const conversation = of.get(`${event.side}/${user}`);
      if (event.kind === 'message') conversation?.messages.push(event);
      if (event.kind !== 'reply' || conversation === undefined) continue;
      conversation.replies.push(event);
      const own = new Set(conversation.messages.map(({ mid }) => mid));
      for (const mid of event.messages) {
        // A reply that went to somebody else answers nobody.
        if (own.has(mid) && !conversation.answeredAtMs.has(mid)) conversation.answeredAtMs.set(mid, event.atMs);
      }
    }
  }
  return of;
});

const NOTHING: Conversation = { messages: [], replies: [], answeredAtMs: new Map() };

/** What one user and one side wrote, in the whole run. */
export function conversationOf(trace: Trace, side: Side, user: string): Conversation {
  return conversations(trace).get(`${side}/${user}`) ?? NOTHING;
}

export type ChatLine =
  | { readonly kind: 'message'; readonly event: MessageEvent; readonly answeredAtMs: number | null }
  | { readonly kind: 'reply'; readonly event: ReplyEvent };

export interface Chat {
  readonly lines: readonly ChatLine[];
  readonly sent: number;
  readonly answered: number;
  /** Messages that no reply of the whole run answers, of those sent so far. */
  readonly neverAnswered: readonly MessageEvent[];
  /** Messages that are not answered yet and will be. */
  readonly waiting: readonly MessageEvent[];
}

/** A phone's screen at a moment. */
export function chatAt(trace: Trace, side: Side, user: string, atMs: number): Chat {
  const { messages, replies, answeredAtMs } = conversationOf(trace, side, user);
  const answeredAt = (mid: string): number | null => answeredAtMs.get(mid) ?? null;
  const sent = messages.filter((message) => message.atMs <= atMs);
  const lines: ChatLine[] = [
    ...sent.map((event) => ({ kind: 'message', event, answeredAtMs: answeredAt(event.mid) }) as const),
    ...replies.filter((reply) => reply.atMs <= atMs).map((event) => ({ kind: 'reply', event }) as const),
  ];
  const open = sent.filter(({ mid }) => (answeredAt(mid) ?? Infinity) > atMs);
  return {
    lines: lines.toSorted((a, b) => a.event.id - b.event.id),
    sent: sent.length,
    answered: sent.length - open.length,
    neverAnswered: open.filter(({ mid }) => answeredAt(mid) === null),
    waiting: open.filter(({ mid }) => answeredAt(mid) !== null),
  };
}

/** Messages that got a reply, but after the deadline: the check of answers names them among those that it misses. */
export const lateIn = remembered((result: RunResult): Readonly<Record<Side, ReadonlySet<string>>> => {
  const late = (side: Side): ReadonlySet<string> => {
    const verdict = result.verdicts[side].find(({ check }) => check === 'answered');
    if (verdict?.verdict !== 'broken') return new Set();
    const answered = new Set(
      usersOf(result.trace).flatMap((user) => [...conversationOf(result.trace, side, user).answeredAtMs.keys()]),
    );
    return new Set(verdict.messages.filter((mid) => answered.has(mid)));
  };
  return { pipeline: late('pipeline'), baseline: late('baseline') };
});

const NOTHING_LOST: ReadonlyMap<string, number | null> = new Map();

/** Messages that the verdicts call lost: at which event, where one says so; null where a deadline was missed. */
export const lostIn = remembered(
  ({
    trace,
    verdicts,
  }: Pick<RunResult, 'trace' | 'verdicts'>): Readonly<Record<Side, ReadonlyMap<string, number | null>>> => {
    const lost = (side: Side): ReadonlyMap<string, number | null> => {
      const of = broken(verdicts[side]).filter(({ check }) => check === 'custody' || check === 'answered');
      if (of.length === 0) return NOTHING_LOST;
      const known = of.flatMap(({ lostAt = {} }) => Object.entries(lostAt));
      // When a run is over, what is missed is in the trace; as long as it goes on, the deadline says so.
      const missed = trace.end.reason === 'stopped' ? of.flatMap(({ messages }) => messages) : [];
      return new Map<string, number | null>([...missed.map((mid) => [mid, null] as const), ...known]);
    };
    return { pipeline: lost('pipeline'), baseline: lost('baseline') };
  },
);

/** The reply of the single tab that answers what this event is about: what the user should have got. */
export function baselineCounterpart(trace: Trace, event: TraceEvent): TraceEvent | undefined {
  const others = trace.events.filter(({ side }) => side === 'baseline');
  const sameMessage = (other: TraceEvent): boolean => other.messages.some((mid) => event.messages.includes(mid));
  return (
    others.find((other) => other.kind === 'reply' && sameMessage(other)) ??
    others.find((other) => other.kind === 'reply' && other.atMs >= event.atMs) ??
    others.find(sameMessage)
  );
}
