/**
 * What QStash holds and does: it takes messages, drops those whose deduplication id is taken, delivers the others when
 * they are due, tries again, and keeps what it could not deliver. A 2xx is the only success; a delivery is at least
 * once; nothing that happens to a message later frees its deduplication id.
 */
import type { Json } from '../../model/json.ts';
import { backOffMs } from '../../model/qstash-times.ts';
import type { StateChange } from '../../model/trace.ts';
import { type CallOutcome, type Facts, LateHeader, type ServiceHost, type WireAnswer } from '../service.ts';
import {
  CURRENT_SIGNING_KEY,
  LONGEST_RETRY_AFTER_MS,
  NON_RETRYABLE_STATUS,
  type QSTASH_CONSTANTS,
} from './constants.ts';
import { parseRetryAfterMs } from './duration.ts';
import { Allowance, type Spent } from './allowance.ts';
import { Flows, Queues } from './lanes.ts';
import type { Order } from './publish.ts';
import { signer } from './signature.ts';

export type QStashHost = ServiceHost<typeof QSTASH_CONSTANTS>;

/** The states that the vendor's log shows. Source: Upstash docs, howto/debug-logs. */
type MessageState = 'CREATED' | 'ACTIVE' | 'RETRY' | 'DELIVERED' | 'FAILED';

interface Message {
  readonly id: string;
  readonly order: Order;
  readonly createdAtClockMs: number;
  readonly retries: number;
  readonly retried: number;
  /** Virtual milliseconds. */
  readonly dueAtMs: number;
}

interface TakenId {
  readonly messageId: string;
  readonly firstSeenMs: number;
  readonly freeAtMs: number;
}

export interface DeadLetter {
  readonly dlqId: string;
  readonly message: Message;
  /** 0 where no answer came. */
  readonly status: number;
  readonly answer: string;
}

/** What came of a publish. */
export interface Published {
  readonly messageId: string;
  readonly deduplicated: boolean;
  readonly facts: Facts;
  readonly patch: readonly StateChange[];
}

/** How an attempt to deliver ended. */
type Ending =
  | { readonly kind: 'answer'; readonly answer: WireAnswer }
  | { readonly kind: 'failure'; readonly error: string };

const sign = signer(CURRENT_SIGNING_KEY);
const ID_LENGTH = 24;
const DAY_MS = 86_400_000;
const SECOND_MS = 1_000;

export class QStash {
  readonly #host: QStashHost;
  readonly #taken = new Map<string, TakenId>();
  readonly #dead = new Map<string, DeadLetter>();
  readonly #flows: Flows;
  readonly #queues = new Queues();
  readonly #daily = new Allowance();
  readonly #burst = new Allowance();
  #deadCount = 0;

  constructor(host: QStashHost) {
    this.#host = host;
    this.#flows = new Flows(host);
  }

  /** Counts a request that is no publish against what may come in a second; the limit where there is no room. */
  burst(): Spent | undefined {
    const { burstPerS } = this.#host.constants;
    if (burstPerS === 0) return undefined;
    return this.#burst.spend(burstPerS, Math.floor(this.#host.clockMs() / SECOND_MS), SECOND_MS);
  }

  /** Counts a publish against the day's quota. */
  spendQuota(): Spent | undefined {
    const { dailyQuota } = this.#host.constants;
    if (dailyQuota === 0) return undefined;
    return this.#daily.spend(dailyQuota, Math.floor(this.#host.clockMs() / DAY_MS), DAY_MS);
  }

  publish(order: Order): Published {
    const nowMs = this.#host.nowMs();
    const { dedupId } = order;
    const key = dedupId === undefined ? undefined : this.#scoped(dedupId, order.url);
    const taken = key === undefined ? undefined : this.#taken.get(key);
    if (dedupId !== undefined && taken !== undefined && nowMs < taken.freeAtMs) {
      const { messageId, firstSeenMs, freeAtMs } = taken;
      return {
        messageId,
        deduplicated: true,
        facts: { messageId, deduplicated: true, dedupId, firstSeenMs, freeAtMs },
        patch: [],
      };
    }
    const message = this.#accept(order);
    const { id: messageId, dueAtMs } = message;
    const facts: Record<string, Json> = { messageId, deduplicated: false, dueAtMs };
    const patch: StateChange[] = [stateOf(message, 'CREATED')];
    if (dedupId !== undefined && key !== undefined) {
      const freeAtMs = nowMs + this.#host.constants.dedupWindowMs;
      this.#taken.set(key, { messageId, firstSeenMs: nowMs, freeAtMs });
      Object.assign(facts, { dedupId, firstSeenMs: nowMs, freeAtMs });
      patch.push({ op: 'set', key: `dedup/${key}`, value: { messageId, firstSeenMs: nowMs }, expiresAtMs: freeAtMs });
    }
    return { messageId, deduplicated: false, facts, patch };
  }

  /** Oldest first. */
  get deadLetters(): readonly DeadLetter[] {
    return [...this.#dead.values()];
  }

  /** Takes dead letters away; ids that do not exist are passed over. */
  discard(dlqIds: readonly string[]): { readonly deleted: number; readonly patch: readonly StateChange[] } {
    const known = dlqIds.filter((id) => this.#dead.delete(id));
    return { deleted: known.length, patch: known.map(removal) };
  }

  /** Publishes a dead letter anew, at once and under an id of its own; the deduplication is not asked. */
  revive(dlqId: string): { readonly messageId: string; readonly patch: readonly StateChange[] } | undefined {
    const letter = this.#dead.get(dlqId);
    if (letter === undefined) return undefined;
    this.#dead.delete(dlqId);
    const message = this.#accept({ ...letter.message.order, delayMs: 0, notBeforeMs: undefined });
    return { messageId: message.id, patch: [removal(dlqId), stateOf(message, 'CREATED')] };
  }

  #scoped(dedupId: string, url: string): string {
    return this.#host.constants.dedupScope === 'account' ? dedupId : `${dedupId} ${url}`;
  }

  #accept(order: Order): Message {
    const { constants, random } = this.#host;
    const clockMs = this.#host.clockMs();
    const delayMs = order.notBeforeMs === undefined ? order.delayMs : Math.max(0, order.notBeforeMs - clockMs);
    const waitMs = delayMs + constants.lateMs;
    const message: Message = {
      id: `msg_${random.token(ID_LENGTH)}`,
      order,
      createdAtClockMs: clockMs,
      retries: order.retries ?? constants.retries,
      retried: 0,
      dueAtMs: this.#host.nowMs() + waitMs,
    };
    this.#host.after(waitMs, () => {
      const { queue } = order;
      if (queue === undefined) this.#due(message);
      else this.#queues.enter(queue, () => this.#due(message));
    });
    return message;
  }

  /** Its time has come: it is delivered as soon as its flow control allows. */
  #due(message: Message): void {
    const { flow } = message.order;
    if (flow === undefined) this.#deliver(message);
    else if (this.#flows.enter(flow, () => this.#deliver(message)) === 'waits') {
      this.#host.note('waits', { messageId: message.id, flowControlKey: flow.key });
    }
  }

  #deliver(message: Message): void {
    const { order, id, retried } = message;
    let over = false;
    // A copy made on the way can bring a second answer, and a late one can follow the time-out: the first ends it.
    const end = (ending: Ending): void => {
      if (over) return;
      over = true;
      cancel();
      this.#settle(message, ending);
      if (order.flow !== undefined) this.#flows.leave(order.flow.key);
    };
    const timeoutMs = order.timeoutMs ?? this.#host.constants.deliveryTimeoutMs;
    const cancel = this.#host.after(timeoutMs, () =>
      end({ kind: 'failure', error: `no answer within ${timeoutMs} ms` }),
    );
    const signed = {
      url: order.url,
      body: order.body,
      clockMs: this.#host.clockMs(),
      id: this.#host.random.token(ID_LENGTH),
    };
    const request = {
      method: order.method,
      url: order.url,
      headers: {
        ...order.headers,
        'user-agent': 'Upstash-QStash',
        'upstash-message-id': id,
        'upstash-retried': String(retried),
      },
      late: new LateHeader('upstash-signature', () => sign(signed)),
      body: order.body,
    };
    const done = (outcome: CallOutcome): void => {
      if (outcome.kind === 'failure') end(outcome);
      // Of a body that never ends QStash waits for the end.
      else if (outcome.stalled !== true) end({ kind: 'answer', answer: outcome.answer });
    };
    this.#host.call(request, done, [stateOf(message, 'ACTIVE')]);
  }

  #settle(message: Message, ending: Ending): void {
    const status = ending.kind === 'answer' ? ending.answer.status : 0;
    if (status >= 200 && status < 300) {
      const facts = { messageId: message.id, status, retried: message.retried };
      this.#host.note('acknowledged', facts, [stateOf(message, 'DELIVERED')]);
      this.#leaveQueue(message);
    } else if (message.retried >= message.retries || isFinal(ending)) {
      this.#bury(message, ending, status);
      this.#leaveQueue(message);
    } else this.#retry(message, ending, status);
  }

  #leaveQueue({ order: { queue } }: Message): void {
    if (queue !== undefined) this.#queues.leave(queue);
  }

  #retry(message: Message, ending: Ending, status: number): void {
    const n = message.retried + 1;
    const waitMs = retryAfterOf(ending, this.#host.clockMs()) ?? message.order.retryDelayMs ?? backOffMs(n);
    const next: Message = { ...message, retried: n, dueAtMs: this.#host.nowMs() + waitMs };
    const facts = { messageId: message.id, n, dueAtMs: next.dueAtMs, status, reason: reasonOf(ending) };
    this.#host.note('retry scheduled', facts, [stateOf(next, 'RETRY')]);
    this.#host.after(waitMs, () => this.#due(next));
  }

  #bury(message: Message, ending: Ending, status: number): void {
    this.#deadCount += 1;
    const dlqId = `${this.#host.clockMs()}-${this.#deadCount}`;
    const answer = ending.kind === 'answer' ? ending.answer.body : ending.error;
    this.#dead.set(dlqId, { dlqId, message, status, answer });
    const facts = { messageId: message.id, dlqId, status, retried: message.retried, reason: reasonOf(ending) };
    const { url, body } = message.order;
    this.#host.note('dead letter', facts, [
      stateOf(message, 'FAILED'),
      { op: 'set', key: `dlq/${dlqId}`, value: { messageId: message.id, url, body, status, answer } },
    ]);
  }
}

function isFinal(ending: Ending): boolean {
  if (ending.kind === 'failure' || ending.answer.status !== NON_RETRYABLE_STATUS) return false;
  return ending.answer.headers['upstash-nonretryable-error'] === 'true';
}

/** Headers by which an answer says when it wants to be called again; the first that is there counts. */
const RETRY_AFTER = ['retry-after', 'x-ratelimit-reset', 'x-ratelimit-reset-requests', 'x-ratelimit-reset-tokens'];

/** Undefined where the answer does not say, or names more than the longest back-off: then the back-off counts. */
function retryAfterOf(ending: Ending, clockMs: number): number | undefined {
  if (ending.kind !== 'answer') return undefined;
  const { headers } = ending.answer;
  const text = RETRY_AFTER.map((name) => headers[name]).find((value) => value !== undefined);
  const parsed = text === undefined ? undefined : parseRetryAfterMs(text.trim(), clockMs);
  return parsed === undefined || parsed > LONGEST_RETRY_AFTER_MS ? undefined : parsed;
}

function reasonOf(ending: Ending): string {
  return ending.kind === 'answer' ? `answered ${ending.answer.status}` : ending.error;
}

function stateOf({ id, order, retries, retried, dueAtMs }: Message, state: MessageState): StateChange {
  const { url, method, body, dedupId = null } = order;
  return { op: 'set', key: `messages/${id}`, value: { state, url, method, body, dedupId, retries, retried, dueAtMs } };
}

function removal(dlqId: string): StateChange {
  return { op: 'delete', key: `dlq/${dlqId}` };
}
