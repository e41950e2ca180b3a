/**
 * Follows the conversations in Firestore. A document is saved whole, so each save is laid against the one before:
 * what is the same keeps the messages that it was found to hold, what is new is searched for texts. Entries that
 * were cut off at the front, to keep the document short, count as kept; entries that were written over do not.
 */
import { isRecord, type Json } from '../json.ts';
import { findTexts, type KnownText, partsWithout } from '../texts.ts';
import type { ArrivalEvent } from '../trace.ts';
import type { EntryView, SavedAgainView } from './types.ts';

type PlainEntry = Pick<EntryView, 'role' | 'content'>;

interface Document {
  readonly user: string;
  /** Cut off at the front. */
  readonly past: readonly EntryView[];
  readonly entries: readonly EntryView[];
}

export interface HistoryMessages {
  /** The user's message of that id. */
  readonly byMid: (mid: string) => (KnownText & { readonly user: string }) | undefined;
  readonly isUser: (id: string) => boolean;
}

const DOCUMENTS = 'documents/';
/** How far an unexplained entry is searched for: the texts that the network did not recognise are among the last ones. */
const MOST_UNEXPLAINED = 200;
/** What joins texts, or ends a sentence, has none of these. */
const SAYS_SOMETHING = /[\p{L}\p{N}\p{Extended_Pictographic}]/u;

export class HistoryCollector {
  readonly #messages: HistoryMessages;
  readonly #documents = new Map<string, Document>();
  readonly #firstKept = new Map<string, ArrivalEvent>();
  /** Messages that no save has held yet, by user. */
  readonly #waiting = new Map<string, Set<string>>();
  readonly again: SavedAgainView[] = [];

  constructor(messages: HistoryMessages) {
    this.#messages = messages;
  }

  /** The save by which the history had the message first. */
  firstKept(mid: string): ArrivalEvent | undefined {
    return this.#firstKept.get(mid);
  }

  typed(user: string, mid: string): void {
    this.#waiting.set(user, (this.#waiting.get(user) ?? new Set()).add(mid));
  }

  /** Something arrived at Firestore. */
  arrival(event: ArrivalEvent, invocation: number | null): void {
    for (const change of event.patch ?? []) {
      if (!change.key.startsWith(DOCUMENTS)) continue;
      if (change.op === 'delete') this.#documents.delete(change.key);
      if (change.op !== 'set') continue;
      const entries = entriesOf(change.value);
      const user = this.#userOf(change.key) ?? event.users[0];
      if (entries !== undefined && user !== undefined) this.#save(change.key, user, entries, event, invocation);
    }
  }

  /** What is kept at the end, by user. */
  finish(): ReadonlyMap<string, readonly EntryView[]> {
    const byUser = new Map<string, EntryView[]>();
    for (const { user, past, entries } of this.#documents.values()) {
      const held = byUser.get(user) ?? [];
      byUser.set(user, held);
      for (const entry of past) held.push(entry);
      for (const entry of entries) held.push(entry);
    }
    return byUser;
  }

  #save(key: string, user: string, plain: readonly PlainEntry[], event: ArrivalEvent, invocation: number | null): void {
    const before = this.#documents.get(key) ?? { user, past: [], entries: [] };
    const { cut, same } = align(before.entries, plain);
    const stays = before.entries.slice(cut, cut + same);
    const held = new Set(stays.flatMap(({ messages }) => messages));
    const writtenOver = before.entries.slice(cut + same).flatMap(({ messages }) => messages);
    const candidates = [...new Set([...event.messages, ...writtenOver])];
    const past = cut === 0 ? before.past : [...before.past, ...before.entries.slice(0, cut)];
    const entries = [...stays];
    this.#documents.set(key, { user, past, entries });
    for (const { role, content } of plain.slice(same)) {
      const messages = role === 'assistant' ? [] : this.#find(content, user, candidates, held);
      const besides = role === 'assistant' ? [] : this.#besides(content, user, messages);
      const entry: EntryView = { role, content, user, messages, besides, event: event.id, invocation };
      this.#noteAgain(entry);
      for (const mid of messages) this.#keep(mid, user, held, event);
      entries.push(entry);
    }
  }

  /** Messages that were saved before, in what those that were found leave of an entry. */
  #besides(content: string, user: string, found: readonly string[]): readonly string[] {
    const parts = partsWithout(content, this.#known(found)).filter((part) => SAYS_SOMETHING.test(part));
    if (parts.length === 0) return [];
    const waiting = this.#waiting.get(user) ?? new Set();
    const saved = [...this.#firstKept.keys()].filter((mid) => this.#messages.byMid(mid)?.user === user);
    const others = this.#known([...saved, ...waiting].filter((mid) => !found.includes(mid)).slice(-MOST_UNEXPLAINED));
    const there = parts.flatMap((part) => findTexts(part, others));
    return [...new Set(there)].filter((mid) => !waiting.has(mid));
  }

  /** Before the entry stands among the others. */
  #noteAgain(entry: EntryView): void {
    const { user, content } = entry;
    const note = (mid: string | null, text: string, holds: (other: EntryView) => boolean): void => {
      const earlier = this.#standing(user).filter(holds);
      const last = earlier.at(-1);
      if (last !== undefined) this.again.push({ mid, user, text, times: earlier.length + 1, entry, earlier: last });
    };
    for (const mid of [...entry.messages, ...entry.besides]) {
      const { text = '' } = this.#messages.byMid(mid) ?? {};
      if (!this.#firstKept.has(mid) || !(SAYS_SOMETHING.test(text) || text === content)) continue;
      note(mid, text, ({ messages, besides }) =>
        [...messages, ...besides].some((other) => this.#messages.byMid(other)?.text === text),
      );
    }
    if (entry.messages.length === 0 && content !== '') note(null, content, (other) => isOf(other, content));
  }

  /** All that stands in the user's conversations now, or was cut off at the front. */
  #standing(user: string): readonly EntryView[] {
    const theirs = [...this.#documents.values()].filter((document) => document.user === user);
    return theirs.flatMap(({ past, entries }) => [...past, ...entries]);
  }

  #keep(mid: string, user: string, held: Set<string>, event: ArrivalEvent): void {
    held.add(mid);
    this.#waiting.get(user)?.delete(mid);
    if (!this.#firstKept.has(mid)) this.#firstKept.set(mid, event);
  }

  /** First those that the history has not got; then those that it has (a batch that was answered again); then anything that waits. */
  #find(content: string, user: string, candidates: readonly string[], held: ReadonlySet<string>): readonly string[] {
    const fresh = findTexts(content, this.#known(candidates.filter((mid) => !held.has(mid))));
    if (fresh.length > 0) return fresh;
    const again = findTexts(content, this.#known(candidates));
    if (again.length > 0) return again;
    return findTexts(content, this.#known([...(this.#waiting.get(user) ?? [])].slice(-MOST_UNEXPLAINED)));
  }

  #known(mids: readonly string[]): readonly KnownText[] {
    return mids.flatMap((mid) => this.#messages.byMid(mid) ?? []);
  }

  #userOf(key: string): string | undefined {
    return key.split('/').find((segment) => this.#messages.isUser(segment));
  }
}

function isOf({ messages, content }: EntryView, said: string): boolean {
  return messages.length === 0 && content === said;
}

/** The entries of a conversation: the first list of texts in the document, or the document where it is one entry. */
function entriesOf(value: Json): readonly PlainEntry[] | undefined {
  const single = entryOf(value);
  if (single !== undefined) return [single];
  if (!isRecord(value)) return undefined;
  for (const held of Object.values(value)) {
    if (!Array.isArray(held)) continue;
    const entries = held.map(entryOf);
    if (entries.every((entry) => entry !== undefined)) return entries;
  }
  return undefined;
}

function entryOf(value: unknown): PlainEntry | undefined {
  if (typeof value === 'string') return { role: 'unknown', content: value };
  if (!isRecord(value)) return undefined;
  const { role, content, text } = value;
  const words = content ?? text;
  if (typeof words !== 'string') return undefined;
  return { role: typeof role === 'string' ? role : 'unknown', content: words };
}

/** How many old entries were cut off at the front, and how many of the others stand at the front of the new ones. */
function align(
  before: readonly PlainEntry[],
  after: readonly PlainEntry[],
): { readonly cut: number; readonly same: number } {
  if (after.length >= before.length) {
    for (let cut = 0; cut < before.length; cut += 1) {
      const rest = before.length - cut;
      if (prefix(before, cut, after) === rest) return { cut, same: rest };
    }
  }
  return { cut: 0, same: prefix(before, 0, after) };
}

/** How many entries from `from` on are the first ones of `after`. */
function prefix(before: readonly PlainEntry[], from: number, after: readonly PlainEntry[]): number {
  let count = 0;
  for (;;) {
    const [a, b] = [before[from + count], after[count]];
    if (a === undefined || b === undefined || a.content !== b.content || a.role !== b.role) return count;
    count += 1;
  }
}
