/**
 * What stands for each message until it is answered and kept: a QStash message of its user that is not acknowledged, an
 * invocation at work for him, or a webhook of his not yet answered 200.
 */
import { lastUpTo } from '../last-up-to.ts';
import type { MessageView, RunView } from './types.ts';

/** From one event to just before another. */
interface Span {
  readonly from: number;
  to: number;
}

/** The stretches in which something stood for a user: ascending, none touching another. */
interface Standing {
  readonly froms: readonly number[];
  readonly byFrom: ReadonlyMap<number, Span>;
}

const NOTHING: Standing = { froms: [], byFrom: new Map() };

function standingOf(view: RunView): ReadonlyMap<string, Standing> {
  const byUser = new Map<string, Span[]>();
  const add = (user: string, from: number, to: number | undefined): void => {
    const spans = byUser.get(user) ?? [];
    byUser.set(user, spans);
    spans.push({ from, to: to ?? Infinity });
  };
  for (const { user, published, end } of view.queue)
    if (user !== null) add(user, published, end.kind === 'pending' ? undefined : end.event);
  for (const { users, id, end } of view.invocations)
    for (const user of users) add(user, id, end.kind === 'open' ? undefined : end.event);
  for (const { user, mid, eventId } of view.messages) add(user, eventId, view.webhookOver.get(mid));
  return new Map([...byUser].map(([user, spans]) => [user, merged(spans)]));
}

function merged(spans: readonly Span[]): Standing {
  const result: Span[] = [];
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last === undefined || from > last.to) result.push({ from, to });
    else last.to = Math.max(last.to, to);
  }
  return { froms: result.map(({ from }) => from), byFrom: new Map(result.map((span) => [span.from, span])) };
}

/** Where custody of a message was lost: the event from which on nothing stood although it was not done. By `mid`. */
export function gapsIn(view: RunView): ReadonlyMap<string, number> {
  const standing = standingOf(view);
  const gaps = new Map<string, number>();
  for (const message of view.messages) {
    const event = firstGap(standing.get(message.user) ?? NOTHING, message, view.trace.events.length);
    if (event !== undefined) gaps.set(message.mid, event);
  }
  return gaps;
}

/** The event from which on nothing stood although the message was not done; undefined where there is none. */
function firstGap(
  { froms, byFrom }: Standing,
  { acceptedEvent, answeredBy, keptEvent }: MessageView,
  end: number,
): number | undefined {
  if (acceptedEvent === null) return undefined;
  const [reply] = answeredBy;
  const done = reply === undefined || keptEvent === null ? end : Math.max(reply, keptEvent);
  if (done <= acceptedEvent) return undefined;
  const span = byFrom.get(lastUpTo(froms, acceptedEvent) ?? -1);
  if (span === undefined || span.to <= acceptedEvent) return acceptedEvent;
  return span.to < done ? span.to : undefined;
}
