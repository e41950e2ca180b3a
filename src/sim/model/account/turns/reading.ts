/** Where somebody came and did not get the messages: the lock stood in the way, the list lacked them, or was gone. */
import { type CallView, type InvocationView, type LockView, looksAtList, type MessageView } from '../../view/index.ts';
import { complaintsOf, faultsOfService, faultsOnCalls, said, saidAt, waitingFor } from '../evidence.ts';
import { spoken } from '../figures.ts';
import { capital, endOf, type Ground, midsOf, overMs, readIn } from '../ground.ts';
import type { Sentence } from '../types.ts';
import { lockWords, turns, why } from '../words/index.ts';
import { nobodyComes, statusOf } from './publishing.ts';
import { lastCalled, lastPublish, type Lost, namesOf, type Teller, wrong } from './turn.ts';

/** The trigger met a lock, or a flag that stands for one, and was answered 200. */
export const metTheLock: Teller = (ground, lost) => {
  const by = lastCalled(lost.trails[0]);
  const call = by?.calls.findLast(({ to }) => to === 'redis');
  if (by === undefined || call === undefined) return wrong(lost, lost.messages[0].eventId, capital(turns.unknown));
  const event = call.arrivals.at(-1) ?? call.request;
  return wrong(lost, event, turns.metTheLock(ground.at(event), ground.invocation(by), namesOf(ground, lost)), {
    why: [...before(ground, by), ...standing(ground, by, call, event)],
    after: [said(ground, why.spent(ground.invocation(by)), by.end.kind === 'answered' ? by.end.event : undefined)],
  });
};

/** How it came that this one was called: a retry says that somebody was there before it. */
function before(ground: Ground, by: InvocationView): readonly Sentence[] {
  const earlier = (ground.links.deliveries.get(by.delivers ?? '') ?? []).filter(({ id }) => id < by.id);
  const died = earlier.findLast(({ end }) => end.kind === 'crash' || end.kind === 'timeout');
  if (died === undefined || died.end.kind === 'open') return [];
  return [
    said(ground, why.diedBefore(ground.invocation(died), spoken(died.end.atMs)), died.end.event),
    said(ground, why.triedAgain(spoken(by.startMs)), by.id),
  ];
}

/** Whose lock it was, and why it still stood. */
function standing(ground: Ground, by: InvocationView, call: CallView, event: number): readonly Sentence[] {
  const atMs = ground.atMs(event);
  const keys = keysIn(ground, call);
  const lock = ground.view.locks.findLast(
    ({ key, taken, fromMs, toMs }) => taken < event && keys.includes(key) && fromMs <= atMs && toMs > atMs,
  );
  if (lock === undefined) return flagOf(ground, by, keys, event);
  const holder = ground.view.byInvocation.get(lock.invocation ?? -1);
  const own = holder === by;
  const told = lockWords.held(
    own ? 'its own' : `that of ${ground.invocation(holder)}`,
    spoken(lock.fromMs),
    stateOf(holder, own, atMs),
  );
  const lostAnswer = own ? by.calls.filter(({ arrivals }) => arrivals.includes(lock.taken)) : [];
  return [
    ...faultsOnCalls(ground, lostAnswer),
    said(
      ground,
      told,
      lock.taken,
      holder === undefined || own || holder.end.kind === 'open' ? undefined : holder.end.event,
    ),
    ...(own || holder === undefined ? [] : complaintsOf(ground, [holder], /lock/i)),
    ...untilWhen(lock, atMs),
  ];
}

function stateOf(holder: InvocationView | undefined, own: boolean, atMs: number): string {
  if (own) return lockWords.answerLost;
  if (holder === undefined || overMs(holder) > atMs) return lockWords.atWork;
  return holder.end.kind === 'answered' ? lockWords.notReleased : lockWords.died;
}

function untilWhen({ toMs, end, taken }: LockView, atMs: number): readonly Sentence[] {
  return end === 'expired' && toMs > atMs ? [saidAt(toMs, lockWords.until(spoken(toMs)), taken)] : [];
}

/** A key that was set without NX, and that the logic takes for a lock. */
function flagOf(ground: Ground, by: InvocationView, keys: readonly string[], event: number): readonly Sentence[] {
  const set = ground.view.trace.events.findLast(
    ({ id, patch }) => id < event && (patch ?? []).some(({ op, key }) => op === 'set' && keys.includes(key)),
  );
  if (set?.kind !== 'arrival') return [];
  const request = ground.event(set.request);
  const setter = ground.view.byInvocation.get(request?.invocation ?? -1);
  return [said(ground, lockWords.flag(ground.invocation(setter), spoken(set.atMs), setter === by), set.id)];
}

/** The keys that the call's commands name, as the service noted them. */
function keysIn(ground: Ground, { arrivals }: CallView): readonly string[] {
  return arrivals
    .flatMap((id) => {
      const arrival = ground.event(id);
      const commands = arrival?.kind === 'arrival' ? arrival.facts?.['commands'] : undefined;
      return Array.isArray(commands) ? [JSON.stringify(commands)] : [];
    })
    .flatMap((text) => [...text.matchAll(/"key":"((?:[^"\\]|\\.)*)"/g)].map(([, key]) => key ?? ''));
}

/** The list was read without the messages in it. */
export const readNothing: Teller = (ground, lost) => {
  const by = lastCalled(lost.trails[0]);
  const looks = by?.calls.filter(looksAtList) ?? [];
  const look = looks.find(({ given }) => given.length > 0) ?? looks.at(-1);
  if (by === undefined || look === undefined) return wrong(lost, lost.messages[0].eventId, capital(turns.unknown));
  const event = look.arrivals.at(-1) ?? look.request;
  const empty = look.given.length === 0;
  return wrong(lost, event, turns.readNothing(ground.at(event), ground.invocation(by), namesOf(ground, lost), empty), {
    why: [...staleRead(ground, look, lost.messages), ...emptied(ground, lost, event)],
    after: nobodyComes(ground, lost, event),
  });
};

/** A read that a replica served, which had not heard of the messages yet. */
function staleRead(ground: Ground, read: CallView, missing: readonly MessageView[]): readonly Sentence[] {
  if (
    read.to !== 'redis-replica' &&
    !read.arrivals.some((id) => ground.role(ground.event(id)?.node) === 'redis-replica')
  )
    return [];
  const [at] = read.arrivals;
  return [
    ...faultsOfService(ground, 'redis', at ?? read.request).slice(0, 1),
    said(ground, why.replica(ground.messages(midsOf(missing))), at),
  ];
}

/** Who emptied the list before it was read. */
function emptied(ground: Ground, { messages: [message] }: Lost, before: number): readonly Sentence[] {
  const deleted = ground.view.trace.events.findLast(
    ({ id, patch, kind }) =>
      id < before &&
      kind === 'arrival' &&
      (patch ?? []).some(({ op, key }) => op === 'delete' && isListOf(ground, key, message)),
  );
  if (deleted?.kind !== 'arrival') return [];
  const by = ground.view.byInvocation.get(ground.event(deleted.request)?.invocation ?? -1);
  return [said(ground, why.emptied(ground.at(deleted.id), ground.invocation(by)), deleted.id)];
}

/** Whether the message was pushed to that key. */
export function isListOf({ links, event }: Ground, key: string, { mid }: Pick<MessageView, 'mid'>): boolean {
  return (links.pushes.get(mid) ?? []).some(
    (id) => event(id)?.patch?.some((change) => change.op === 'push' && change.key === key) === true,
  );
}

export const readFailed: Teller = (ground, lost) => {
  const by = lastCalled(lost.trails[0]);
  const call = by?.calls.find(looksAtList);
  if (by === undefined || call === undefined) return wrong(lost, lost.messages[0].eventId, capital(turns.unknown));
  const event = endOf(call);
  return wrong(lost, event, turns.callFailed(ground.at(event), ground.invocation(by), 'Redis', statusOf(call.end)), {
    why: [...faultsOnCalls(ground, [call]), ...complaintsOf(ground, [by])],
    after: nobodyComes(ground, lost, event),
  });
};

/** The list was deleted with the messages in it, and nobody had read them. */
export const deletedUnread: Teller = (ground, lost) => {
  const event = ground.links.destroyed.get(lost.messages[0].mid) ?? lost.messages[0].eventId;
  const deletion = ground.event(event);
  const by =
    deletion?.kind === 'arrival'
      ? ground.view.byInvocation.get(ground.event(deletion.request)?.invocation ?? -1)
      : undefined;
  const read = by === undefined ? undefined : readIn(by);
  const stored = ground.links.pushes.get(lost.messages[0].mid)?.[0];
  const served = read?.arrivals.at(-1);
  const late = stored !== undefined && served !== undefined && stored > served;
  return wrong(lost, event, turns.deletedUnread(ground.at(event), ground.invocation(by), namesOf(ground, lost)), {
    why: [
      ...(read === undefined || served === undefined
        ? []
        : [
            said(ground, why.readAt(ground.invocation(by), ground.at(served), ground.messages(read.given)), served),
            ...staleRead(ground, read, lost.messages),
          ]),
      ...(late
        ? [said(ground, why.cameAfter(namesOf(ground, lost), ground.at(stored)), stored), ...meanwhile(ground, by)]
        : []),
      ...droppedBefore(ground, lost),
    ],
  });
};

/** What the processor did between its read and the deletion: mostly, wait for the model. */
function meanwhile(ground: Ground, by: InvocationView | undefined): readonly Sentence[] {
  const asked = by?.calls.find(({ to }) => to === 'openai');
  if (by === undefined || asked === undefined || asked.end.kind === 'open') return [];
  const took = ground.atMs(asked.end.event) - asked.sentAtMs;
  return [
    ...faultsOfService(ground, 'openai', asked.request),
    said(
      ground,
      why.modelTook(spoken(took), spoken(asked.sentAtMs), ground.at(asked.end.event)),
      asked.request,
      asked.end.event,
    ),
  ];
}

/** That its own publish had been dropped before. */
function droppedBefore(ground: Ground, { trails }: Lost): readonly Sentence[] {
  const publish = lastPublish(trails[0]);
  if (publish?.deduplicated !== true) return [];
  return [said(ground, why.ownDropped(ground.at(publish.event)), publish.event)];
}

/** The list lapsed with the messages in it. */
export const listExpired: Teller = (ground, lost) => {
  const [message] = lost.messages;
  const [stored = message.eventId] = ground.links.pushes.get(message.mid) ?? [];
  const lapsed = lapseOf(ground, message);
  const found = ground.links.destroyed.get(message.mid);
  const by = lastCalled(lost.trails[0]);
  const delivery = ground.event(by?.id);
  return wrong(
    lost,
    found ?? lapsed?.event ?? stored,
    turns.listExpired(spoken(lapsed?.atMs ?? ground.atMs(found)), namesOf(ground, lost)),
    {
      why:
        delivery?.kind === 'arrival' && by?.delivers !== null
          ? [
              ...faultsOnCalls(ground, [delivery]),
              said(ground, why.cameTooLate(ground.invocation(by), ground.at(delivery.id)), delivery.id),
            ]
          : by === undefined
            ? []
            : waitingFor(ground, by),
    },
  );
};

/** When the list of a message lapsed, by its last expiry. */
function lapseOf(
  { view }: Ground,
  message: MessageView,
): { readonly atMs: number; readonly event: number } | undefined {
  let last: { atMs: number; event: number } | undefined;
  const keys = new Set<string>();
  for (const { id, patch, messages } of view.trace.events) {
    for (const change of patch ?? []) {
      if (change.op === 'push' && messages.includes(message.mid)) keys.add(change.key);
      if (!keys.has(change.key) || (last?.atMs !== undefined && last.atMs <= (view.trace.events[id]?.atMs ?? 0)))
        continue;
      if (change.op === 'expire' && change.expiresAtMs !== null) last = { atMs: change.expiresAtMs, event: id };
      if (change.op === 'push' && change.expiresAtMs !== undefined) last = { atMs: change.expiresAtMs, event: id };
    }
  }
  return last;
}
