/**
 * Which messages and users a piece of traffic concerns, read off the wire: the read that returned a message, the
 * model call that holds its text, the reply that says what the model said. The logic is not asked and prints
 * nothing for us. What one invocation has read is kept in a ledger; equal texts count by how many there are.
 */
import { isRecord, type Json, parseJson } from '../model/json.ts';
import { findTexts, type KnownText } from '../model/texts.ts';
import type { Concerns } from './wire.ts';

class Message implements KnownText {
  readonly mid: string;
  readonly text: string;
  readonly user: string;
  /** The text as it stands in JSON: asked for wherever something is saved. */
  #inJson: string | undefined;

  constructor(mid: string, text: string, user: string) {
    this.mid = mid;
    this.text = text;
    this.user = user;
  }

  get inJson(): string {
    this.#inJson ??= JSON.stringify(this.text).slice(1, -1);
    return this.#inJson;
  }
}

interface Said {
  readonly text: string;
  readonly messages: readonly string[];
}

/** What somebody who answers (an invocation, or a user's conversation in the tab) has read and was told. */
export class Ledger {
  readonly read = new Map<string, Message>();
  /** Bodies of chat requests, with the messages that they ask about: made at the first, as only the tab keeps them. */
  asked: Map<string, readonly string[]> | undefined;
  /** Texts that the model gave, with the messages that were asked about; the latest last. */
  readonly said: Said[] = [];
}

/** How the id of a message begins; digits and small letters follow. */
const MID = 'm_';
const USER = /\d{8,20}/g;
/** Up to so many users each is looked for by itself; that is cheaper than looking at every number. */
const FEW_USERS = 4;
const NONE: readonly string[] = [];
const NOTHING: Concerns = { messages: NONE, users: NONE };
/** A text below this holds no user's id and no message's. */
const SHORTEST = 8;
/** `m_` and a sign. */
const SHORTEST_ID = 3;

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57;
}

/** Whether the id stands in the text as a number of its own, not inside a longer one. */
function holdsNumber(text: string, id: string): boolean {
  for (let at = text.indexOf(id); at !== -1; at = text.indexOf(id, at + 1)) {
    if (!isDigit(text, at - 1) && !isDigit(text, at + id.length)) return true;
  }
  return false;
}

/** Where the digits and small letters end that begin there. */
function endOfId(text: string, from: number): number {
  let at = from;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if ((code < 48 || code > 57) && (code < 97 || code > 122)) break;
  }
  return at;
}

export class WireReader {
  readonly #messages = new Map<string, Message>();
  readonly #users = new Set<string>();
  /** The same while they are few. */
  readonly #firstUsers: string[] = [];
  /** Everything that a model said in this run: a reply may be sent by another invocation than asked for it. */
  readonly #said: Said[] = [];

  /** A user sends a message: from now on its id, its text and its user can be recognised. */
  learn({ mid, text, user }: KnownText & { readonly user: string }): void {
    this.#messages.set(mid, new Message(mid, text, user));
    if (this.#users.size <= FEW_USERS && !this.#users.has(user)) this.#firstUsers.push(user);
    this.#users.add(user);
  }

  /** Ids that stand in the text itself. */
  scan(text: string): Concerns {
    if (text.length < SHORTEST) return NOTHING;
    const messages = this.#messagesIn(text, NONE);
    const users = this.#usersIn(text, NONE);
    return messages === NONE && users === NONE ? NOTHING : { messages, users };
  }

  /** What was found, and what is found in the text besides. */
  #messagesIn(text: string, found: readonly string[]): readonly string[] {
    let all = found;
    let at = text.indexOf(MID);
    while (at !== -1) {
      const end = endOfId(text, at + MID.length);
      const mid = text.slice(at, end);
      if (this.#messages.has(mid) && !all.includes(mid)) all = [...all, mid];
      at = text.indexOf(MID, end);
    }
    return all;
  }

  /** Users whose ids stand in the text. */
  usersIn(text: string): readonly string[] {
    return text.length < SHORTEST ? NONE : this.#usersIn(text, NONE);
  }

  #usersIn(text: string, found: readonly string[]): readonly string[] {
    let all = found;
    if (this.#users.size <= FEW_USERS) {
      for (const user of this.#firstUsers) if (!all.includes(user) && holdsNumber(text, user)) all = [...all, user];
      return all;
    }
    USER.lastIndex = 0;
    for (let match = USER.exec(text); match !== null; match = USER.exec(text)) {
      const user = match[0];
      if (this.#users.has(user) && !all.includes(user)) all = [...all, user];
    }
    return all;
  }

  /** Ids in the texts, numbers and names of data. */
  scanData(...data: readonly Json[]): Concerns {
    const texts: string[] = [];
    collect(data, texts);
    return this.scanTexts(texts);
  }

  /** Ids in any of the texts. */
  scanTexts(texts: readonly string[]): Concerns {
    let messages = NONE;
    let users = NONE;
    for (const text of texts) {
      messages = this.#messagesIn(text, messages);
      if (text.length >= SHORTEST) users = this.#usersIn(text, users);
    }
    if (messages === NONE && users === NONE) return NOTHING;
    return { messages, users: users.length > 1 ? this.#inOrder(users) : users };
  }

  /** Few users stand in the order in which they first wrote, as where one text is looked at. */
  #inOrder(users: readonly string[]): readonly string[] {
    return this.#users.size <= FEW_USERS ? [...this.#users].filter((user) => users.includes(user)) : users;
  }

  /** Whoever owns the ledger has been given these messages. */
  read(ledger: Ledger, mids: readonly string[]): void {
    for (const mid of mids) {
      const message = this.#messages.get(mid);
      if (message !== undefined) ledger.read.set(mid, message);
    }
  }

  /** The messages that a chat request asks about: texts of the last turn of the user. */
  asked(ledger: Ledger, body: string): readonly string[] {
    return findTexts(lastTurn(body), [...ledger.read.values()]);
  }

  /** The model's answer to a request that asked about these messages. */
  hear(ledger: Ledger, body: string, messages: readonly string[]): void {
    const text = contentOf(body);
    if (text === undefined || text === '') return;
    ledger.said.push({ text, messages });
    this.#said.push({ text, messages });
  }

  /** The messages that a text sent to the user answers. */
  answered(ledger: Ledger, text: string): readonly string[] {
    const matches = ({ text: said }: { readonly text: string }): boolean =>
      said === text || said.startsWith(text) || text.includes(said);
    return (ledger.said.findLast(matches) ?? this.#said.findLast(matches))?.messages ?? [];
  }

  /** Those of the messages read by the ledger's owner whose texts stand in the JSON (a history that is saved). */
  contained(ledger: Ledger, jsonText: string): readonly string[] {
    const escaped: KnownText[] = [];
    for (const { mid, inJson } of ledger.read.values()) {
      if (jsonText.includes(inJson)) escaped.push({ mid, text: inJson });
    }
    return findTexts(jsonText, escaped);
  }

  /** The users of these messages. */
  usersOf(mids: readonly string[]): readonly string[] {
    const [first] = mids;
    if (first === undefined) return NONE;
    if (mids.length === 1) {
      const message = this.#messages.get(first);
      return message === undefined ? NONE : [message.user];
    }
    const users = new Set<string>();
    for (const mid of mids) {
      const message = this.#messages.get(mid);
      if (message !== undefined) users.add(message.user);
    }
    return [...users];
  }
}

/** Everything that is written in data and could hold an id, names included. */
function collect(data: Json, texts: string[]): void {
  if (typeof data === 'string') {
    if (data.length >= SHORTEST_ID) texts.push(data);
  } else if (typeof data === 'number') texts.push(String(data));
  else if (typeof data === 'boolean' || data === null) return;
  else if (isList(data)) for (const element of data) collect(element, texts);
  else {
    for (const name of Object.keys(data)) {
      if (name.length >= SHORTEST_ID) texts.push(name);
      collect(data[name] ?? null, texts);
    }
  }
}

function isList(data: Json): data is readonly Json[] {
  return Array.isArray(data);
}

function lastTurn(body: string): string {
  const parsed = parseJson(body);
  const messages: unknown = isRecord(parsed) ? parsed['messages'] : undefined;
  if (!Array.isArray(messages)) return '';
  const turn: string[] = [];
  for (const message of messages.toReversed()) {
    if (!isRecord(message) || message['role'] !== 'user') break;
    const content = message['content'];
    turn.unshift(typeof content === 'string' ? content : JSON.stringify(content));
  }
  return turn.join('\n');
}

function contentOf(body: string): string | undefined {
  const parsed = parseJson(body);
  const choices: unknown = isRecord(parsed) ? parsed['choices'] : undefined;
  const first: unknown = Array.isArray(choices) ? choices[0] : undefined;
  const message: unknown = isRecord(first) ? first['message'] : undefined;
  const content: unknown = isRecord(message) ? message['content'] : undefined;
  return typeof content === 'string' ? content : undefined;
}
