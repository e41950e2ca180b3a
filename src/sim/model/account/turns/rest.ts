/** What is left: another user's message, waits without end, lateness, a gap that was closed later, a cost out of bounds. */
import type { Found } from '../../cause/index.ts';
import type { Verdict } from '../../verdict.ts';
import { faultsOfService, faultsOnCalls, said } from '../evidence.ts';
import { spoken } from '../figures.ts';
import { type Ground } from '../ground.ts';
import type { Wrong } from '../types.ts';
import { turns, why } from '../words/index.ts';
import { putOff, sharedInstance } from './publishing.ts';
import { lastCalled, namesOf, type Teller, wrong } from './turn.ts';

/** The first traffic that put a message of one user under the name of another. */
export function strangers(ground: Ground, { event: proof }: Extract<Found, { readonly about: 'event' }>): Wrong {
  const { view } = ground;
  const stored = view.trace.events.find(
    ({ kind, side, users, messages, patch }) =>
      kind === 'arrival' &&
      side === 'pipeline' &&
      patch !== undefined &&
      users.length > 0 &&
      messages.some((mid) => !users.includes(view.byMid.get(mid)?.user ?? '')),
  );
  const event = stored ?? view.trace.events[proof];
  const strange = (event?.messages ?? []).filter((mid) => !event?.users.includes(view.byMid.get(mid)?.user ?? ''));
  const request = event?.kind === 'arrival' ? ground.event(event.request) : undefined;
  const by = view.byInvocation.get(request?.invocation ?? -1);
  const owner = view.byMid.get(strange[0] ?? '')?.user;
  return {
    event: event?.id ?? proof,
    text: turns.stranger(
      ground.at(event?.id),
      ground.messages(strange),
      ground.user(owner),
      ground.user(event?.users[0]),
    ),
    messages: strange,
    why: sharedInstance(ground, by),
    after: [said(ground, turns.strangerSeen(ground.at(proof)), proof)],
  };
}

/** What a check says of figures, and where it points: nothing more is known of it. */
export function asJudged({ sentence, messages }: Verdict, event: number): Wrong {
  return { event, text: sentence, messages, why: [], after: [] };
}

/** The re-queue beyond the bound. */
export function putOffAgain(ground: Ground, verdict: Verdict): Wrong {
  const [event = 0] = verdict.eventIds;
  const number = verdict.eventIds.filter((id) => id <= event).length;
  return {
    event,
    text: turns.putOffAgain(ground.at(event), number),
    messages: verdict.messages,
    why: [said(ground, why.goesOnTyping(ground.user(ground.view.byMid.get(verdict.messages[0] ?? '')?.user)), event)],
    after: [],
  };
}

/** Whoever waits while he types: from the first time that his batch was put off. */
export function waited(ground: Ground, verdict: Verdict): readonly Wrong[] {
  const { view } = ground;
  const message = view.byMid.get(verdict.messages[0] ?? '');
  // Who was never answered is told of by what lost him.
  if (message === undefined || message.answeredAtMs === null) return [];
  const long = spoken(message.answeredAtMs - message.atMs);
  const name = ground.messages([message.mid]);
  const requeue = view.publishes.find(
    ({ event, deduplicated, invocation }) =>
      event > message.eventId && !deduplicated && view.byInvocation.get(invocation ?? -1)?.route === 'processor',
  );
  const event = requeue?.event ?? message.eventId;
  const text = requeue === undefined ? turns.waitsForNobody(name, long) : turns.waits(ground.at(event), name, long);
  const by = view.byInvocation.get(requeue?.invocation ?? -1);
  return [{ event, text, messages: verdict.messages, why: by === undefined ? [] : putOff(ground, by), after: [] }];
}

/** Answered, but after the deadline. */
export const late: Teller = (ground, lost) => {
  const [message] = lost.messages;
  const event = message.answeredBy[0] ?? message.eventId;
  const by = lastCalled(lost.trails[0]);
  const asked = by?.calls.filter(({ to }) => to === 'openai') ?? [];
  return wrong(
    lost,
    event,
    turns.late(ground.at(event), namesOf(ground, lost), spoken(ground.atMs(event) - message.atMs)),
    {
      why: [...faultsOnCalls(ground, asked), ...faultsOfService(ground, 'openai', event)],
    },
  );
};

/** For a while nothing stood for them, and chance made up for it. */
export const gap: Teller = (ground, lost) => {
  const [message] = lost.messages;
  const event = message.acceptedEvent ?? message.eventId;
  return wrong(lost, event, turns.gap(ground.at(event), namesOf(ground, lost)));
};

/** A request that was refused, and did something all the same. */
export function refusedAndDone(ground: Ground, { eventIds: [effect = 0, refusal], messages }: Verdict): Wrong {
  return {
    event: effect,
    text: turns.refusedAndDone(ground.at(effect)),
    messages,
    why: refusal === undefined ? [] : [said(ground, why.refusedAt(ground.at(refusal)), refusal)],
    after: [],
  };
}
