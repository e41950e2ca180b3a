/**
 * Why a message was lost: its first chain of calls is followed from the webhook that stored it, over the publish, the
 * delivery, the processor, a re-queue and so on, to the link that broke. What came later by chance is no cause.
 */
import {
  type CallView,
  type InvocationView,
  isRead,
  looksAtList,
  type MessageView,
  type PublishView,
} from '../view/index.ts';
import { answered, type Links } from './links.ts';
import type { PatternId } from './names.ts';

/** No chain of triggers is longer than the bound on re-queues lets it be by much. */
const MOST_LINKS = 60;
const REFUSED: readonly number[] = [401, 403];

/** The link that broke; `answered` where none did. */
export type Fate = PatternId | 'answered';

/** A link of the chain: somebody is called, or publishes so that somebody will be. */
export type Step =
  | { readonly kind: 'called'; readonly invocation: InvocationView }
  | { readonly kind: 'published'; readonly publish: PublishView };

export interface Trail {
  readonly fate: Fate;
  /** From the webhook on; the last one is where it broke, or where it was answered. */
  readonly steps: readonly Step[];
}

interface Walk {
  readonly links: Links;
  readonly message: MessageView;
  readonly steps: Step[];
}

export function fateOf(links: Links, message: MessageView): Fate {
  return trailOf(links, message).fate;
}

/** The fate with the links that lead to it. */
export function trailOf(links: Links, message: MessageView): Trail {
  const steps: Step[] = [];
  return { fate: follow({ links, message, steps }), steps };
}

function follow(walk: Walk): Fate {
  const { links, message } = walk;
  const { mid, seenBy } = message;
  const webhooks = links.webhooks.get(mid) ?? [];
  const webhook = webhooks.find(({ end }) => end.kind === 'answered' && end.status === 200) ?? webhooks[0];
  const fate = webhook === undefined ? undefined : fromWebhook(walk, webhook);
  if (seenBy.length === 0 && links.expired.has(mid)) return 'list-expired';
  if (seenBy.length === 0 && links.destroyed.has(mid)) return 'deleted-unread';
  return fate ?? 'never-delivered';
}

function fromWebhook(walk: Walk, webhook: InvocationView): Fate {
  walk.steps.push({ kind: 'called', invocation: webhook });
  if (webhook.calls.length === 0) return 'webhook-did-nothing';
  const published = afterPublish(walk, webhook, 0);
  if (published !== undefined) return published;
  return walk.links.pushes.has(walk.message.mid) ? 'no-trigger' : 'push-failed';
}

/** Follows what an invocation published; undefined where it did not even try. */
function afterPublish(walk: Walk, by: InvocationView, depth: number): Fate | undefined {
  const { links, message, steps } = walk;
  const again = by.route !== 'webhook';
  const publishes = links.publishes.get(by.id) ?? [];
  const kept = publishes.find(({ deduplicated }) => !deduplicated);
  if (kept !== undefined) {
    steps.push({ kind: 'published', publish: kept });
    return afterTrigger(walk, kept.messageId, depth + 1);
  }
  const [dropped] = publishes;
  if (dropped === undefined) {
    if (!by.calls.some(({ to }) => to === 'qstash')) return undefined;
    return again ? 'requeue-failed' : 'publish-failed';
  }
  steps.push({ kind: 'published', publish: dropped });
  if (again) return 'requeue-dropped';
  // Dropped for the sake of another trigger: that one may still come for it.
  const others = links.deliveries.get(dropped.messageId) ?? [];
  const still = links.queue.get(dropped.messageId)?.deliveries.some((request) => request > dropped.event) === true;
  const inTime = still || others.some(({ id }) => id > dropped.event || message.seenBy.includes(id));
  return inTime ? afterTrigger(walk, dropped.messageId, depth + 1) : 'follow-up-dropped';
}

function afterTrigger(walk: Walk, messageId: string, depth: number): Fate {
  const { links, message, steps } = walk;
  const invocations = links.deliveries.get(messageId) ?? [];
  const last = invocations.findLast(({ id }) => message.seenBy.includes(id)) ?? invocations.at(-1);
  if (last === undefined || depth > MOST_LINKS) return 'never-delivered';
  steps.push({ kind: 'called', invocation: last });
  return message.seenBy.includes(last.id) ? afterReading(walk, last, depth) : withoutReading(walk, last, depth);
}

function afterReading(walk: Walk, by: InvocationView, depth: number): Fate {
  if (answered(walk.links, by, walk.message)) return 'answered';
  const asked = by.calls.filter(({ to }) => to === 'openai');
  const published = asked.length === 0 ? afterPublish(walk, by, depth) : undefined;
  if (published !== undefined) return published;
  if (by.end.kind === 'crash' || by.end.kind === 'timeout') return 'died-at-work';
  if (asked.length > 0 && !asked.some(succeeded)) return 'model-failed';
  const sends = by.calls.filter(({ to }) => to === 'messenger');
  if (sends.length > 0 && !sends.some(succeeded)) return 'send-failed';
  return afterPublish(walk, by, depth) ?? 'read-unanswered';
}

function withoutReading(walk: Walk, by: InvocationView, depth: number): Fate {
  const published = afterPublish(walk, by, depth);
  if (published !== undefined) return published;
  const { end, calls } = by;
  if (end.kind === 'crash' || end.kind === 'timeout') return 'died-before-reading';
  if (end.kind === 'answered' && REFUSED.includes(end.status)) return 'delivery-refused';
  const looked = calls.filter((call) => isRead(call) || looksAtList(call));
  if (looked.length > 0 && !looked.some(succeeded)) return 'read-failed';
  if (end.kind === 'answered' && end.status >= 300) return 'delivery-failed';
  return looked.length > 0 ? 'read-nothing' : 'met-the-lock';
}

export function succeeded({ end }: CallView): boolean {
  return end.kind === 'returned' && end.status < 300;
}

/** Why a message that was answered is not in the history. */
export function savingOf(invocation: InvocationView | undefined): PatternId {
  if (invocation === undefined) return 'never-saved';
  const commits = invocation.calls.filter(({ to, operation }) => to === 'firestore' && operation === 'commit');
  if (commits.some(succeeded)) return invocation.route === 'processor' ? 'overwritten' : 'normal-flow-overwrote';
  if (invocation.end.kind === 'crash' || invocation.end.kind === 'timeout') return 'died-before-saving';
  return commits.length > 0 ? 'save-failed' : 'never-saved';
}
