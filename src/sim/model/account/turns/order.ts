/** Where messages stand twice in a batch, or in another order than typed. */
import { type Found, type Links, type PatternId } from '../../cause/index.ts';
import type { MessageView } from '../../view/index.ts';
import { faultsOnCalls, said } from '../evidence.ts';
import { spoken } from '../figures.ts';
import { type Ground } from '../ground.ts';
import type { Sentence, Wrong } from '../types.ts';
import { turns, why } from '../words/index.ts';

/** One message, stored a second time: by a copy of its webhook, or by a client that missed the answer. */
export function storedTwice(ground: Ground, message: MessageView, messages: readonly string[]): Wrong {
  const { links } = ground;
  const [first, second = first ?? message.eventId] = links.pushes.get(message.mid) ?? [];
  const webhooks = links.webhooks.get(message.mid) ?? [];
  const name = ground.messages([message.mid]);
  if (webhooks.length > 1) {
    const [, copy] = webhooks;
    return {
      event: second,
      text: turns.storedByCopy(ground.at(second), name),
      messages,
      why: [
        ...faultsOnCalls(
          ground,
          requestsOf(
            ground,
            webhooks.map(({ id }) => id),
          ),
        ),
        said(ground, why.webhookAgain(ground.at(copy?.id), name), copy?.id),
      ],
      after: [],
    };
  }
  const push = webhooks[0]?.calls.find(({ arrivals }) => arrivals.includes(first ?? -1));
  const lost = push?.end.kind === 'failed' ? push.end.event : undefined;
  return {
    event: second,
    text: turns.storedAgain(ground.at(second), name),
    messages,
    why: [
      ...(push === undefined ? [] : faultsOnCalls(ground, [push])),
      ...(lost === undefined ? [] : [said(ground, why.pushAnswerLost(ground.at(first), ground.at(lost)), lost, first)]),
    ],
    after: [],
  };
}

function requestsOf(ground: Ground, arrivals: readonly number[]): readonly { readonly request: number }[] {
  return arrivals.flatMap((id) => {
    const arrival = ground.event(id);
    return arrival?.kind === 'arrival' ? [{ request: arrival.request }] : [];
  });
}

/** Whatever stands in another order than typed, told by where the order was lost. */
export function disordered(ground: Ground, { pattern, event }: Extract<Found, { readonly about: 'event' }>): Wrong {
  const found = ground.event(event);
  const messages = found?.messages ?? [];
  const typed = messages.flatMap((mid) => ground.view.byMid.get(mid) ?? []);
  const doubled = typed.find(({ mid }) => (ground.links.pushes.get(mid)?.length ?? 0) > 1);
  switch (pattern as PatternId) {
    case 'webhook-came-again':
    case 'push-applied-twice':
      return doubled === undefined ? asked(ground, event, messages) : storedTwice(ground, doubled, [doubled.mid]);
    case 'pushed-out-of-order':
      return pushedOutOfOrder(ground, typed) ?? asked(ground, event, messages);
    case 'stamped-otherwise':
      return { ...asked(ground, event, messages), why: [said(ground, why.stamped)] };
    default:
      return asked(ground, event, messages);
  }
}

function asked(ground: Ground, event: number, messages: readonly string[]): Wrong {
  const model = ground.event(event)?.kind === 'request';
  const text = (model ? turns.askedOutOfOrder : turns.savedOutOfOrder)(ground.at(event), orderOf(ground, messages));
  return { event, text, messages, why: [], after: [] };
}

/** `2, 1, 3`. */
function orderOf({ view }: Ground, messages: readonly string[]): string {
  return messages.map((mid) => (view.byMid.get(mid)?.index ?? 0) + 1).join(', ');
}

/** The first push that came before that of an earlier message. */
function pushedOutOfOrder(ground: Ground, typed: readonly MessageView[]): Wrong | undefined {
  const pushes = typed
    .flatMap((message) =>
      pushOf(ground.links, message) === undefined ? [] : [{ message, push: pushOf(ground.links, message) ?? 0 }],
    )
    .toSorted((a, b) => a.push - b.push);
  const late = pushes.find(({ message }, i) =>
    pushes.slice(0, i).some((before) => before.message.index > message.index),
  );
  const ahead = pushes.find(
    ({ message, push }) => late !== undefined && push < late.push && message.index > late.message.index,
  );
  if (late === undefined || ahead === undefined) return undefined;
  const webhooks = ground.links.webhooks.get(late.message.mid) ?? [];
  return {
    event: ahead.push,
    text: turns.storedBefore(
      ground.at(ahead.push),
      ground.messages([ahead.message.mid]),
      ground.messages([late.message.mid]),
    ),
    messages: typed.map(({ mid }) => mid),
    why: [
      ...faultsOnCalls(
        ground,
        requestsOf(
          ground,
          webhooks.map(({ id }) => id),
        ),
      ),
      said(
        ground,
        why.storedLate(ground.messages([late.message.mid]), spoken(late.message.atMs), ground.at(late.push)),
        late.push,
      ),
    ],
    after: afterOrder(ground, typed),
  };
}

function pushOf({ pushes }: Links, { mid }: MessageView): number | undefined {
  return pushes.get(mid)?.[0];
}

/** In which order the model was asked. */
function afterOrder(ground: Ground, typed: readonly MessageView[]): readonly Sentence[] {
  const batch = ground.view.batches.find(({ asked: mids }) => typed.every(({ mid }) => mids.includes(mid)));
  return batch?.askedEvent === null || batch === undefined
    ? []
    : [said(ground, why.askedSo(orderOf(ground, batch.asked)), batch.askedEvent)];
}
