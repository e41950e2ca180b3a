/**
 * What went wrong, in the order in which it did: what the broken checks found, brought together by how and where it
 * turned, so that three messages lost by one dropped publish are one thing.
 */
import { brokenAt, type Found, foundBy, type PatternId, type Trail, trailOf } from '../cause/index.ts';
import { groupBy } from '../group-by.ts';
import type { Verdict } from '../verdict.ts';
import type { MessageView } from '../view/index.ts';
import type { Ground } from './ground.ts';
import { disordered } from './turns/order.ts';
import {
  deliveryFailed,
  deliveryRefused,
  died,
  modelFailed,
  neverDelivered,
  readUnanswered,
  sendFailed,
} from './turns/processing.ts';
import {
  followUpDropped,
  namedAnother,
  noTrigger,
  publishFailed,
  pushFailed,
  requeueDropped,
  requeueFailed,
  strangePublish,
  webhookDidNothing,
} from './turns/publishing.ts';
import { deletedUnread, listExpired, metTheLock, readFailed, readNothing } from './turns/reading.ts';
import { asJudged, gap, late, putOffAgain, refusedAndDone, strangers, waited } from './turns/rest.ts';
import { savedTwice, unsaved, unsavedReply } from './turns/saving.ts';
import { lastCalled, lastPublish, type Lost, type Teller } from './turns/turn.ts';
import { answeredTwice, atWorkTogether } from './turns/twice.ts';
import type { Wrong } from './types.ts';

/** How a message was lost, and who tells of it. */
const TELLERS: Readonly<Partial<Record<PatternId, Teller>>> = {
  'webhook-did-nothing': webhookDidNothing,
  'push-failed': pushFailed,
  'publish-failed': publishFailed,
  'no-trigger': noTrigger,
  'follow-up-dropped': followUpDropped,
  'requeue-dropped': requeueDropped,
  'requeue-failed': requeueFailed,
  'met-the-lock': metTheLock,
  'read-nothing': readNothing,
  'read-failed': readFailed,
  'deleted-unread': deletedUnread,
  'list-expired': listExpired,
  'delivery-refused': deliveryRefused,
  'delivery-failed': deliveryFailed,
  'never-delivered': neverDelivered,
  'died-before-reading': died,
  'died-at-work': died,
  'model-failed': modelFailed,
  'send-failed': sendFailed,
  'read-unanswered': readUnanswered,
  'answered-late': late,
  'custody-gap': gap,
  'never-saved': unsaved,
  'save-failed': unsaved,
  'died-before-saving': unsaved,
  overwritten: unsaved,
  'normal-flow-overwrote': unsaved,
};

/** Everything that the broken checks found, the first first; what only the comparisons found is told by `setApart`. */
export function wrongsOf(ground: Ground, verdicts: readonly Verdict[]): readonly Wrong[] {
  const broken = verdicts.filter(({ verdict }) => verdict === 'broken');
  if (broken.length === 0) return [];
  const pairs = broken.flatMap((verdict) => foundBy(ground.links, verdict).map((found) => ({ verdict, found })));
  const waits = broken.filter(({ check }) => check === 'waits-bounded').flatMap((verdict) => waited(ground, verdict));
  return once([
    ...lostOnes(ground, pairs),
    ...waits,
    ...repeated(ground, pairs),
    ...saves(ground, pairs),
    ...others(ground, pairs),
  ]);
}

interface Pair {
  readonly verdict: Verdict;
  readonly found: Found;
}

/** Each event once: the most that is known of it. */
function once(wrongs: readonly Wrong[]): readonly Wrong[] {
  const byEvent = new Map<number, Wrong>();
  for (const wrong of wrongs) {
    const known = byEvent.get(wrong.event);
    if (known === undefined || wrong.messages.length > known.messages.length) byEvent.set(wrong.event, wrong);
  }
  return [...byEvent.values()].toSorted((a, b) => a.event - b.event);
}

function lostOnes(ground: Ground, pairs: readonly Pair[]): readonly Wrong[] {
  const groups = new Map<string, { pattern: PatternId; all: Map<string, { message: MessageView; trail: Trail }> }>();
  for (const { found, verdict } of pairs) {
    // Who waited is told of all at once.
    if (found.about !== 'message' || verdict.check === 'waits-bounded') continue;
    const { message } = found;
    const trail = trailOf(ground.links, message);
    const pattern = toldAs(ground, found.pattern as PatternId, message, trail);
    const key = `${pattern} ${placeOf(ground, pattern, message, trail)}`;
    const group = groups.get(key) ?? { pattern, all: new Map<string, { message: MessageView; trail: Trail }>() };
    groups.set(key, group);
    group.all.set(message.mid, { message, trail });
  }
  return [...groups.values()].flatMap(({ pattern, all }) => {
    const members = [...all.values()].toSorted((a, b) => a.message.index - b.message.index);
    const [first, ...rest] = members;
    if (first === undefined) return [];
    const lost: Lost = {
      pattern,
      messages: [first.message, ...rest.map(({ message }) => message)],
      trails: [first.trail, ...rest.map(({ trail }) => trail)],
    };
    if (pattern === 'read-unanswered' && answeredElsewhere(ground, lost)) return [];
    const tell = strangePublish(lost) === undefined ? TELLERS[pattern] : namedAnother;
    return tell === undefined ? [] : [tell(ground, lost)];
  });
}

/** What came too late came so for a reason, where one is known; what used the retries up is told at the link that broke. */
function toldAs({ links }: Ground, pattern: PatternId, message: MessageView, { fate }: Trail): PatternId {
  if (pattern === 'answered-late' && fate !== 'answered') return fate;
  return pattern === 'retries-used-up' || pattern === 'clock-beyond-tolerance' ? brokenAt(links, message) : pattern;
}

/** Answered, and the reply went to somebody else: that is told where it went. */
function answeredElsewhere({ view }: Ground, { messages: [message], trails: [trail] }: Lost): boolean {
  const by = lastCalled(trail)?.id;
  return view.replies.some(({ invocation, messages }) => invocation === by && messages.includes(message.mid));
}

/** Where it turned, so that messages that share it are told of together. */
function placeOf({ links }: Ground, pattern: PatternId, { mid, answeredBy }: MessageView, trail: Trail): string {
  switch (pattern) {
    case 'follow-up-dropped':
      return lastPublish(trail)?.messageId ?? '';
    case 'deleted-unread':
    case 'list-expired':
      return String(links.destroyed.get(mid) ?? '');
    case 'never-delivered':
      return lastPublish(trail)?.messageId ?? '';
    case 'webhook-did-nothing':
    case 'push-failed':
    case 'publish-failed':
    case 'no-trigger':
      return '';
    case 'answered-late':
    case 'never-saved':
    case 'save-failed':
    case 'died-before-saving':
    case 'overwritten':
    case 'normal-flow-overwrote':
      return String(links.replies.get(answeredBy[0] ?? -1)?.invocation ?? '');
    default:
      return String(lastCalled(trail)?.id ?? '');
  }
}

/** Replies to the same messages by the same two, and two at work at once, are one thing. */
function repeated(ground: Ground, pairs: readonly Pair[]): readonly Wrong[] {
  const groups = new Map<string, { found: Extract<Found, { about: 'replies' }>; messages: MessageView[] }>();
  const together = new Map<string, Extract<Found, { about: 'two at work' }>>();
  for (const { found } of pairs) {
    if (found.about === 'replies') {
      const key = `${found.first.eventId} ${found.second.eventId}`;
      const group = groups.get(key) ?? { found, messages: [] };
      groups.set(key, group);
      if (!group.messages.includes(found.message)) group.messages.push(found.message);
    }
    if (found.about === 'two at work') together.set(`${found.one.id} ${found.other.id}`, found);
  }
  const told = [...groups.values()].map(({ found, messages }) => answeredTwice(ground, found, messages));
  const rest = [...together.values()].map(({ one, other, pattern }) => {
    const given = new Set(other.calls.flatMap((call) => call.given));
    const messages = [...given].filter((mid) => ground.view.byMid.has(mid));
    return atWorkTogether(ground, { one, other, pattern, messages });
  });
  return [...told, ...rest];
}

/** By commit; but where the same two are told of already, what they saved is what that led to. */
function saves(ground: Ground, pairs: readonly Pair[]): readonly Wrong[] {
  const told = pairs.flatMap(({ found }) => {
    if (found.about === 'replies') return [pairOf(found.first.invocation, found.second.invocation)];
    return found.about === 'two at work' ? [pairOf(found.one.id, found.other.id)] : [];
  });
  const found = pairs.flatMap((pair) => (pair.found.about === 'saves' ? [pair.found] : []));
  const untold = found.filter(
    ({ again: { entry, earlier } }) => !told.includes(pairOf(entry.invocation, earlier.invocation)),
  );
  return [...groupBy(untold, ({ again }) => again.entry.event).values()].flatMap(([first, ...rest]) =>
    first === undefined ? [] : [savedTwice(ground, [first, ...rest])],
  );
}

function pairOf(one: number | null, other: number | null): string {
  return [one ?? -1, other ?? -1].toSorted((a, b) => a - b).join(' ');
}

const REPEATS: readonly Found['pattern'][] = ['send-unclear', 'send-delivered-twice'];

function others(ground: Ground, pairs: readonly Pair[]): readonly Wrong[] {
  const seen = new Set<Verdict>();
  return pairs.flatMap(({ verdict, found }): readonly Wrong[] => {
    if (found.about !== 'event') return [];
    switch (verdict.check) {
      case 'order-kept':
        return [disordered(ground, found)];
      case 'no-strangers':
        return [strangers(ground, found)];
      case 'history-complete': {
        // The repeat of a reply, which stands in the history once: it is told as a repeat.
        if (REPEATS.includes(found.pattern)) return [];
        const reply = ground.links.replies.get(found.event);
        const wrong = reply === undefined ? undefined : unsavedReply(ground, reply);
        return wrong === undefined ? [] : [wrong];
      }
      default: {
        if (seen.has(verdict)) return [];
        seen.add(verdict);
        if (verdict.check === 'requeues-bounded') return [putOffAgain(ground, verdict)];
        return [
          verdict.check === 'refused-not-processed' ? refusedAndDone(ground, verdict) : asJudged(verdict, found.event),
        ];
      }
    }
  });
}
