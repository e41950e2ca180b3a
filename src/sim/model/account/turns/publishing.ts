/** Where nobody was called: the publish was dropped, refused or never made, or the message was not even stored. */
import { succeeded } from '../../cause/index.ts';
import type { InvocationView, PublishView } from '../../view/index.ts';
import { clockOf, complaintsOf, faultsOnCalls, madeWith, said } from '../evidence.ts';
import { spoken } from '../figures.ts';
import { capital, endOf, type Ground, midsOf, readIn } from '../ground.ts';
import type { Sentence } from '../types.ts';
import { turns, why } from '../words/index.ts';
import { lastCalled, lastPublish, type Lost, namesOf, type Teller, webhooksOf, wrong } from './turn.ts';

/** A processor put the batch off, and QStash dropped its request as a duplicate. */
export const requeueDropped: Teller = (ground, lost) => {
  const by = lastCalled(lost.trails[0]);
  const publish = lastPublish(lost.trails[0]);
  if (by === undefined || publish === undefined) return unknown(lost);
  return wrong(lost, publish.event, turns.requeueDropped(ground.at(publish.event), ground.invocation(by)), {
    why: [...putOff(ground, by), ...idTaken(ground, publish)],
    after: nobodyComes(ground, lost, publish.event),
  });
};

/** The webhook's publish was dropped for the sake of a trigger that could not stand for the message. */
export const followUpDropped: Teller = (ground, lost) => {
  const publishes = lost.trails.flatMap((trail) => lastPublish(trail) ?? []);
  const [first] = publishes;
  if (first === undefined) return unknown(lost);
  const text = turns.followUpDropped(ground.at(first.event), namesOf(ground, lost), lost.messages.length);
  return wrong(lost, first.event, text, {
    why: idTaken(ground, first),
    after: nobodyComes(ground, lost, first.event),
  });
};

/** The processor asked to be called again, and the call to QStash failed. */
export const requeueFailed: Teller = (ground, lost) => {
  const by = lastCalled(lost.trails[0]);
  const call = by?.calls.findLast(({ to, ...rest }) => to === 'qstash' && !succeeded({ to, ...rest }));
  if (by === undefined || call === undefined) return unknown(lost);
  const event = endOf(call);
  return wrong(lost, event, turns.callFailed(ground.at(event), ground.invocation(by), 'QStash', statusOf(call.end)), {
    why: [...putOff(ground, by), ...faultsOnCalls(ground, [call]), ...complaintsOf(ground, [by])],
    after: nobodyComes(ground, lost, event),
  });
};

export const publishFailed: Teller = (ground, lost) => {
  const webhooks = webhooksOf(lost);
  const calls = webhooks.flatMap((webhook) => webhook.calls.filter(({ to }) => to === 'qstash').slice(-1));
  return failedWebhooks(ground, lost, calls.map(endOf), turns.publishFailed, calls);
};

export const pushFailed: Teller = (ground, lost) => {
  const webhooks = webhooksOf(lost);
  const calls = webhooks.flatMap((webhook) => webhook.calls.find((call) => !succeeded(call)) ?? []);
  return failedWebhooks(ground, lost, calls.map(endOf), turns.pushFailed, calls);
};

/** Stored, and no publish. */
export const noTrigger: Teller = (ground, lost) => {
  const events = webhooksOf(lost).flatMap(({ complaints, end, id }) =>
    complaints[0] === undefined ? (end.kind === 'open' ? id : end.event) : complaints[0].event,
  );
  return failedWebhooks(ground, lost, events, turns.noTrigger, []);
};

export const webhookDidNothing: Teller = (ground, lost) => {
  const events = webhooksOf(lost).map(({ id, end }) => (end.kind === 'open' ? id : end.event));
  return failedWebhooks(ground, lost, events, turns.webhookDidNothing, []);
};

function failedWebhooks(
  ground: Ground,
  lost: Lost,
  events: readonly number[],
  text: (at: string, messages: string, number: number) => string,
  calls: InvocationView['calls'],
): ReturnType<Teller> {
  const [first] = events;
  if (first === undefined) return unknown(lost);
  const webhooks = webhooksOf(lost);
  const [webhook] = webhooks;
  return wrong(lost, first, text(ground.at(first), namesOf(ground, lost), lost.messages.length), {
    why: [
      ...(webhook === undefined ? [] : madeWith(ground, webhook)),
      ...faultsOnCalls(ground, calls),
      ...complaintsOf(ground, webhooks),
    ],
    after: nobodyComes(ground, lost, first),
  });
}

/** Why a processor waits: how old the newest entry looked to it, by its own clock. */
export function putOff(ground: Ground, by: InvocationView): readonly Sentence[] {
  const read = readIn(by);
  if (read?.end.kind !== 'returned') return [];
  const { event } = read.end;
  const newest = newestEntry(ground, read.given, event);
  const clock = clockOf(ground, by);
  if (newest === undefined) return clock;
  const seen = ground.event(event)?.clockMs ?? 0;
  const ageMs = seen - newest.stampMs;
  const trueMs = ageMs - ground.offsetMs(event) + ground.offsetMs(newest.event);
  const text = why.putOff({
    at: ground.at(event),
    who: ground.invocation(by),
    messages: ground.messages(read.given),
    age: spoken(ageMs),
    early: ageMs < 0,
    truly: Math.abs(trueMs - ageMs) < 1 ? null : spoken(trueMs),
    copyOf: newest.copy ? ground.messages([newest.mid]) : null,
  });
  const copied = newest.copy ? faultsOfWebhooks(ground, newest.mid) : [];
  return [...copied, ...clock, said(ground, text, event, newest.event)];
}

function faultsOfWebhooks(ground: Ground, mid: string): readonly Sentence[] {
  const arrivals = (ground.links.webhooks.get(mid) ?? []).flatMap(({ id }) => {
    const arrival = ground.event(id);
    return arrival?.kind === 'arrival' ? [{ request: arrival.request }] : [];
  });
  return faultsOnCalls(ground, arrivals);
}

interface Entry {
  readonly mid: string;
  readonly event: number;
  readonly stampMs: number;
  /** Whether the message had been stored before. */
  readonly copy: boolean;
}

/** The entry pushed last before that event, with the time that its webhook wrote into it. */
function newestEntry({ links, event }: Ground, mids: readonly string[], before: number): Entry | undefined {
  const entries = mids.flatMap((mid) =>
    (links.pushes.get(mid) ?? []).flatMap((id, i): readonly Entry[] => {
      const pushed = event(id);
      if (pushed === undefined || id > before) return [];
      const values = (pushed.patch ?? []).flatMap((change) => (change.op === 'push' ? change.values : []));
      const stamp = /"timestamp":(\d+)/.exec(values.map(String).join(' '))?.[1];
      return stamp === undefined ? [] : [{ mid, event: id, stampMs: Number(stamp), copy: i > 0 }];
    }),
  );
  return entries.toSorted((a, b) => a.event - b.event).at(-1);
}

/** Whose publish the id belongs to, until when, and what has become of that one. */
function idTaken(ground: Ground, publish: PublishView): readonly Sentence[] {
  const owner = ground.links.queue.get(publish.messageId);
  const dropped = ground.event(publish.event);
  if (owner === undefined || dropped?.kind !== 'arrival') return [];
  const free = dropped.facts?.['freeAtMs'];
  const calls = (ground.links.deliveries.get(owner.messageId) ?? []).filter(({ id }) => id < publish.event);
  const [delivery] = calls;
  const failed = owner.end.kind === 'dead letter' && owner.end.event < publish.event;
  return [
    said(
      ground,
      why.idTaken({
        since: ground.at(owner.published),
        by: ownerOf(ground, owner.invocation),
        until: typeof free === 'number' ? spoken(free) : null,
        delivered: delivery === undefined || failed ? null : ground.at(delivery.id),
        failed,
      }),
      owner.published,
      delivery?.id,
    ),
  ];
}

/** For whom that publish was made. */
function ownerOf(ground: Ground, invocation: number | null): string {
  const by = ground.view.byInvocation.get(invocation ?? -1);
  if (by === undefined) return 'somebody';
  return by.route === 'webhook' && by.messages.length > 0 ? ground.messages(by.messages) : ground.invocation(by);
}

/** The publish of a webhook named another user: nobody was ever called for the one who wrote. */
export const namedAnother: Teller = (ground, lost) => {
  const publish = strangePublish(lost);
  const [message] = lost.messages;
  if (publish === undefined) return unknown(lost);
  const text = turns.namedAnother(
    ground.at(publish.event),
    ground.messages([message.mid]),
    ground.user(publish.users[0]),
    ground.user(message.user),
  );
  return wrong(lost, publish.event, text, {
    why: sharedInstance(ground, ground.view.byInvocation.get(publish.invocation ?? -1)),
    after: nobodyComes(ground, lost, publish.event),
  });
};

/** The publish on the way of the first message that names users, and not his. */
export function strangePublish({
  messages: [message],
  trails: [trail],
}: Pick<Lost, 'messages' | 'trails'>): PublishView | undefined {
  const [step] = trail.steps.filter(({ kind }) => kind === 'published');
  if (step?.kind !== 'published') return undefined;
  const { users } = step.publish;
  return users.length > 0 && !users.includes(message.user) ? step.publish : undefined;
}

/** Two requests at work in one instance: what it keeps in a variable of the module is one for both. */
export function sharedInstance(ground: Ground, by: InvocationView | undefined): readonly Sentence[] {
  if (by === undefined) return [];
  const beside = ground.view.invocations.find(
    ({ id, node, startMs, end }) =>
      id !== by.id &&
      node === by.node &&
      startMs < (by.end.kind === 'open' ? Infinity : by.end.atMs) &&
      (end.kind === 'open' ? Infinity : end.atMs) > by.startMs,
  );
  return beside === undefined
    ? []
    : [said(ground, why.oneInstance(ground.invocation(by), ground.invocation(beside)), Math.max(by.id, beside.id))];
}

/** Said where it is true: what was dropped or failed left nobody who would come. */
export function nobodyComes(ground: Ground, lost: Lost, event: number): readonly Sentence[] {
  const never = lost.messages.filter(({ answeredBy }) => answeredBy.length === 0);
  return never.length === 0 ? [] : [said(ground, why.nobodyComes(ground.messages(midsOf(never))), event)];
}

export function statusOf(end: InvocationView['calls'][number]['end']): string {
  if (end.kind === 'returned') return String(end.status);
  return end.kind === 'failed' ? 'no answer' : 'nothing yet';
}

function unknown(lost: Lost): ReturnType<Teller> {
  const [{ eventId }] = lost.messages;
  return wrong(lost, eventId, capital(turns.unknown));
}
