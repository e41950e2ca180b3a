/**
 * Keeps the ledgers of a run: one for every invocation, and in the baseline one for every user's conversation in
 * the tab. The network asks it what a request, an answer or a reply concerns.
 */
import type { Kernel } from '../kernel/kernel.ts';
import { isRecord, parseJson } from '../model/json.ts';
import type { NodeRole, Side } from '../model/trace.ts';
import { Ledger, WireReader } from './concerns.ts';
import type { Sent } from './leg.ts';
import type { Concerns, WireAnswer, WireRequest } from './wire.ts';

const NOTHING: Concerns = { messages: [], users: [] };

export class Ledgers {
  readonly reader: WireReader;
  readonly #kernel: Kernel;
  readonly #side: Side;
  readonly #byInvocation = new Map<number, Ledger>();
  readonly #byUser = new Map<string, Ledger>();

  constructor(kernel: Kernel, side: Side) {
    this.#kernel = kernel;
    this.#side = side;
    this.reader = new WireReader();
  }

  /** What stands in a request as it goes over the wire. */
  scanRequest(request: WireRequest): Concerns {
    const id = request.headers['upstash-deduplication-id'];
    return id === undefined ? this.reader.scan(request.body) : this.reader.scanTexts([request.body, id]);
  }

  /** An invocation has received a request. */
  open(invocation: number, concerns: Concerns): void {
    const ledger = this.#of(invocation);
    if (ledger !== undefined) this.reader.read(ledger, concerns.messages);
  }

  /** The user has typed in the tab. */
  typed(user: string, mid: string): void {
    const ledger = this.#byUser.get(user) ?? new Ledger();
    this.#byUser.set(user, ledger);
    this.reader.read(ledger, [mid]);
  }

  ofRequest(to: NodeRole, invocation: number | undefined, request: WireRequest): Concerns {
    const ledger = to === 'openai' || to === 'messenger' || to === 'firestore' ? this.#of(invocation) : undefined;
    if (ledger === undefined) return this.scanRequest(request);
    if (to === 'openai') return this.#withUsers(this.#asked(ledger, request.body));
    if (to === 'messenger') return this.#withUsers(this.reader.answered(ledger, sentText(request.body)), request);
    return this.#withUsers(this.reader.contained(ledger, request.body), request);
  }

  ofAnswer(
    asker: number | undefined,
    from: NodeRole,
    { concerns }: Pick<Sent, 'concerns'>,
    answer: WireAnswer,
  ): Concerns {
    if (answer.encoded !== undefined) return this.reader.scanTexts(answer.encoded);
    if (from === 'openai' || from === 'messenger' || from === 'firestore') {
      return asker === undefined && this.#side === 'pipeline' ? NOTHING : concerns;
    }
    return this.reader.scan(answer.body);
  }

  /** An answer has reached whoever asked: what it read, or what the model said, goes into its ledger. */
  take(
    from: NodeRole,
    invocation: number | undefined,
    { concerns }: Pick<Sent, 'concerns'>,
    answer: WireAnswer,
    messages: readonly string[],
  ): void {
    const ledger = from === 'openai' || from === 'redis' || from === 'redis-replica' ? this.#of(invocation) : undefined;
    if (ledger === undefined) return;
    if (from === 'openai') this.reader.hear(ledger, answer.body, concerns.messages);
    else this.reader.read(ledger, messages);
  }

  /** The messages that a text shown in the tab answers; they are done with. */
  shown(user: string, text: string): Concerns {
    const ledger = this.#byUser.get(user);
    if (ledger === undefined) return NOTHING;
    return { messages: this.reader.answered(ledger, text), users: [user] };
  }

  /** In the tab a text that was asked about is done with; the client may ask again with the same body. */
  #asked(ledger: Ledger, body: string): readonly string[] {
    if (this.#side === 'pipeline') return this.reader.asked(ledger, body);
    ledger.asked ??= new Map();
    const known = ledger.asked.get(body);
    if (known !== undefined) return known;
    const messages = this.reader.asked(ledger, body);
    ledger.asked.set(body, messages);
    for (const mid of messages) ledger.read.delete(mid);
    return messages;
  }

  #of(invocation: number | undefined): Ledger | undefined {
    if (this.#side === 'baseline') {
      const user = this.#typist();
      return user === undefined ? undefined : this.#byUser.get(user);
    }
    if (invocation === undefined) return undefined;
    let ledger = this.#byInvocation.get(invocation);
    if (ledger === undefined) {
      ledger = new Ledger();
      this.#byInvocation.set(invocation, ledger);
    }
    return ledger;
  }

  /** In the tab: whose message led to what is happening now. */
  #typist(): string | undefined {
    let { cause } = this.#kernel.origin;
    while (cause !== undefined) {
      const event = this.#kernel.recorder.event(cause);
      if (event.kind === 'message') return event.users[0];
      cause = event.causes[0];
    }
    return undefined;
  }

  #withUsers(messages: readonly string[], request?: WireRequest): Concerns {
    const named = request === undefined ? NOTHING.users : this.reader.usersIn(request.body);
    const users = this.reader.usersOf(messages);
    const all = users.length === 0 ? named : named.every((user) => users.includes(user)) ? users : undefined;
    return { messages, users: all ?? [...new Set([...users, ...named])] };
  }
}

function sentText(body: string): string {
  const parsed = parseJson(body);
  const message: unknown = isRecord(parsed) ? parsed['message'] : undefined;
  const text: unknown = isRecord(message) ? message['text'] : undefined;
  return typeof text === 'string' ? text : '';
}
