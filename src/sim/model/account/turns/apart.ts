/**
 * Where no check but a comparison with the single tab is broken: messages that were never accepted, messages that each
 * went their own way, or a tab that did not do better.
 */
import { succeeded } from '../../cause/index.ts';
import type { CallView, InvocationView, MessageView } from '../../view/index.ts';
import { complaintsOf, faultsBehind, faultsOnCalls, flagLines, madeWith, said, waitingFor } from '../evidence.ts';
import { endOf, type Ground, midsOf } from '../ground.ts';
import type { Sentence, Wrong } from '../types.ts';
import { turns, why } from '../words/index.ts';

/** The first thing that sets production apart from the single tab; undefined where nothing does. */
export function setApart(ground: Ground): Wrong | undefined {
  return neverAccepted(ground) ?? tabDied(ground) ?? notBatched(ground) ?? split(ground) ?? joined(ground);
}

/** Webhooks that were never answered 200. */
function neverAccepted(ground: Ground): Wrong | undefined {
  const { view, links } = ground;
  const refused = view.messages.filter(({ acceptedEvent }) => acceptedEvent === null);
  if (refused.length === 0) return undefined;
  const webhooks = refused.flatMap(({ mid }) => links.webhooks.get(mid) ?? []).toSorted((a, b) => a.id - b.id);
  const [first] = webhooks;
  const names = ground.messages(midsOf(refused));
  if (first === undefined) return gaveUp(ground, refused, names);
  const event = first.end.kind === 'open' ? first.id : first.end.event;
  const status = first.end.kind === 'answered' ? first.end.status : null;
  const times = Math.round(webhooks.length / refused.length);
  return {
    event,
    text: turns.webhookFailed(ground.at(event), ground.messages(first.messages), status),
    messages: midsOf(refused),
    why: [
      ...madeWith(ground, first),
      ...(first.end.kind === 'answered' ? [] : waitingFor(ground, first)),
      ...(first.end.kind === 'open' ? [] : faultsBehind(ground, first.end.event)),
      ...complaintsOf(ground, webhooks),
    ],
    after: givenUp(ground, refused, times),
  };
}

/** No webhook reached an instance at all. */
function gaveUp(ground: Ground, refused: readonly MessageView[], names: string): Wrong {
  const [message] = refused;
  const requests = ground.view.trace.events.filter(
    ({ kind, side, messages }) =>
      kind === 'request' && side === 'pipeline' && message !== undefined && messages.includes(message.mid),
  );
  const event = requests[0]?.id ?? message?.eventId ?? 0;
  return {
    event,
    text: turns.webhookLost(ground.at(event), names),
    messages: midsOf(refused),
    why: faultsOnCalls(
      ground,
      requests.map(({ id }) => ({ request: id })),
    ),
    after: givenUp(ground, refused, requests.length),
  };
}

function givenUp(ground: Ground, refused: readonly MessageView[], times: number): readonly Sentence[] {
  const over = refused.flatMap(({ mid }) => ground.view.webhookOver.get(mid) ?? []);
  const last = over.toSorted((a, b) => a - b).at(-1);
  return times < 2 && last === undefined
    ? []
    : [said(ground, why.sentAgain(times, last === undefined ? null : ground.at(last)), last)];
}

/** The tab that should have been the measure was closed. */
function tabDied(ground: Ground): Wrong | undefined {
  const died = ground.view.trace.events.find(
    (event) => event.kind === 'lifecycle' && event.side === 'baseline' && event.change === 'crash',
  );
  if (died === undefined) return undefined;
  const waiting = ground.tab.messages.filter(({ eventId, answeredBy }) => eventId < died.id && answeredBy.length === 0);
  if (waiting.length === 0) return undefined;
  const mids = midsOf(waiting);
  return {
    event: died.id,
    text: turns.tabClosed(ground.at(died.id), ground.messages(mids)),
    messages: mids,
    why: faultsBehind(ground, died.id),
    after: [],
  };
}

/** Webhooks that did not batch: the flag was off for them, or they fell back to the normal flow. */
export function notBatched(ground: Ground): Wrong | undefined {
  const { view, links } = ground;
  const alone = view.messages.filter(
    ({ mid, answeredBy }) =>
      !links.pushes.has(mid) &&
      answeredBy.some((id) => view.byInvocation.get(links.replies.get(id)?.invocation ?? -1)?.route === 'responder'),
  );
  const [first] = alone;
  const webhook = links.webhooks.get(first?.mid ?? '')?.[0];
  if (first === undefined || webhook === undefined) return undefined;
  const webhooks = alone.flatMap(({ mid }) => links.webhooks.get(mid)?.[0] ?? []);
  const mids = midsOf(alone);
  const failed = webhook.calls.find(({ to, ...call }) => to === 'redis' && !succeeded({ to, ...call }));
  const fell = fallBackOf(webhook);
  if (failed !== undefined || fell !== undefined) return fellBack(ground, { webhook, webhooks, mids, failed });
  const lines = flagLines(ground, webhook);
  return {
    event: lines.at(-1)?.eventIds[0] ?? webhook.id,
    text: turns.notBatched(ground.at(webhook.id), ground.messages(mids), alone.length),
    messages: mids,
    why: [
      ...madeWith(ground, webhook),
      ...otherDeployment(ground, webhook),
      ...lines,
      ...notTheValue(ground, webhook, lines),
    ],
    after: alone.length < view.messages.length ? [said(ground, why.othersBatched)] : [],
  };
}

/** The value says on, and the code says off: it is the user who is not among those for whom it is on. */
function notTheValue(ground: Ground, { id, users }: InvocationView, lines: readonly Sentence[]): readonly Sentence[] {
  const on = lines.some(({ text }) => /env value: "true"/.test(text));
  return on ? [said(ground, why.notTheValue(users[0] ?? ''), id)] : [];
}

function fallBackOf({ complaints }: InvocationView): number | undefined {
  return complaints.find(({ text }) => /fall(ing)? ?back/i.test(text))?.event;
}

interface FellBack {
  readonly webhook: InvocationView;
  readonly webhooks: readonly InvocationView[];
  readonly mids: readonly string[];
  readonly failed: CallView | undefined;
}

function fellBack(ground: Ground, { webhook, webhooks, mids, failed }: FellBack): Wrong {
  const event = fallBackOf(webhook) ?? (failed === undefined ? webhook.id : endOf(failed));
  const calls = webhook.calls.filter((call) => call.to === 'redis' && !succeeded(call));
  return {
    event,
    text: turns.withoutRedis(ground.at(event), ground.messages(webhook.messages)),
    messages: mids,
    why: [
      ...madeWith(ground, webhook),
      ...faultsOnCalls(ground, calls),
      ...failures(ground, calls),
      ...complaintsOf(ground, webhooks),
    ],
    after: [said(ground, why.normalFlow(ground.messages(mids), mids.length))],
  };
}

/** How often Redis was asked in vain. */
function failures(ground: Ground, calls: readonly CallView[]): readonly Sentence[] {
  const [first] = calls;
  if (first === undefined || calls.length < 2) return [];
  return [
    said(ground, why.failedTimes(calls.length, ground.at(first.request)), ...calls.map(({ request }) => request)),
  ];
}

/** The request was served by another deployment than the rest. */
function otherDeployment(ground: Ground, { id }: InvocationView): readonly Sentence[] {
  const arrival = ground.event(id);
  return arrival?.kind === 'arrival' ? faultsOnCalls(ground, [{ request: arrival.request }]) : [];
}

/** A burst whose messages were answered by more than one batch. */
function split(ground: Ground): Wrong | undefined {
  const { view } = ground;
  for (const { messages } of view.bursts) {
    const replies = [...new Set(messages.flatMap((mid) => view.byMid.get(mid)?.answeredBy.slice(0, 1) ?? []))];
    const [first, second] = replies.toSorted((a, b) => a - b);
    if (first === undefined || second === undefined) continue;
    const answered = ground.links.replies.get(second)?.messages ?? [];
    return {
      event: second,
      text: turns.split(ground.at(second), ground.messages(answered), answered.length),
      messages,
      why: [
        said(
          ground,
          why.firstTook(ground.messages(ground.links.replies.get(first)?.messages ?? []), ground.at(first)),
          first,
        ),
      ],
      after: [],
    };
  }
  return undefined;
}

/** Production answered together what the tab answered apart, or the other way round. */
function joined(ground: Ground): Wrong | undefined {
  const { view } = ground;
  const ours = view.replies.filter(({ side }) => side === 'pipeline');
  const theirs = view.replies.filter(({ side }) => side === 'baseline');
  const same = (messages: readonly string[]): boolean =>
    theirs.some((reply) => [...reply.messages].toSorted().join(' ') === [...messages].toSorted().join(' '));
  const other = ours.find(({ messages }) => !same(messages));
  if (other === undefined) return undefined;
  const apart = theirs.filter(({ messages }) => messages.some((mid) => other.messages.includes(mid))).length;
  return {
    event: other.eventId,
    text: turns.joined(ground.at(other.eventId), ground.messages(other.messages), apart),
    messages: other.messages,
    why: [],
    after: [],
  };
}
