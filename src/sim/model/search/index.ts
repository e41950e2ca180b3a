/**
 * Finds events by text and by structure: what happened, how it came out, and what came, or did not come, after it.
 *
 *   publish answered deduplicated, no delivery after it
 *   lock refused, no reply after it within 30 s
 *   log level:error node:webhook
 */
import type { AnswerEvent, Trace, TraceEvent } from '../trace.ts';
import { type Condition, parseQuery } from './parse.ts';
import { type Asked, FIELDS, QUALITIES, THINGS } from './words.ts';

export interface TraceSearch {
  /** Ids of the events found, in their order. */
  readonly hits: readonly number[];
  /** How the words were understood: what is in quotes was looked for as text. */
  readonly understood: string;
}

/** The words that a search knows, for a help text. */
export const SEARCH_WORDS = {
  things: Object.keys(THINGS),
  qualities: Object.keys(QUALITIES),
  fields: Object.keys(FIELDS),
} as const;

export function searchTrace(trace: Trace, text: string): TraceSearch {
  const { find, conditions } = parseQuery(text);
  if (find.words.length === 0) return { hits: [], understood: '' };
  const roles = new Map(trace.nodes.map(({ id, role }) => [id, role]));
  const answers = answersOf(trace);
  const asked: Asked = { trace, roleOf: (node) => roles.get(node), answerTo: (request) => answers.get(request) };
  const found = trace.events.filter((event) => find.matches(event, asked));
  // Each condition's events are looked for once, not once for each event found.
  const others = conditions.map((condition) => ({
    condition,
    events: trace.events.filter((event) => condition.matches(event, asked)),
  }));
  const hits = found.filter((event) => others.every(({ condition, events }) => isMet(condition, event, events)));
  return {
    hits: hits.map(({ id }) => id),
    understood: [find.words.join(' '), ...conditions.map(inWords)].join(', '),
  };
}

function answersOf({ events }: Trace): ReadonlyMap<number, AnswerEvent> {
  const answers = new Map<number, AnswerEvent>();
  for (const event of events)
    if (event.kind === 'answer' && !answers.has(event.request)) answers.set(event.request, event);
  return answers;
}

function isMet({ negated, when, withinMs }: Condition, event: TraceEvent, others: readonly TraceEvent[]): boolean {
  const there = others.some((other) => {
    const distanceMs = when === 'after' ? other.atMs - event.atMs : event.atMs - other.atMs;
    const inOrder = when === 'after' ? other.id > event.id : other.id < event.id;
    return inOrder && distanceMs <= withinMs && other.side === event.side && sameUser(event, other);
  });
  return there !== negated;
}

/** What names nobody may concern anybody. */
function sameUser(a: TraceEvent, b: TraceEvent): boolean {
  return a.users.length === 0 || b.users.length === 0 || a.users.some((user) => b.users.includes(user));
}

function inWords({ negated, words, when, withinMs }: Condition): string {
  const within = withinMs === Infinity ? '' : ` within ${withinMs} ms`;
  return `${negated ? 'no ' : ''}${words.join(' ')} ${when} it${within}`;
}
