/**
 * What Messenger does with what users type: each message goes to the page's webhook at once, and again until a 200
 * comes in time or the waits are used up. It also remembers who wrote when, since that decides who may be replied to.
 */
import { InputError } from '../../model/errors.ts';
import type { Json } from '../../model/json.ts';
import { readListOfMs } from '../../model/list-of-ms.ts';
import type { StateChange } from '../../model/trace.ts';
import type { CallOutcome, Concerns, Facts, ServiceHost } from '../service.ts';
import { type MESSENGER_CONSTANTS, MOST_TOGETHER, REPLY_WINDOW_MS } from './constants.ts';
import { type Envelope, webhookRequest } from './webhook.ts';

export type MessengerHost = ServiceHost<typeof MESSENGER_CONSTANTS>;

/** One text of a user. The run chooses the `mid`: every side knows the message by it. */
export interface Typed {
  readonly user: string;
  readonly text: string;
  readonly mid: string;
}

/** Whether a page may write to a user now. */
export type Standing = 'open' | 'closed' | 'stranger' | 'unavailable';

type WebhookState = 'SENT' | 'ACCEPTED' | 'WAITING' | 'GIVEN UP' | 'UNSUBSCRIBED';

export class Messenger {
  readonly #host: MessengerHost;
  readonly #lastTypedMs = new Map<string, number>();
  /** Since when nothing but failures has come back; undefined after a success. */
  #failingSinceMs: number | undefined;
  #unsubscribed = false;
  #typingSeen = 0;
  /** What will go in one webhook. */
  #waiting: Envelope[] = [];

  /** Throws InputError where the waits are no numbers. */
  constructor(host: MessengerHost) {
    this.#host = host;
    this.#waits();
    this.#typingWaits();
  }

  typed({ user, text, mid }: Typed): void {
    this.#lastTypedMs.set(user, this.#host.nowMs());
    const clockMs = this.#host.clockMs();
    this.#tell({ kind: 'message', user, text, mid, timestamp: clockMs, time: clockMs });
    const { editAfterMs } = this.#host.constants;
    if (editAfterMs > 0) this.#host.after(editAfterMs, () => this.#about('edit', user, `${text} (edited)`, mid));
    for (const waitMs of this.#typingWaits()) this.#host.after(waitMs, () => this.#typing(user));
  }

  /** The user is seen typing. No `mid` is given to that; the webhooks are told apart by a number. */
  #typing(user: string): void {
    this.#typingSeen += 1;
    this.#about('typing', user, '', `typing-${this.#typingSeen}`);
  }

  /** Tells what has become of a reply, where the page is subscribed to that. */
  replied(user: string, text: string, mid: string, metadata: string | undefined): void {
    const { echoes, receipts, readAfterMs } = this.#host.constants;
    if (echoes) this.#host.after(0, () => this.#about('echo', user, text, mid, metadata));
    if (!receipts) return;
    this.#host.after(0, () => this.#about('delivery', user, '', mid));
    this.#host.after(readAfterMs, () => this.#about('read', user, '', mid));
  }

  /** Something happened now. */
  #about(kind: Envelope['kind'], user: string, text: string, mid: string, metadata?: string): void {
    const clockMs = this.#host.clockMs();
    const along = metadata === undefined ? {} : { metadata };
    this.#tell({ kind, user, text, mid, timestamp: clockMs, time: clockMs, ...along });
  }

  /** By itself, or together with what else happens in a while. */
  #tell(envelope: Envelope): void {
    const { togetherMs } = this.#host.constants;
    if (togetherMs === 0) {
      this.#send([envelope], 1);
      return;
    }
    this.#waiting.push(envelope);
    if (this.#waiting.length === 1) this.#host.after(togetherMs, () => this.#flush());
    if (this.#waiting.length === MOST_TOGETHER) this.#flush();
  }

  #flush(): void {
    const envelopes = this.#waiting;
    this.#waiting = [];
    const time = this.#host.clockMs();
    if (envelopes.length > 0)
      this.#send(
        envelopes.map((envelope) => ({ ...envelope, time })),
        1,
      );
  }

  standing(user: string): Standing {
    const lastMs = this.#lastTypedMs.get(user);
    if (lastMs === undefined) return 'stranger';
    if (this.#host.constants.usersUnavailable) return 'unavailable';
    return this.#host.nowMs() - lastMs < REPLY_WINDOW_MS ? 'open' : 'closed';
  }

  #send(envelopes: readonly Envelope[], attempt: number): void {
    const { constants } = this.#host;
    if (this.#unsubscribed) {
      this.#note('not sent', envelopes, { attempt, reason: 'the webhook is unsubscribed' }, attempt, 'UNSUBSCRIBED');
      return;
    }
    let over = false;
    // A copy made on the way can bring a second answer, and a late one can follow the time-out: the first ends it.
    const end = (status: number, reason: string): void => {
      if (over) return;
      over = true;
      cancel();
      this.#settle(envelopes, attempt, status, reason);
    };
    const timeoutMs = constants.answerTimeoutMs;
    const cancel = this.#host.after(timeoutMs, () => end(0, `no answer within ${timeoutMs} ms`));
    const done = (outcome: CallOutcome): void => {
      if (outcome.kind === 'failure') end(0, outcome.error);
      else if (outcome.stalled !== true) end(outcome.answer.status, `answered ${outcome.answer.status}`);
    };
    const request = webhookRequest(constants.webhookUrl, envelopes, constants.togetherAs);
    this.#host.call(request, done, statesOf(envelopes, attempt, 'SENT'), concernsOf(envelopes));
  }

  #settle(envelopes: readonly Envelope[], attempt: number, status: number, reason: string): void {
    const nowMs = this.#host.nowMs();
    if (status === 200) {
      this.#failingSinceMs = undefined;
      this.#note('webhook accepted', envelopes, { attempt, status }, attempt, 'ACCEPTED');
      return;
    }
    this.#failingSinceMs ??= nowMs;
    const { unsubscribeAfterMs } = this.#host.constants;
    if (unsubscribeAfterMs > 0 && nowMs - this.#failingSinceMs >= unsubscribeAfterMs) this.#unsubscribed = true;
    const waitMs = this.#unsubscribed ? undefined : this.#waits()[attempt - 1];
    if (waitMs === undefined) {
      const operation = this.#unsubscribed ? 'unsubscribed' : 'webhook given up';
      this.#note(
        operation,
        envelopes,
        { attempt, status, reason },
        attempt,
        this.#unsubscribed ? 'UNSUBSCRIBED' : 'GIVEN UP',
      );
      return;
    }
    const facts = { attempt, status, reason, againAtMs: nowMs + waitMs };
    this.#note('webhook failed', envelopes, facts, attempt, 'WAITING');
    this.#host.after(waitMs, () =>
      this.#send(
        envelopes.map((envelope) => this.#stamped(envelope)),
        attempt + 1,
      ),
    );
  }

  #stamped(envelope: Envelope): Envelope {
    const time = this.#host.clockMs();
    return { ...envelope, time, timestamp: this.#host.constants.redeliveryStampedAnew ? time : envelope.timestamp };
  }

  #waits(): readonly number[] {
    return listOfMs('redeliveriesMs', this.#host.constants.redeliveriesMs);
  }

  #typingWaits(): readonly number[] {
    return listOfMs('typingAfterMs', this.#host.constants.typingAfterMs);
  }

  #note(operation: string, envelopes: readonly Envelope[], facts: Facts, attempt: number, state: WebhookState): void {
    const [first] = envelopes;
    const about: Record<string, Json> = { mid: first?.mid ?? '', user: first?.user ?? '' };
    if (envelopes.length > 1) about['together'] = envelopes.slice(1).map(({ mid }) => mid);
    const told = Object.assign(about, facts);
    this.#host.note(operation, told, statesOf(envelopes, attempt, state), concernsOf(envelopes));
  }
}

/** Messages of users, and who they are; a reply and what becomes of it are about its user alone. */
function concernsOf(envelopes: readonly Envelope[]): Concerns {
  const [first] = envelopes;
  if (first !== undefined && envelopes.length === 1) {
    return { messages: isMessage(first) ? [first.mid] : [], users: [first.user] };
  }
  const messages = new Set<string>();
  const users = new Set<string>();
  for (const envelope of envelopes) {
    if (isMessage(envelope)) messages.add(envelope.mid);
    users.add(envelope.user);
  }
  return { messages: [...messages], users: [...users] };
}

function isMessage({ kind }: Envelope): boolean {
  return kind === 'message' || kind === 'edit';
}

function statesOf(envelopes: readonly Envelope[], attempt: number, state: WebhookState): readonly StateChange[] {
  return envelopes.map(({ kind, user, text, mid }) => {
    const key = kind === 'message' || kind === 'typing' || kind === 'echo' ? mid : `${mid}/${kind}`;
    return { op: 'set', key: `webhooks/${key}`, value: { state, kind, user, text, attempt } };
  });
}

/** Throws InputError. */
function listOfMs(name: string, given: string): readonly number[] {
  const times = readListOfMs(given);
  if (times !== undefined) return times;
  throw new InputError(`constants.messenger.${name}`, given.trim(), 'whole milliseconds, separated by commas');
}
