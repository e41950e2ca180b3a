/** Where somebody was called, or should have been, and did not answer: refused, failed, died, gave up, lost its way. */
import { succeeded } from '../../cause/index.ts';
import type { AnswerEvent } from '../../trace.ts';
import { endedWell, type InvocationView, type QueueMessageView } from '../../view/index.ts';
import { clockOf, complaintsOf, faultsBehind, faultsOnCalls, madeWith, said, saidAt, waitingFor } from '../evidence.ts';
import { spoken, times } from '../figures.ts';
import { capital, endOf, type Ground, lockOf, midsOf, queuedBy, readIn } from '../ground.ts';
import type { Sentence } from '../types.ts';
import { lockWords, turns, why } from '../words/index.ts';
import { isListOf } from './reading.ts';
import { lastCalled, lastPublish, type Lost, namesOf, type Teller, wrong } from './turn.ts';

const nothingKnown = (lost: Lost): ReturnType<Teller> => wrong(lost, lost.messages[0].eventId, capital(turns.unknown));

export const deliveryRefused: Teller = (ground, lost) => {
  const by = lastCalled(lost.trails[0]);
  if (by?.end.kind !== 'answered') return nothingKnown(lost);
  const { event, status } = by.end;
  return wrong(lost, event, turns.deliveryRefused(ground.at(event), ground.invocation(by), status), {
    why: [...clockOf(ground, by), ...complaintsOf(ground, [by]), ...madeWith(ground, by)],
    after: afterFailure(ground, queuedBy(ground, by), event),
  });
};

export const deliveryFailed: Teller = (ground, lost) => {
  const by = lastCalled(lost.trails[0]);
  if (by?.end.kind !== 'answered') return nothingKnown(lost);
  const { event, status } = by.end;
  const failed = by.calls.filter((call) => !succeeded(call));
  return wrong(lost, event, turns.deliveryFailed(ground.at(event), status, namesOf(ground, lost)), {
    why: [...faultsOnCalls(ground, failed), ...complaintsOf(ground, [by])],
    after: afterFailure(ground, queuedBy(ground, by), event),
  });
};

/** No instance ever saw the delivery: the platform answered in its place, or it was never made. */
export const neverDelivered: Teller = (ground, lost) => {
  const publish = lastPublish(lost.trails[0]);
  const queued = ground.links.queue.get(publish?.messageId ?? '');
  const [delivery] = queued?.deliveries ?? [];
  if (publish === undefined || queued === undefined) return nothingKnown(lost);
  if (delivery === undefined) return wrong(lost, publish.event, turns.neverDelivered(namesOf(ground, lost)));
  const answer = ground.view.trace.events.find(
    (event): event is AnswerEvent => event.kind === 'answer' && event.request === delivery,
  );
  const event = answer?.id ?? delivery;
  const text = turns.deliveryFailed(ground.at(event), answer?.status ?? null, namesOf(ground, lost));
  return wrong(lost, event, text, {
    why: faultsOnCalls(ground, [{ request: delivery }]),
    after: afterFailure(ground, queued, event),
  });
};

export const died: Teller = (ground, lost) => {
  const by = lastCalled(lost.trails[0]);
  if (by === undefined || (by.end.kind !== 'crash' && by.end.kind !== 'timeout')) return nothingKnown(lost);
  const { event, kind } = by.end;
  const had = readIn(by) === undefined ? null : namesOf(ground, lost);
  const end = ground.event(event);
  const maximum = /maximum duration of (\d+) ms/.exec(end?.kind === 'lifecycle' ? end.detail : '')?.[1];
  const limit = kind === 'timeout' && maximum !== undefined ? spoken(Number(maximum)) : null;
  return wrong(lost, event, turns.died(ground.at(event), ground.invocation(by), had, limit), {
    why: [...waitingFor(ground, by), ...unlessTold(faultsBehind(ground, event), waitingFor(ground, by))],
    after: [...lockLeft(ground, by), ...afterFailure(ground, queuedBy(ground, by), event)],
  });
};

function unlessTold(sentences: readonly Sentence[], before: readonly Sentence[]): readonly Sentence[] {
  return sentences.filter(({ text }) => !before.some((told) => told.text === text));
}

function lockLeft(ground: Ground, by: InvocationView): readonly Sentence[] {
  const lock = lockOf(ground, by);
  if (lock === undefined || lock.end === 'released' || by.end.kind === 'open' || lock.toMs <= by.end.atMs) return [];
  return [
    saidAt(by.end.atMs, lock.end === 'expired' ? lockWords.leftUntil(spoken(lock.toMs)) : lockWords.left, lock.taken),
  ];
}

export const modelFailed: Teller = (ground, lost) => {
  const by = lastCalled(lost.trails[0]);
  const asked = by?.calls.filter(({ to }) => to === 'openai') ?? [];
  const last = asked.at(-1);
  if (by === undefined || last === undefined) return nothingKnown(lost);
  const event = endOf(last);
  return wrong(lost, event, turns.modelFailed(ground.at(event), ground.invocation(by), times(asked.length)), {
    why: [...madeWith(ground, by), ...faultsOnCalls(ground, asked), ...complaintsOf(ground, [by])],
    after: [
      ...cleared(ground, lost, by),
      ...afterFailure(ground, queuedBy(ground, by), by.end.kind === 'open' ? event : by.end.event),
    ],
  });
};

/** The catch block that deletes what it could not answer. */
function cleared(ground: Ground, { messages }: Lost, by: InvocationView): readonly Sentence[] {
  const deletion = by.calls
    .flatMap(({ arrivals }) => arrivals)
    .find((id) =>
      (ground.event(id)?.patch ?? []).some(({ op, key }) => op === 'delete' && isListOf(ground, key, messages[0])),
    );
  return deletion === undefined
    ? []
    : [
        said(
          ground,
          why.cleared(ground.at(deletion), ground.invocation(by), ground.messages(midsOf(messages))),
          deletion,
        ),
      ];
}

/** What QStash did with a delivery that had failed. */
export function afterFailure(ground: Ground, queued: QueueMessageView | undefined, since: number): readonly Sentence[] {
  if (queued === undefined) return [];
  const next = (ground.links.deliveries.get(queued.messageId) ?? []).find(({ id }) => id > since);
  const retry = next === undefined ? [] : retried(ground, next);
  if (queued.end.kind !== 'dead letter') return retry;
  return [...retry, said(ground, why.deadLetter(spoken(queued.end.atMs)), queued.end.event)];
}

function retried(ground: Ground, next: InvocationView): readonly Sentence[] {
  const read = next.calls.find(({ operation }) => /LRANGE|EVAL/.test(operation));
  const found = read !== undefined && succeeded(read) ? read.given.length > 0 : null;
  const refused = refusedLock(ground, next);
  if (refused !== undefined) return [said(ground, why.retryRefused(ground.at(next.id)), refused, next.id)];
  return [said(ground, why.retry(ground.at(next.id), found), next.id, read?.arrivals[0])];
}

/** The request for a lock that somebody else held. */
export function refusedLock(ground: Ground, { calls }: InvocationView): number | undefined {
  const asked = calls.find(({ operation }) => operation.includes('SET NX'));
  const arrival = asked?.arrivals.at(-1);
  const taken = (ground.event(arrival)?.patch ?? []).some(({ op }) => op === 'set');
  return taken ? undefined : arrival;
}

export const sendFailed: Teller = (ground, lost) => {
  const by = lastCalled(lost.trails[0]);
  const send = by?.calls.findLast(({ to }) => to === 'messenger');
  if (by === undefined || send === undefined) return nothingKnown(lost);
  const event = endOf(send);
  const saved = lost.messages.every(({ kept }) => kept);
  const status = send.end.kind === 'returned' ? send.end.status : null;
  return wrong(lost, event, turns.sendFailed(ground.at(event), status, namesOf(ground, lost)), {
    why: [...faultsOnCalls(ground, [send]), ...complaintsOf(ground, [by])],
    after: endedWell(by)
      ? [
          said(ground, why.wentOn(ground.invocation(by), saved), by.end.kind === 'open' ? undefined : by.end.event),
          ...afterFailure(ground, queuedBy(ground, by), event),
        ]
      : howItEnded(ground, by),
  });
};

/** Read, and then nothing: the answer of the read was lost, or the code could not use it. */
export const readUnanswered: Teller = (ground, lost) => {
  const by = lastCalled(lost.trails[0]);
  if (by === undefined) return nothingKnown(lost);
  const broken = by.calls.find(
    ({ end, arrivals }) => end.kind === 'failed' && arrivals.some((id) => deletes(ground, lost, id)),
  );
  if (broken !== undefined) {
    const event = endOf(broken);
    const again = by.calls.find(({ request, operation }) => request > event && operation === broken.operation);
    const text = turns.takeLost(ground.at(event), ground.invocation(by), namesOf(ground, lost));
    return wrong(lost, event, text, {
      why: [
        said(ground, why.served(ground.at(broken.arrivals[0])), broken.arrivals[0]),
        ...faultsOnCalls(ground, [broken]),
      ],
      after:
        again === undefined ? [] : [said(ground, why.askedAgainEmpty(ground.at(again.arrivals[0])), again.arrivals[0])],
    });
  }
  const complaint = by.complaints[0];
  const event = complaint?.event ?? (by.end.kind === 'open' ? by.id : by.end.event);
  return wrong(lost, event, turns.readUnanswered(ground.at(event), ground.invocation(by), namesOf(ground, lost)), {
    why: complaintsOf(ground, [by]),
    after: howItEnded(ground, by),
  });
};

function howItEnded(ground: Ground, by: InvocationView): readonly Sentence[] {
  const { end } = by;
  if (end.kind === 'open') return [];
  if (end.kind !== 'answered') return afterFailure(ground, queuedBy(ground, by), end.event);
  if (endedWell(by)) return [said(ground, why.endedWell(ground.invocation(by)), end.event)];
  return [
    said(ground, why.endedWith(ground.invocation(by), end.status), end.event),
    ...afterFailure(ground, queuedBy(ground, by), end.event),
  ];
}

function deletes(ground: Ground, { messages: [message] }: Lost, id: number): boolean {
  return (ground.event(id)?.patch ?? []).some(({ op, key }) => op === 'delete' && isListOf(ground, key, message));
}
