/**
 * Why a message was lost: its first chain of calls is followed from the webhook that stored it, over the publish, the
 * delivery, the processor, a re-queue and so on, to the link that broke. What came later by chance is no cause.
 */
import { type CallView, type InvocationView, isRead, type MessageView } from '../../model/view/index.ts';
import { answered, type Links } from './links.ts';
import type { PatternId } from './names.ts';

/** No chain of triggers is longer than the bound on re-queues lets it be by much. */
const MOST_LINKS = 60;
const LOOKS = /LRANGE|LPOP|RPOP|LMOVE|LLEN|EVAL|FCALL/;
const REFUSED: readonly number[] = [401, 403];

/** The link that broke; `answered` where none did. */
export type Fate = PatternId | 'answered';

export function fateOf(links: Links, message: MessageView): Fate {
  const { mid, seenBy } = message;
  if (seenBy.length === 0 && links.destroyed.has(mid)) return 'deleted-unread';
  if (seenBy.length === 0 && links.expired.has(mid)) return 'list-expired';
  const webhooks = links.webhooks.get(mid) ?? [];
  const webhook = webhooks.find(({ end }) => end.kind === 'answered' && end.status === 200) ?? webhooks[0];
  if (webhook === undefined) return 'never-delivered';
  if (webhook.calls.length === 0) return 'webhook-did-nothing';
  const published = afterPublish(links, message, webhook, 0);
  if (published !== undefined) return published;
  const stored = links.pushes.has(mid);
  return stored ? 'no-trigger' : 'push-failed';
}

/** Follows what an invocation published; undefined where it did not even try. */
function afterPublish(links: Links, message: MessageView, by: InvocationView, depth: number): Fate | undefined {
  const again = by.route !== 'webhook';
  const publishes = links.publishes.get(by.id) ?? [];
  const kept = publishes.find(({ deduplicated }) => !deduplicated);
  if (kept !== undefined) return afterTrigger(links, message, kept.messageId, depth + 1);
  const [dropped] = publishes;
  if (dropped === undefined) {
    if (!by.calls.some(({ to }) => to === 'qstash')) return undefined;
    return again ? 'requeue-failed' : 'publish-failed';
  }
  if (again) return 'requeue-dropped';
  // Dropped for the sake of another trigger: that one may still come for it.
  const others = links.deliveries.get(dropped.messageId) ?? [];
  const inTime = others.some((other) => other.id > dropped.event || message.seenBy.includes(other.id));
  return inTime ? afterTrigger(links, message, dropped.messageId, depth + 1) : 'follow-up-dropped';
}

function afterTrigger(links: Links, message: MessageView, messageId: string, depth: number): Fate {
  const invocations = links.deliveries.get(messageId) ?? [];
  const last = invocations.findLast(({ id }) => message.seenBy.includes(id)) ?? invocations.at(-1);
  if (last === undefined || depth > MOST_LINKS) return 'never-delivered';
  return message.seenBy.includes(last.id)
    ? afterReading(links, message, last, depth)
    : withoutReading(links, message, last, depth);
}

function afterReading(links: Links, message: MessageView, by: InvocationView, depth: number): Fate {
  if (answered(links, by, message)) return 'answered';
  const asked = by.calls.filter(({ to }) => to === 'openai');
  const published = asked.length === 0 ? afterPublish(links, message, by, depth) : undefined;
  if (published !== undefined) return published;
  if (by.end.kind === 'crash' || by.end.kind === 'timeout') return 'died-at-work';
  if (asked.length > 0 && !asked.some(succeeded)) return 'model-failed';
  const sends = by.calls.filter(({ to }) => to === 'messenger');
  if (sends.length > 0 && !sends.some(succeeded)) return 'send-failed';
  return afterPublish(links, message, by, depth) ?? 'read-unanswered';
}

function withoutReading(links: Links, message: MessageView, by: InvocationView, depth: number): Fate {
  const published = afterPublish(links, message, by, depth);
  if (published !== undefined) return published;
  const { end, calls } = by;
  if (end.kind === 'crash' || end.kind === 'timeout') return 'died-before-reading';
  if (end.kind === 'answered' && REFUSED.includes(end.status)) return 'delivery-refused';
  const looked = calls.filter((call) => isRead(call) || LOOKS.test(call.operation));
  if (looked.length > 0 && !looked.some(succeeded)) return 'read-failed';
  if (end.kind === 'answered' && end.status >= 300) return 'delivery-failed';
  return looked.length > 0 ? 'read-nothing' : 'met-the-lock';
}

function succeeded({ end }: CallView): boolean {
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
