/** Where two did the work of one: two processors at once, a delivery tried again after its effect, a fall-back that was none. */
import { succeeded } from '../../cause/index.ts';
import type { Found, PatternId } from '../../cause/index.ts';
import type { InvocationView, MessageView } from '../../view/index.ts';
import { complaintsOf, faultsBehind, faultsOfService, faultsOnCalls, said, saidAt } from '../evidence.ts';
import { spoken } from '../figures.ts';
import { endOf, type Ground, lockOf, midsOf, overMs, queuedBy, readIn } from '../ground.ts';
import type { Sentence, Wrong } from '../types.ts';
import { lockWords, turns, why } from '../words/index.ts';
import { storedTwice } from './order.ts';

interface Pair {
  readonly one: InvocationView;
  readonly other: InvocationView;
  readonly pattern: string;
  readonly messages: readonly string[];
}

/** Two replies to one message, told by what brought the second about. */
export function answeredTwice(
  ground: Ground,
  { pattern, message, first, second }: Extract<Found, { readonly about: 'replies' }>,
  messages: readonly MessageView[],
): Wrong {
  const { view } = ground;
  const [one, other] = [view.byInvocation.get(first.invocation ?? -1), view.byInvocation.get(second.invocation ?? -1)];
  const mids = midsOf(messages);
  const [base] = pattern.split('+');
  switch (base as PatternId) {
    case 'webhook-came-again':
    case 'push-applied-twice':
      return storedTwice(ground, message, mids);
    case 'send-delivered-twice':
      return {
        event: second.eventId,
        text: turns.sendTwice(ground.at(second.eventId), ground.messages(mids)),
        messages: mids,
        why: faultsOnCalls(ground, [{ request: second.request ?? -1 }]),
        after: [],
      };
    case 'send-unclear':
      return unclear(ground, one, first.request, mids, second.eventId);
    case 'fell-back-after-push':
      return fellBack(ground, message, mids);
    default:
      return one === undefined || other === undefined || one === other
        ? {
            event: second.eventId,
            text: turns.againAnswered(ground.at(second.eventId), ground.invocation(other), ground.messages(mids)),
            messages: mids,
            why: [],
            after: [],
          }
        : atWorkTogether(ground, { one, other, pattern, messages: mids });
  }
}

/** The outcome of the first Send was never recorded, so it was sent again. */
function unclear(
  ground: Ground,
  one: InvocationView | undefined,
  request: number | null,
  mids: readonly string[],
  again: number,
): Wrong {
  const send = one?.calls.find((call) => call.request === request);
  const died =
    one !== undefined && (one.end.kind === 'crash' || one.end.kind === 'timeout') ? one.end.event : undefined;
  const event = send === undefined || succeeded(send) ? (died ?? again) : endOf(send);
  return {
    event,
    text: turns.sendUnclear(ground.at(event), ground.invocation(one), ground.messages(mids)),
    messages: mids,
    why: [...(send === undefined ? [] : faultsOnCalls(ground, [send])), ...faultsBehind(ground, died)],
    after: [],
  };
}

/** The push had succeeded, the publish had not: the normal flow answered, and the entry stayed for the next batch. */
function fellBack(ground: Ground, { mid }: MessageView, mids: readonly string[]): Wrong {
  const webhooks = ground.links.webhooks.get(mid) ?? [];
  const failed = webhooks.flatMap(({ calls }) => calls.filter((call) => call.to === 'qstash' && !succeeded(call)));
  const [call] = failed;
  const event = call === undefined ? (webhooks[0]?.id ?? 0) : endOf(call);
  const stored = ground.links.pushes.get(mid)?.[0];
  return {
    event,
    text: turns.fellBack(ground.at(event), ground.messages(mids)),
    messages: mids,
    why: [
      ...(stored === undefined
        ? []
        : [said(ground, why.storedBefore(ground.messages([mid]), ground.at(stored)), stored)]),
      ...faultsOnCalls(ground, failed),
      ...complaintsOf(ground, webhooks),
    ],
    after: [said(ground, why.stayedInList(ground.messages([mid])))],
  };
}

/** Two invocations for the same messages: at once, or the second after the first had done its work. */
export function atWorkTogether(ground: Ground, { one, other, pattern, messages }: Pair): Wrong {
  const [first, second] = one.id < other.id ? [one, other] : [other, one];
  const [base = '', lockEnd] = pattern.split('+');
  if (base === 'tried-again' && hasReplied(ground, first)) return triedAgain(ground, first, second, messages);
  const lock = lockOf(ground, second);
  const read = readIn(second);
  const readEvent = read?.end.kind === 'returned' ? read.end.event : second.id;
  const event = lock !== undefined && lockEnd !== undefined ? lock.taken : readEvent;
  const names = ground.messages(readIn(first)?.given ?? messages);
  const both = {
    at: ground.at(event),
    first: ground.invocation(first),
    second: ground.invocation(second),
    messages: names,
  };
  const overlap = overMs(first) > ground.atMs(event);
  return {
    event,
    messages,
    text: textOf(both, base, overlap, lock !== undefined && lockEnd !== undefined),
    why: [...triggers(ground, first, second, base), ...lockBetween(ground, first, event), ...slow(ground, first)],
    after: [],
  };
}

function textOf(both: Parameters<typeof turns.againRead>[0], base: string, overlap: boolean, locked: boolean): string {
  if (base === 'call-under-way') return turns.callUnderWay(both);
  if (!overlap) return turns.againRead(both);
  return locked ? turns.secondLock(both) : turns.secondReader(both);
}

function hasReplied({ view }: Ground, { id }: InvocationView): boolean {
  return view.replies.some(({ invocation }) => invocation === id);
}

/** A delivery that had had its effect, and failed after it: QStash tries it again. */
function triedAgain(ground: Ground, first: InvocationView, second: InvocationView, messages: readonly string[]): Wrong {
  const failed = first.calls.findLast((call) => !succeeded(call));
  const over = first.end.kind === 'open' ? first.id : first.end.event;
  const event = failed === undefined ? over : endOf(failed);
  const text =
    failed === undefined
      ? turns.failedAfterReply(ground.at(event), ground.invocation(first))
      : turns.failedCallAfterReply(ground.at(event), ground.invocation(first), failed.operation);
  return {
    event,
    text,
    messages,
    why: [
      ...(failed === undefined ? [] : faultsOnCalls(ground, [failed])),
      ...faultsBehind(ground, over),
      ...complaintsOf(ground, [first]),
    ],
    after: [said(ground, why.retriedWhole(ground.at(second.id), ground.invocation(second)), second.id)],
  };
}

/** How each of the two came to be called. */
function triggers(ground: Ground, first: InvocationView, second: InvocationView, base: string): readonly Sentence[] {
  const [a, b] = [queuedBy(ground, first), queuedBy(ground, second)];
  if (base === 'delivered-twice') {
    const arrival = ground.event(second.id);
    const faults = arrival?.kind === 'arrival' ? faultsOnCalls(ground, [{ request: arrival.request }]) : [];
    return [
      ...faults,
      said(ground, why.deliveredTwice(ground.at(first.id), ground.at(second.id)), second.id, first.id),
    ];
  }
  if (base === 'tried-again')
    return [said(ground, why.retriedWhole(ground.at(second.id), ground.invocation(second)), second.id)];
  if (a === undefined || b === undefined) return [];
  const ids = a.dedupId === b.dedupId ? null : [a.dedupId ?? '', b.dedupId ?? ''];
  return [
    said(ground, why.twoTriggers(spoken(a.publishedAtMs), spoken(b.publishedAtMs), ids), b.published, a.published),
  ];
}

/** What became of the lock that should have kept them apart. */
function lockBetween(ground: Ground, first: InvocationView, event: number): readonly Sentence[] {
  const lock = lockOf(ground, first);
  if (lock === undefined) return overMs(first) > ground.atMs(event) ? [saidAt(ground.atMs(event), lockWords.none)] : [];
  if (lock.end === 'expired' && lock.toMs <= ground.atMs(event))
    return [
      saidAt(
        lock.toMs,
        lockWords.expired(ground.invocation(first), spoken(lock.fromMs), spoken(lock.toMs)),
        lock.taken,
      ),
    ];
  if (lock.end !== 'released by another' || lock.ended === null || lock.ended >= event) return [];
  const ending = ground.event(lock.ended);
  const by =
    ending?.kind === 'arrival'
      ? ground.view.byInvocation.get(ground.event(ending.request)?.invocation ?? -1)
      : undefined;
  return [
    said(
      ground,
      lockWords.takenAway(ground.at(lock.ended), ground.invocation(by), ground.invocation(first)),
      lock.ended,
    ),
  ];
}

/** Why the first took so long. */
function slow(ground: Ground, first: InvocationView): readonly Sentence[] {
  const asked = first.calls.filter(({ to }) => to === 'openai');
  const [call] = asked;
  const last = asked.at(-1);
  if (call === undefined || last === undefined || last.end.kind === 'open') return [];
  const tookMs = ground.atMs(last.end.event) - call.sentAtMs;
  if (tookMs < SLOW_MS) return [];
  const latency = faultsOfService(ground, 'openai', call.request);
  const [from, to] = [spoken(call.sentAtMs), ground.at(last.end.event)];
  const text = asked.length > 1 ? why.modelAsked(asked.length, from, to) : why.modelTook(spoken(tookMs), from, to);
  return [...latency, ...faultsOnCalls(ground, asked), said(ground, text, call.request, last.end.event)];
}

/** Chosen: the calm model takes a second and a half. */
const SLOW_MS = 5_000;
