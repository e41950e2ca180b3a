/**
 * The index of a trace that checks, page and command line share: what the list of events says about messages,
 * replies, invocations, batches, QStash messages, locks and the history. Everything names events by their ids.
 */
import type { NodeRole, RunEnd, Side, Trace } from '../trace.ts';

/** One text that the user typed, and what became of it on the side that is looked at. */
export interface MessageView {
  readonly mid: string;
  readonly user: string;
  readonly text: string;
  /** Position among the messages of all users, in the order typed. */
  readonly index: number;
  readonly eventId: number;
  readonly atMs: number;
  /** When its webhook was answered 200; null: it never was. In the tab: when it was typed. */
  readonly acceptedAtMs: number | null;
  readonly acceptedEvent: number | null;
  /** Invocations, other than its webhooks, that were given it. */
  readonly seenBy: readonly number[];
  /** The events by which each of them got it. */
  readonly seenEvents: readonly number[];
  /** `reply` events that answer it, to its own user. */
  readonly answeredBy: readonly number[];
  readonly answeredAtMs: number | null;
  /** When the history had it first; null: it never had. In the tab, whose history nobody sees: when it was answered. */
  readonly keptAtMs: number | null;
  readonly keptEvent: number | null;
  /** Whether the history has it at the end. */
  readonly kept: boolean;
}

export interface ReplyView {
  readonly eventId: number;
  readonly atMs: number;
  readonly side: Side;
  readonly user: string;
  readonly text: string;
  /** The messages that it answers. */
  readonly messages: readonly string[];
  /** Who sent it; null in the tab. */
  readonly invocation: number | null;
  /** The Send request; null in the tab. */
  readonly request: number | null;
}

/** A request that an invocation made, and how far it came. */
export interface CallView {
  readonly request: number;
  readonly to: NodeRole;
  readonly operation: string;
  readonly sentAtMs: number;
  /** Arrivals at the service: none if it was lost, two if it was copied. */
  readonly arrivals: readonly number[];
  readonly end: CallEnd;
  /** What the request concerns. */
  readonly messages: readonly string[];
  /** What its answer gave: from Redis, the messages that were read. */
  readonly given: readonly string[];
}

export type CallEnd =
  | { readonly kind: 'returned'; readonly event: number; readonly status: number }
  | { readonly kind: 'failed'; readonly event: number; readonly error: string }
  | { readonly kind: 'open' };

export type InvocationEnd =
  | { readonly kind: 'answered'; readonly event: number; readonly atMs: number; readonly status: number }
  | { readonly kind: 'crash' | 'timeout' | 'stop'; readonly event: number; readonly atMs: number }
  | { readonly kind: 'open' };

/** One request handled by one instance. */
export interface InvocationView {
  /** Id of the `arrival` that opened it. */
  readonly id: number;
  readonly node: string;
  /** The role of its route: `webhook`, `processor`, `responder`. */
  readonly route: string;
  readonly startMs: number;
  readonly end: InvocationEnd;
  readonly users: readonly string[];
  /** Messages that stand in the request. */
  readonly messages: readonly string[];
  readonly calls: readonly CallView[];
  /** The QStash message that it delivers; null where somebody else calls. */
  readonly delivers: string | null;
  /** Warnings and errors that it logged. */
  readonly complaints: readonly { readonly event: number; readonly text: string }[];
}

/** What one invocation read and answered. One for each invocation that asked the model or sent a reply. */
export interface BatchView {
  readonly invocation: number;
  readonly user: string;
  /** The last read before the model was asked, or before the reply where it was not. */
  readonly takenEvent: number;
  /** What that read gave, in its order. */
  readonly read: readonly string[];
  /** What the model was asked about, in the order of the question; empty where it was not asked. */
  readonly asked: readonly string[];
  readonly askedEvent: number | null;
  /** Replies that reached the user. */
  readonly replies: readonly number[];
}

/** A publish that reached QStash. */
export interface PublishView {
  readonly event: number;
  readonly atMs: number;
  readonly messageId: string;
  readonly deduplicated: boolean;
  readonly dedupId: string | null;
  readonly dueAtMs: number | null;
  readonly users: readonly string[];
  readonly messages: readonly string[];
  /** Who published. */
  readonly invocation: number | null;
}

export type QueueEnd =
  | { readonly kind: 'acknowledged' | 'dead letter'; readonly event: number; readonly atMs: number }
  | { readonly kind: 'pending' };

/** A message that QStash keeps, from its publish to its acknowledgement. */
export interface QueueMessageView {
  readonly messageId: string;
  readonly user: string | null;
  readonly published: number;
  readonly publishedAtMs: number;
  readonly dueAtMs: number | null;
  readonly dedupId: string | null;
  /** The invocation that published it; null where it was a dead letter tried again. */
  readonly invocation: number | null;
  /** Requests that delivered it. */
  readonly deliveries: readonly number[];
  /** `retry scheduled` events. */
  readonly retries: readonly number[];
  /** Later publishes that were dropped as its duplicates. */
  readonly duplicates: readonly number[];
  readonly end: QueueEnd;
}

/** A stretch of time in which a key that was set with NX stood. */
export interface LockView {
  readonly key: string;
  /** The node that asked for it, and for which invocation. */
  readonly node: string;
  readonly invocation: number | null;
  readonly fromMs: number;
  readonly toMs: number;
  readonly taken: number;
  /** The event that ended it; null where it expired, or still stands. */
  readonly ended: number | null;
  readonly end: 'released' | 'released by another' | 'expired' | 'held';
}

/** Messages of one user whose gaps are shorter than the baseline's timer. */
export interface BurstView {
  readonly user: string;
  readonly messages: readonly string[];
  readonly fromMs: number;
  readonly toMs: number;
}

/** One entry of a conversation in Firestore. */
export interface EntryView {
  readonly user: string;
  readonly role: string;
  readonly content: string;
  /** The messages whose texts it holds. */
  readonly messages: readonly string[];
  /** Messages beside new ones that another entry held already. */
  readonly besides: readonly string[];
  /** The commit that wrote it, and on whose behalf. */
  readonly event: number;
  readonly invocation: number | null;
}

/** A text that a save put into a conversation that had it. Equal texts count by how many there are. */
export interface SavedAgainView {
  /** The message that it is; null for words of the assistant. */
  readonly mid: string | null;
  readonly user: string;
  readonly text: string;
  /** In how many entries it stands by now. */
  readonly times: number;
  readonly entry: EntryView;
  /** The last of those that had it before. */
  readonly earlier: EntryView;
}

export interface HistoryView {
  /** What the documents hold at the end, and what was cut off at the front to keep them short; in order, by user. */
  readonly entries: ReadonlyMap<string, readonly EntryView[]>;
  /** Whatever was saved again at any time, in the order of the commits; it may be right that it was. */
  readonly again: readonly SavedAgainView[];
}

export interface RunView {
  readonly trace: Trace;
  /** The side that messages, bursts and all that follows are about. Replies are those of both. */
  readonly side: Side;
  readonly end: RunEnd;
  /** In the order typed. */
  readonly messages: readonly MessageView[];
  readonly byMid: ReadonlyMap<string, MessageView>;
  readonly replies: readonly ReplyView[];
  readonly bursts: readonly BurstView[];
  readonly invocations: readonly InvocationView[];
  readonly byInvocation: ReadonlyMap<number, InvocationView>;
  readonly batches: readonly BatchView[];
  readonly publishes: readonly PublishView[];
  readonly queue: readonly QueueMessageView[];
  readonly locks: readonly LockView[];
  readonly history: HistoryView;
  /** When Messenger stopped sending a webhook: answered 200, or given up. Missing: it did not. By `mid`. */
  readonly webhookOver: ReadonlyMap<string, number>;
}
