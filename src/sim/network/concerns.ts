/**
 * Which messages and users a piece of traffic concerns, read off the wire: the read that returned a message, the
 * model call that holds its text, the reply that says what the model said. The logic is not asked and prints
 * nothing for us. What one invocation has read is kept in a ledger; equal texts count by how many there are.
 */
import { isRecord, type Json, parseJson } from '../model/json.ts';
import { findTexts, type KnownText } from '../model/texts.ts';

export interface Concerns {
  readonly messages: readonly string[];
  readonly users: readonly string[];
}

interface Message extends KnownText {
  readonly user: string;
}

/** What somebody who answers (an invocation, or a user's conversation in the tab) has read and was told. */
export interface Ledger {
  readonly read: Map<string, Message>;
  /** Bodies of chat requests, with the messages that they ask about. */
  readonly asked: Map<string, readonly string[]>;
  /** Texts that the model gave, with the messages that were asked about; the latest last. */
  readonly said: { readonly text: string; readonly messages: readonly string[] }[];
}

export function newLedger(): Ledger {
  return { read: new Map(), asked: new Map(), said: [] };
}

const MID = /m_[0-9a-z]+/g;
const USER = /\d{8,20}/g;
const BASE64 = /"([A-Za-z0-9+/]{16,}={0,2})"/g;
/** Up to so many users each is looked for by itself; that is cheaper than looking at every number. */
const FEW_USERS = 4;
const NOTHING: Concerns = { messages: [], users: [] };
/** A text below this holds no user's id and no message's. */
const SHORTEST = 8;
/** An answer below this holds no text in base64 that is looked into. */
const SHORTEST_ENCODED = 18;

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

export class WireReader {
  readonly #messages = new Map<string, Message>();
  readonly #users = new Set<string>();
  /** Everything that a model said in this run: a reply may be sent by another invocation than asked for it. */
  readonly #said: Ledger['said'] = [];

  /** A user sends a message: from now on its id, its text and its user can be recognised. */
  learn(message: Message): void {
    this.#messages.set(message.mid, message);
    this.#users.add(message.user);
  }

  /** Ids that stand in the text itself. */
  scan(text: string): Concerns {
    if (text.length < SHORTEST) return NOTHING;
    const messages = this.#messagesIn(text);
    const users = this.usersIn(text);
    return messages.length === 0 && users.length === 0 ? NOTHING : { messages, users };
  }

  #messagesIn(text: string): readonly string[] {
    if (!text.includes('m_')) return NOTHING.messages;
    const found: string[] = [];
    MID.lastIndex = 0;
    for (let match = MID.exec(text); match !== null; match = MID.exec(text)) {
      const mid = match[0];
      if (this.#messages.has(mid) && !found.includes(mid)) found.push(mid);
    }
    return found.length === 0 ? NOTHING.messages : found;
  }

  /** Users whose ids stand in the text. */
  usersIn(text: string): readonly string[] {
    if (text.length < SHORTEST) return NOTHING.users;
    const found: string[] = [];
    if (this.#users.size <= FEW_USERS) {
      for (const user of this.#users) if (holdsNumber(text, user)) found.push(user);
    } else {
      USER.lastIndex = 0;
      for (let match = USER.exec(text); match !== null; match = USER.exec(text)) {
        const user = match[0];
        if (this.#users.has(user) && !found.includes(user)) found.push(user);
      }
    }
    return found.length === 0 ? NOTHING.users : found;
  }

  /** Ids in the texts and numbers of data. */
  scanData(...data: readonly Json[]): Concerns {
    return this.scan(textOf(data));
  }

  /** The same for an answer whose strings are in base64, as the Upstash REST API gives them. */
  scanEncoded(body: string): Concerns {
    if (body.length < SHORTEST_ENCODED) return NOTHING;
    let text = '';
    BASE64.lastIndex = 0;
    for (let match = BASE64.exec(body); match !== null; match = BASE64.exec(body)) {
      const encoded = match[1];
      if (encoded !== undefined && encoded.length % 4 === 0) text += `${atob(encoded)} `;
    }
    return this.scan(text);
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
    for (const { mid, text } of ledger.read.values()) {
      const inJson = JSON.stringify(text).slice(1, -1);
      if (jsonText.includes(inJson)) escaped.push({ mid, text: inJson });
    }
    return findTexts(jsonText, escaped);
  }

  /** The users of these messages. */
  usersOf(mids: readonly string[]): readonly string[] {
    if (mids.length === 0) return NOTHING.users;
    const users = new Set<string>();
    for (const mid of mids) {
      const message = this.#messages.get(mid);
      if (message !== undefined) users.add(message.user);
    }
    return [...users];
  }
}

/** Everything that is written in data, names included, with spaces between. */
function textOf(data: Json): string {
  if (typeof data === 'string') return `${data} `;
  if (typeof data === 'number') return `${data} `;
  if (typeof data === 'boolean' || data === null) return '';
  let text = '';
  if (isList(data)) for (const element of data) text += textOf(element);
  else for (const name of Object.keys(data)) text += `${name} ${textOf(data[name] ?? null)}`;
  return text;
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
