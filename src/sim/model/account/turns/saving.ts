/** Where the user was answered and the history does not say so: the save failed, was written over, or never made. */
import { type Found, succeeded } from '../../cause/index.ts';
import type { CallView, InvocationView, ReplyView, SavedAgainView } from '../../view/index.ts';
import { complaintsOf, faultsBehind, faultsOnCalls, said, waitingFor } from '../evidence.ts';
import { capital, endOf, type Ground, queuedBy } from '../ground.ts';
import type { Wrong } from '../types.ts';
import { turns, why } from '../words/index.ts';
import { afterFailure } from './processing.ts';
import { type Lost, namesOf, type Teller, wrong } from './turn.ts';

/** Who answered the message. */
function answering({ links, view }: Ground, { messages: [message] }: Lost): InvocationView | undefined {
  return view.byInvocation.get(links.replies.get(message.answeredBy[0] ?? -1)?.invocation ?? -1);
}

function commitsOf(by: InvocationView | undefined): readonly CallView[] {
  return by?.calls.filter(({ to, operation }) => to === 'firestore' && operation === 'commit') ?? [];
}

export const unsaved: Teller = (ground, lost) => {
  const by = answering(ground, lost);
  const first = firstSaved(ground, lost);
  if (first !== undefined)
    return overwritten(
      ground,
      lost,
      first.by,
      first.call,
      lost.messages.map(({ text }) => text),
    );
  return (
    (by === undefined
      ? undefined
      : unsavedBy(
          ground,
          lost,
          by,
          lost.messages.map(({ text }) => text),
        )) ?? wrong(lost, lost.messages[0].eventId, capital(turns.unknown))
  );
};

/** A reply that the history lacks; its messages may be there. */
export function unsavedReply(ground: Ground, reply: ReplyView): Wrong | undefined {
  const by = ground.view.byInvocation.get(reply.invocation ?? -1);
  const [first, ...rest] = reply.messages.flatMap((mid) => ground.view.byMid.get(mid) ?? []);
  if (by === undefined || first === undefined) return undefined;
  return unsavedBy(ground, { messages: [first, ...rest] }, by, [reply.text]);
}

/** Who had saved the message first, where somebody had: the normal flow does so before it answers. */
function firstSaved(
  { view, event }: Ground,
  { messages: [{ keptEvent }] }: Lost,
): { readonly by: InvocationView; readonly call: CallView } | undefined {
  const save = event(keptEvent ?? -1);
  const by = view.byInvocation.get(save?.kind === 'arrival' ? (event(save.request)?.invocation ?? -1) : -1);
  const call = by?.calls.find(({ arrivals }) => arrivals.includes(keptEvent ?? -1));
  return by === undefined || call === undefined ? undefined : { by, call };
}

function unsavedBy(
  ground: Ground,
  lost: Pick<Lost, 'messages'>,
  by: InvocationView,
  texts: readonly string[],
): Wrong | undefined {
  const commits = commitsOf(by);
  const made = commits.find(succeeded);
  if (made !== undefined) return overwritten(ground, lost, by, made, texts);
  const last = commits.at(-1);
  const names = namesOf(ground, lost);
  if (by.end.kind === 'crash' || by.end.kind === 'timeout') {
    return wrong(lost, by.end.event, turns.diedUnsaved(ground.at(by.end.event), ground.invocation(by), names), {
      why: [...waitingFor(ground, by), ...faultsBehind(ground, by.end.event)],
    });
  }
  if (last === undefined)
    return wrong(lost, by.end.kind === 'open' ? by.id : by.end.event, turns.neverSaved(ground.invocation(by), names));
  const event = endOf(last);
  const status = last.end.kind === 'returned' ? last.end.status : null;
  return wrong(lost, event, turns.saveFailed(ground.at(event), status, names), {
    why: [...faultsOnCalls(ground, [last]), ...complaintsOf(ground, [by])],
    after: afterFailure(ground, queuedBy(ground, by), event),
  });
}

type Saves = Extract<Found, { readonly about: 'saves' }>;

/** What one commit put into the history that had it. */
export function savedTwice(ground: Ground, [{ again }, ...rest]: readonly [Saves, ...Saves[]]): Wrong {
  const { entry, earlier } = again;
  const all = [again, ...rest.map((found) => found.again)];
  const [one, other] = [earlier, entry].map(({ invocation }) => ground.view.byInvocation.get(invocation ?? -1));
  const first = commitsOf(one).filter(({ arrivals }) => arrivals.includes(earlier.event));
  const what = savedAgain(ground, all);
  return {
    event: entry.event,
    text: turns.savedTwice(ground.at(entry.event), ground.invocation(other), what),
    messages: all.flatMap(({ mid }) => mid ?? []),
    why: [
      said(ground, why.savedAt(ground.invocation(one), ground.at(earlier.event), what), earlier.event),
      ...faultsOnCalls(ground, first),
      ...(one === undefined || one.end.kind === 'open' ? [] : faultsBehind(ground, one.end.event)),
      ...complaintsOf(ground, one === undefined ? [] : [one]),
    ],
    after: [],
  };
}

/** `messages 1–3`; where it is no message that was saved again, `the reply to message 2`. */
export function savedAgain(ground: Ground, all: readonly SavedAgainView[]): string {
  const mids = all.flatMap(({ mid }) => mid ?? []);
  if (mids.length > 0) return ground.messages(mids);
  const answered = ground.view.replies.filter(
    (reply) =>
      reply.side === ground.view.side && all.some(({ user, text }) => reply.user === user && reply.text === text),
  );
  return `the reply to ${ground.messages(answered.flatMap(({ messages }) => messages))}`;
}

/** A later save of the same conversation by somebody who had loaded it before: he did not know of this one. */
function overwritten(
  ground: Ground,
  lost: Pick<Lost, 'messages'>,
  by: InvocationView,
  made: CallView,
  texts: readonly string[],
): Wrong {
  const names = namesOf(ground, lost);
  const at = made.arrivals[0] ?? made.request;
  const request = ground.event(made.request);
  const appends = request?.kind === 'request' && request.body.includes('appendMissingElements');
  if (appends && !holds(ground, at, texts[0] ?? '')) return wrong(lost, at, turns.notKept(ground.at(at), names));
  if (appends && lost.messages.every(({ kept, keptEvent }) => !kept && keptEvent === null))
    return wrong(lost, at, turns.swallowed(ground.at(at), names), {
      why: [said(ground, why.arrayUnion, made.request)],
    });
  const over = savesAfter(ground, at, by).find(({ event }) => texts.some((text) => !holds(ground, event, text)));
  if (over === undefined) return wrong(lost, at, turns.notKept(ground.at(at), names));
  const loaded = loadOf(over.other);
  const [one, other] = [ground.invocation(by), ground.invocation(over.other)];
  return wrong(lost, over.event, turns.overwritten(ground.at(over.event), other, one), {
    why: [
      ...(loaded === undefined || loaded > at
        ? []
        : [said(ground, why.loadedBefore(other, ground.at(loaded), one), loaded)]),
      said(ground, why.savedAt(one, ground.at(at), names), at),
    ],
  });
}

interface Save {
  readonly other: InvocationView;
  readonly event: number;
}

/** Saves for the same users that others made after that one. */
function savesAfter({ view }: Ground, at: number, by: InvocationView): readonly Save[] {
  return view.invocations
    .filter((other) => other !== by)
    .flatMap((other) =>
      commitsOf(other).flatMap(({ arrivals: [event] }): readonly Save[] =>
        event === undefined || event <= at ? [] : [{ other, event }],
      ),
    )
    .filter(
      ({ event }) =>
        view.trace.events[event]?.users.some((user) => view.trace.events[at]?.users.includes(user)) === true,
    )
    .toSorted((a, b) => a.event - b.event);
}

/** Whether what the save left in the store has the text in it. */
function holds(ground: Ground, event: number, text: string): boolean {
  const inJson = JSON.stringify(text).slice(1, -1);
  return (ground.event(event)?.patch ?? []).some(
    (change) => change.op === 'set' && JSON.stringify(change.value).includes(inJson),
  );
}

/** The event by which it loaded the conversation. */
function loadOf(by: InvocationView): number | undefined {
  return by.calls.find(({ to, operation }) => to === 'firestore' && operation !== 'commit')?.arrivals[0];
}
