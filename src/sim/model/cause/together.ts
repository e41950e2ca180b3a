/** How two invocations came to do the work of one: by which triggers, and what became of the lock between them. */
import {
  type InvocationView,
  type MessageView,
  type ReplyView,
  type RunView,
  type SavedAgainView,
  wereUnclear,
} from '../view/index.ts';
import type { Links } from './links.ts';
import type { LockEndId, Pattern, PatternId } from './names.ts';

/** Two replies to one message, in the order in which they came. */
export function twiceAnswered(links: Links, message: MessageView, first: ReplyView, second: ReplyView): Pattern {
  const { view } = links;
  if (first.request !== null && first.request === second.request) return 'send-delivered-twice';
  if (wereUnclear(view, [first, second])) return 'send-unclear';
  const [one, other] = [view.byInvocation.get(first.invocation ?? -1), view.byInvocation.get(second.invocation ?? -1)];
  if (one === undefined || other === undefined || one === other) return 'sent-twice';
  return outsideTriggers(links, message, one, other) ?? together(links, one, other);
}

/** A message, or the reply to it, that stands in the history again. */
export function twiceSaved(links: Links, message: MessageView | undefined, again: SavedAgainView): Pattern {
  const { byInvocation } = links.view;
  const { entry, earlier } = again;
  const [one, other] = [byInvocation.get(earlier.invocation ?? -1), byInvocation.get(entry.invocation ?? -1)];
  if (one === undefined || other === undefined) return 'saved-twice';
  if (one === other) {
    const first = one.calls.find(({ arrivals }) => arrivals.includes(earlier.event));
    return first?.end.kind === 'returned' && first.end.status < 300 ? 'saved-twice' : 'save-tried-again';
  }
  const outside = message === undefined ? undefined : outsideTriggers(links, message, one, other);
  return outside ?? (hasFailedBefore(one, other) ? 'save-unrecorded' : together(links, one, other));
}

function hasFailedBefore({ end }: InvocationView, other: InvocationView): boolean {
  if (end.kind === 'open' || end.event > other.id) return false;
  return end.kind !== 'answered' || end.status >= 300;
}

/** Two invocations that did the same with a message, where it was not two triggers that brought them about. */
function outsideTriggers(
  links: Links,
  message: MessageView,
  one: InvocationView,
  other: InvocationView,
): Pattern | undefined {
  if (one.route !== other.route) return failedToPublish(links, message) ? 'fell-back-after-push' : 'normal-flow-too';
  if (one.route !== 'processor') return 'normal-flow-twice';
  if ((links.pushes.get(message.mid)?.length ?? 0) < 2) return undefined;
  return (links.webhooks.get(message.mid)?.length ?? 0) > 1 ? 'webhook-came-again' : 'push-applied-twice';
}

/** Whether a webhook of the message was told that its publish had failed, or not told anything. */
function failedToPublish({ webhooks }: Links, { mid }: MessageView): boolean {
  const asked = (webhooks.get(mid) ?? []).flatMap(({ calls }) => calls.filter(({ to }) => to === 'qstash'));
  return asked.some(({ end }) => end.kind !== 'returned' || end.status >= 300);
}

export function together(links: Links, one: InvocationView, other: InvocationView): Pattern {
  const how = triggersOf(links, one, other);
  const lock = lockBetween(links.view, one, other);
  return lock === undefined ? how : `${how}+${lock}`;
}

function triggersOf({ queue, view }: Links, one: InvocationView, other: InvocationView): PatternId {
  const [a, b] = [queue.get(one.delivers ?? ''), queue.get(other.delivers ?? '')];
  if (a !== undefined && a === b) {
    return a.retries.some((retry) => retry < Math.max(one.id, other.id)) ? 'tried-again' : 'delivered-twice';
  }
  const requeued = [a, b].some((trigger) => view.byInvocation.get(trigger?.invocation ?? -1)?.route === 'processor');
  if (requeued) return 'requeue-beside-trigger';
  return a?.dedupId !== undefined && a.dedupId === b?.dedupId ? 'one-id-again' : 'two-ids';
}

/** How the lock of the one that came first ended while it was still at work. */
function lockBetween({ locks }: RunView, one: InvocationView, other: InvocationView): LockEndId | undefined {
  const first = one.id < other.id ? one : other;
  const lock = locks.find(({ invocation }) => invocation === first.id);
  const overMs = first.end.kind === 'open' ? Infinity : first.end.atMs;
  if (lock === undefined || lock.toMs >= overMs) return undefined;
  if (lock.end === 'expired') return 'lock-lapsed';
  return lock.end === 'released by another' ? 'lock-taken-away' : undefined;
}
