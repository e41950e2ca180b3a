/** Why messages stand in another order than typed, or twice: read off how they were stored, stamped and asked about. */
import * as v from 'valibot';
import { parseJson } from '../json.ts';
import type { TraceEvent } from '../trace.ts';
import type { RunView } from '../view/index.ts';
import type { Links } from './links.ts';
import type { Pattern } from './names.ts';

/** What of a webhook’s body says when its messages were typed. */
const BODY = v.object({
  entry: v.array(
    v.object({
      messaging: v.array(
        v.object({ timestamp: v.number(), message: v.optional(v.object({ mid: v.optional(v.string()) })) }),
      ),
    }),
  ),
});

/** Of the event that shows the disorder: a question to the model, or a save. */
export function disorder(links: Links, eventId: number): Pattern {
  const { view, pushes, webhooks } = links;
  const messages = disordered(view, eventId);
  if (messages.length === 0) return 'saved-out-of-order';
  const doubled = messages.find((mid) => (pushes.get(mid)?.length ?? 0) > 1);
  if (doubled !== undefined && ascending(placesOf(view, messages))) {
    return (webhooks.get(doubled)?.length ?? 0) > 1 ? 'webhook-came-again' : 'push-applied-twice';
  }
  // What was typed last and stamped first: whoever goes by the stamps asks in their order.
  const pairs = swapped(view, messages);
  if (pairs.length > 0 && pairs.every(([a, b]) => isStampedSo(links, a, b))) return 'stamped-otherwise';
  return ascending(messages.map((mid) => pushes.get(mid)?.[0] ?? 0)) ? 'pushed-out-of-order' : 'asked-out-of-order';
}

/** The messages that the event has in another order than typed; those of a question in any case. */
function disordered(view: RunView, eventId: number): readonly string[] {
  const event = view.trace.events[eventId];
  if (event?.kind === 'request') return event.messages;
  const entries = [...view.history.entries.values()].flat();
  return entries.flatMap((entry) =>
    entry.event === eventId && !ascending(placesOf(view, entry.messages)) ? entry.messages : [],
  );
}

/** Whether the stamps say that the first was typed before the other, or are the same although they were typed one by one. */
function isStampedSo(links: Links, first: string, other: string): boolean {
  const [a, b] = [stampOf(links, first), stampOf(links, other)];
  if (a === undefined || b === undefined) return false;
  const { byMid } = links.view;
  return a < b || (a === b && byMid.get(first)?.atMs !== byMid.get(other)?.atMs);
}

/** The time that the webhook carried which stored the message. */
function stampOf({ view, webhooks, pushes }: Links, mid: string): number | undefined {
  const pushed = pushes.get(mid)?.[0] ?? -1;
  const storing = (webhooks.get(mid) ?? []).find(({ calls }) =>
    calls.some(({ arrivals }) => arrivals.includes(pushed)),
  );
  const arrival = view.trace.events[storing?.id ?? -1];
  return stampIn(arrival?.kind === 'arrival' ? view.trace.events[arrival.request] : undefined, mid);
}

/** A webhook may bring several events, each with a stamp of its own. */
function stampIn(request: TraceEvent | undefined, mid: string): number | undefined {
  if (request?.kind !== 'request') return undefined;
  const webhook = v.safeParse(BODY, parseJson(request.body));
  const events = webhook.success ? webhook.output.entry.flatMap(({ messaging }) => messaging) : [];
  return events.find(({ message }) => message?.mid === mid)?.timestamp;
}

function placesOf({ byMid }: RunView, mids: readonly string[]): readonly number[] {
  return mids.map((mid) => byMid.get(mid)?.index ?? 0);
}

/** Pairs of which the second was typed before the first, and says something else. */
function swapped({ byMid }: RunView, mids: readonly string[]): readonly (readonly [string, string])[] {
  return mids.flatMap((mid, i) =>
    mids.slice(i + 1).flatMap((later): [string, string][] => {
      const [a, b] = [byMid.get(mid), byMid.get(later)];
      return a !== undefined && b !== undefined && b.index < a.index && a.text !== b.text ? [[mid, later]] : [];
    }),
  );
}

function ascending(numbers: readonly number[]): boolean {
  return numbers.every((number, i) => i === 0 || number >= (numbers[i - 1] ?? 0));
}
