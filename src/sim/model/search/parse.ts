/**
 * Reads a search: clauses between commas. The first says what to find; the others say what must, or must not, be found
 * after it or before it, for the same user: `publish answered deduplicated, no delivery after it`.
 */
import { type Asked, FIELDS, FILLERS, QUALITIES, type Question, THINGS } from './words.ts';
import type { TraceEvent } from '../trace.ts';

export interface Clause {
  readonly matches: Question;
  /** How it was understood, in words. */
  readonly words: readonly string[];
}

export interface Condition extends Clause {
  readonly negated: boolean;
  readonly when: 'after' | 'before';
  /** At most so long after, or before; infinite where nothing is said. */
  readonly withinMs: number;
}

export interface Query {
  readonly find: Clause;
  readonly conditions: readonly Condition[];
}

const TOKEN = /"([^"]*)"|\S+/g;
const WITHIN = /\bwithin\s+(\d+(?:\.\d+)?)\s*(ms|s|min)\b/;
const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, min: 60_000 };
/** Words of two parts, looked for before the text is cut. */
const PAIRS: readonly (readonly [RegExp, string])[] = [
  [/\bdead\s+letters?\b/g, '"dead letter"'],
  [/\bmodel\s+calls?\b/g, 'model'],
  [/\bnot\s+answered\b/g, 'unanswered'],
  [/\btimed\s+out\b/g, 'timeout'],
];

export function parseQuery(text: string): Query {
  const clauses = text
    .toLowerCase()
    .split(/,|\bbut\b|\band then\b|\bthen\b/)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '');
  const [first = '', ...rest] = clauses;
  return { find: clauseOf(first), conditions: rest.map(conditionOf) };
}

function conditionOf(text: string): Condition {
  const negated = /^(?:no|not|without|never)\b/.test(text);
  const within = WITHIN.exec(text);
  const withinMs = within === null ? Infinity : Number(within[1]) * (UNIT_MS[within[2] ?? ''] ?? 1);
  const bare = text
    .replace(/^(?:no|not|without|never)\b/, '')
    .replace(WITHIN, '')
    .replaceAll(/\b(?:after|before)(?:\s+(?:it|that|this))?\b/g, '');
  return { ...clauseOf(bare), negated, when: /\bbefore\b/.test(text) ? 'before' : 'after', withinMs };
}

function clauseOf(text: string): Clause {
  let prepared = text;
  for (const [pattern, word] of PAIRS) prepared = prepared.replaceAll(pattern, word);
  const questions: Question[] = [];
  const words: string[] = [];
  for (const [token, quoted] of prepared.matchAll(TOKEN)) {
    const found = questionOf(quoted ?? token, quoted !== undefined);
    if (found === undefined) continue;
    questions.push(found.question);
    words.push(found.words);
  }
  return { words, matches: (event, asked) => questions.every((question) => question(event, asked)) };
}

function questionOf(
  token: string,
  quoted: boolean,
): { readonly question: Question; readonly words: string } | undefined {
  const thing = own(THINGS, token) ?? own(THINGS, singular(token));
  if (thing !== undefined) return { question: thing, words: token };
  if (!quoted) {
    const quality = own(QUALITIES, token);
    if (quality !== undefined) return { question: quality, words: token };
    const [name = '', ...value] = token.split(':');
    const field = value.length === 0 ? undefined : own(FIELDS, name);
    if (field !== undefined) return { question: field(value.join(':')), words: token };
    if (FILLERS.has(token)) return undefined;
  }
  return { question: (event, asked) => textOf(event, asked).includes(token), words: `“${token}”` };
}

function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

function singular(word: string): string {
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(?:sh|s)es$/.test(word)) return word.slice(0, -2);
  return word.endsWith('s') ? word.slice(0, -1) : word;
}

/** All that stands in an event and can be read. */
function textOf(event: TraceEvent, { trace }: Asked): string {
  const { node, kind, messages, users } = event;
  const label = trace.nodes.find(({ id }) => id === node)?.label ?? '';
  return `e${event.id} ${node} ${label} ${kind} ${messages.join(' ')} ${users.join(' ')} ${ownText(event)}`.toLowerCase();
}

function ownText(event: TraceEvent): string {
  switch (event.kind) {
    case 'message':
    case 'reply':
    case 'log':
      return event.text;
    case 'request':
      return `${event.operation} ${event.to} ${event.url} ${event.body}`;
    case 'arrival':
      return `${event.operation} ${event.from} ${JSON.stringify(event.facts ?? {})}`;
    case 'answer':
      return `${event.to} ${event.status} ${event.body}`;
    case 'return':
      return `${event.from} ${event.status}`;
    case 'failure':
      return `${event.from} ${event.error}`;
    case 'lifecycle':
      return `${event.change} ${event.detail}`;
    case 'fault':
      return event.effect;
    case 'service':
      return `${event.operation} ${JSON.stringify(event.facts ?? {})}`;
    case 'timer-set':
    case 'timer-cleared':
    case 'timer-fired':
      return String(event.delayMs);
  }
}
