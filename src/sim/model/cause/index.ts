/**
 * Why a run failed: from broken verdicts to what they found, each with its pattern of cause. Exploration tells one
 * failure from another by it, and the account of a run tells it in sentences. Comparisons are left out: in
 * exploration they are rates, since tab and pipeline wait by different rules.
 */
import { unreachable } from '../errors.ts';
import { LONGEST_WAIT_MS } from '../longest-wait.ts';
import type { NodeRole } from '../trace.ts';
import type { CheckId, Verdict } from '../verdict.ts';
import {
  hasStopped,
  type InvocationView,
  type MessageView,
  overlapsOf,
  type ReplyView,
  type RunView,
  type SavedAgainView,
  standTwice,
  wereUnclear,
  workIn,
} from '../view/index.ts';
import { fateOf, savingOf } from './fate.ts';
import { heldUpMs } from './held-up.ts';
import { type Links, linksOf } from './links.ts';
import type { Pattern, PatternId } from './names.ts';
import { disorder } from './order.ts';
import { together, twiceAnswered, twiceSaved } from './together.ts';
import { usedUp, usedUpForGood } from './used-up.ts';

export { succeeded, type Trail, trailOf } from './fate.ts';
export { type Links, linksOf } from './links.ts';
export { type Pattern, type PatternId, sentenceOf } from './names.ts';

/** So long a pipeline may take of its own: to be quiet for, to come for those who wait. The rest must be held up. */
const MOST_OF_ITS_OWN_MS = 20_000;
/** Who is put off is come for again so soon; else nobody came, for whatever reason. */
const COME_AGAIN_MS = 10_000;

/** What tells one failure from another. */
export interface Failure {
  readonly check: CheckId;
  readonly pattern: Pattern;
}

/** One thing that a broken verdict found, and why it came to be. */
export type Found =
  | { readonly about: 'message'; readonly pattern: Pattern; readonly message: MessageView }
  | {
      readonly about: 'replies';
      readonly pattern: Pattern;
      readonly message: MessageView;
      readonly first: ReplyView;
      readonly second: ReplyView;
    }
  | {
      readonly about: 'two at work';
      readonly pattern: Pattern;
      readonly one: InvocationView;
      readonly other: InvocationView;
    }
  | { readonly about: 'saves'; readonly pattern: Pattern; readonly again: SavedAgainView }
  | { readonly about: 'event'; readonly pattern: Pattern; readonly event: number };

export function keyOf({ check, pattern }: Failure): string {
  return `${check}/${pattern}`;
}

/** Each failure of the run once, in the order of the checks. */
export function failuresOf(view: RunView, verdicts: readonly Verdict[]): readonly Failure[] {
  const broken = verdicts.filter(({ verdict }) => verdict === 'broken');
  if (broken.length === 0) return [];
  const links = linksOf(view);
  return broken.flatMap((verdict) =>
    [...new Set(foundBy(links, verdict).map(({ pattern }) => pattern))].map((pattern) => ({
      check: verdict.check,
      pattern,
    })),
  );
}

/** What a broken verdict found. */
export function foundBy(links: Links, verdict: Verdict): readonly Found[] {
  const { view } = links;
  const messages = verdict.messages.flatMap((mid) => view.byMid.get(mid) ?? []);
  switch (verdict.check) {
    case 'answered':
      return messages.map((message) => ({ about: 'message', message, pattern: unanswered(links, message) }));
    case 'waits-bounded':
      return messages.map((message) => ({ about: 'message', message, pattern: waited(links, message) }));
    case 'custody':
      return messages.map((message) => ({
        about: 'message',
        message,
        pattern: usedUp(links, message) ?? brokenAt(links, message),
      }));
    case 'messages-kept':
    case 'no-silent-drop':
      return messages.map((message) => lost(links, message));
    case 'history-complete':
      return [
        ...messages.filter(({ kept }) => !kept).map((message) => lost(links, message)),
        ...unsaved(links, verdict),
      ];
    case 'history-once':
      return standTwice(view).map((again) => ({
        about: 'saves',
        again,
        pattern: twiceSaved(links, messageOf(view, again), again),
      }));
    case 'answered-once':
    case 'repeat-is-verbatim':
      return messages.flatMap((message) => repeats(links, message));
    case 'one-processor':
      return atWorkTogether(links);
    case 'order-kept':
      return verdict.eventIds.map((event) => ({ about: 'event', event, pattern: disorder(links, event) }));
    case 'no-strangers':
      return firstOf(verdict, 'batch-mixed');
    case 'requeues-bounded':
      return firstOf(verdict, 'put-off-again');
    case 'cost-bounded':
      return verdict.eventIds.map((event) => ({ about: 'event', event, pattern: costOf(view, event) }));
    case 'refused-not-processed':
      return firstOf(verdict, 'refused-had-effect');
    case 'burst-whole':
    case 'matches-baseline':
      return [];
    default:
      return unreachable(verdict.check);
  }
}

function firstOf({ eventIds: [event = 0] }: Verdict, pattern: Pattern): readonly Found[] {
  return [{ about: 'event', event, pattern }];
}

function unanswered(links: Links, message: MessageView): Pattern {
  const faults = usedUpForGood(links, message);
  if (faults !== undefined) return faults;
  if (message.answeredBy.length > 0) return 'answered-late';
  const fate = fateOf(links, message);
  return fate === 'answered' ? 'read-unanswered' : fate;
}

/** Held up by what no pipeline can help; put off by processors that waited for more all the time; or nobody came. */
function waited(links: Links, message: MessageView): Pattern {
  const { view, publishes } = links;
  const { mid, user, atMs, answeredAtMs } = message;
  const typingUntilMs = view.bursts.find(({ messages }) => messages.includes(mid))?.toMs ?? atMs;
  const untilMs = Math.min(answeredAtMs ?? Infinity, typingUntilMs);
  if (untilMs - atMs - heldUpMs(links, message, untilMs) <= MOST_OF_ITS_OWN_MS) return 'held-up';
  const tooLateMs = atMs + LONGEST_WAIT_MS;
  const meanwhile = view.invocations.filter(
    ({ route, users, startMs, end }) =>
      route === 'processor' && users.includes(user) && startMs < tooLateMs && (end.kind === 'open' || end.atMs > atMs),
  );
  const came = [atMs, ...meanwhile.map(({ startMs }) => startMs), tooLateMs];
  const allTheTime = came.every((at, i) => at - (came[i - 1] ?? at) <= COME_AGAIN_MS);
  return allTheTime && meanwhile.some(({ id }) => publishes.has(id)) ? 'put-off-again' : unanswered(links, message);
}

function lost(links: Links, message: MessageView): Found {
  return { about: 'message', message, pattern: lossOf(links, message) };
}

function lossOf(links: Links, message: MessageView): Pattern {
  return usedUpForGood(links, message) ?? brokenAt(links, message);
}

/** The link at which it was lost, whatever used its retries up. */
export function brokenAt(links: Links, message: MessageView): PatternId {
  const fate = fateOf(links, message);
  if (fate !== 'answered') return fate;
  if (message.kept) return 'custody-gap';
  const reply = links.replies.get(message.answeredBy[0] ?? -1);
  return savingOf(links.view.byInvocation.get(reply?.invocation ?? -1));
}

/** Replies that the history lacks; the verdict names their events. A repeat that nobody could know of stands there once. */
function unsaved(links: Links, { eventIds }: Verdict): readonly Found[] {
  return eventIds.flatMap((event): readonly Found[] => {
    const reply = links.replies.get(event);
    return reply === undefined ? [] : [{ about: 'event', event, pattern: unsavedReply(links, reply, eventIds) }];
  });
}

function unsavedReply(links: Links, reply: ReplyView, missing: readonly number[]): Pattern {
  const { view } = links;
  const { user, text, messages } = reply;
  const again = view.replies.filter(
    (twin) =>
      twin.side === view.side &&
      twin.user === user &&
      twin.text === text &&
      twin.messages.some((mid) => messages.includes(mid)),
  );
  // Not even once: then it is no repeat that is missing.
  if (again.some(({ eventId }) => !missing.includes(eventId))) {
    const twins = again.filter((twin) => twin !== reply);
    if (twins.some(({ request }) => request === reply.request)) return 'send-delivered-twice';
    if (twins.some((twin) => wereUnclear(view, [twin, reply]))) return 'send-unclear';
  }
  const answered = messages.flatMap((mid) => view.byMid.get(mid) ?? []);
  const [faults] = answered.flatMap((message) => (message.kept ? [] : (usedUpForGood(links, message) ?? [])));
  return faults ?? savingOf(view.byInvocation.get(reply.invocation ?? -1));
}

function repeats(links: Links, message: MessageView): readonly Found[] {
  // As they were sent: one that arrives late must not stand between two others.
  const replies = message.answeredBy
    .flatMap((id) => links.replies.get(id) ?? [])
    .toSorted((a, b) => (a.request ?? a.eventId) - (b.request ?? b.eventId));
  return replies.slice(1).flatMap((second, i): readonly Found[] => {
    const first = replies[i];
    if (first === undefined) return [];
    return [{ about: 'replies', message, first, second, pattern: twiceAnswered(links, message, first, second) }];
  });
}

/** What stands there again, or what that answers. */
function messageOf({ byMid, replies, side }: RunView, { mid, user, text }: SavedAgainView): MessageView | undefined {
  if (mid !== null) return byMid.get(mid);
  const reply = replies.find((one) => one.side === side && one.user === user && one.text === text);
  return byMid.get(reply?.messages[0] ?? '');
}

/** Who was at work while another was, and how the two came about. */
function atWorkTogether(links: Links): readonly Found[] {
  const { view } = links;
  return overlapsOf(workIn(view)).flatMap(([first, second]): readonly Found[] => {
    const [one, other] = [view.byInvocation.get(first.invocation), view.byInvocation.get(second.invocation)];
    if (one === undefined || other === undefined) return [];
    // It had come to its end, had given up, or stood still, and did nothing itself after that: what it had asked for
    // before arrived, and what it heard of its Send it may still record.
    const underWay = hasStopped(first, second.from) && first.actedElse < second.from;
    return [{ about: 'two at work', one, other, pattern: underWay ? 'call-under-way' : together(links, one, other) }];
  });
}

const COSTS: Readonly<Partial<Record<NodeRole, Pattern>>> = {
  qstash: 'cost-qstash',
  openai: 'cost-openai',
  redis: 'cost-redis',
  'redis-replica': 'cost-redis',
};

function costOf({ trace }: RunView, eventId: number): Pattern {
  const node = trace.events[eventId]?.node;
  return COSTS[trace.nodes.find(({ id }) => id === node)?.role ?? 'redis'] ?? 'cost-redis';
}
