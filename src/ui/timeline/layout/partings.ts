/**
 * Where the two timelines part, as their user sees it: a reply that only one side gives, a second one, another batch,
 * the same one at another time. Worked out from the replies alone; pixels come later.
 */
import type { ReplyEvent, Side, Trace } from '../../../sim/model/trace.ts';
import { numbersOf } from './calls.ts';
import { numberList, short } from './sheet.ts';
import type { Tone } from './shapes.ts';

/**
 * `missing`: the tab has answered, production never does. `extra`: production alone answers. `again`: it answers what
 * it has answered. `apart`: both answer, but not the same messages together. `later`, `sooner`: the same reply, then.
 */
export type PartingKind = 'missing' | 'extra' | 'again' | 'apart' | 'later' | 'sooner';

export interface Parting {
  readonly kind: PartingKind;
  readonly atMs: number;
  /** The reply that shows it. */
  readonly eventId: number;
  readonly text: string;
  readonly tone: Tone;
}

/** Nobody notices less, in virtual milliseconds. */
const SAME_MS = 250;

const remembered = new WeakMap<Trace, readonly Parting[]>();

/** In the order of their times. */
export function partingsOf(trace: Trace): readonly Parting[] {
  const known = remembered.get(trace);
  if (known !== undefined) return known;
  const found = hasBaseline(trace) ? find(trace) : [];
  const partings = found.toSorted((a, b) => a.atMs - b.atMs || a.eventId - b.eventId);
  remembered.set(trace, partings);
  return partings;
}

function hasBaseline({ events }: Trace): boolean {
  return events.some(({ kind, side }) => kind === 'message' && side === 'baseline');
}

function find(trace: Trace): readonly Parting[] {
  const numbers = numbersOf(trace);
  const named = (mids: readonly string[]): string =>
    numberList(mids.flatMap((mid) => numbers.get(mid) ?? []).toSorted((a, b) => a - b));
  const production = repliesOf(trace, 'pipeline');
  const tab = repliesOf(trace, 'baseline');
  const answeredBy = (replies: readonly ReplyEvent[], mid: string): ReplyEvent | undefined =>
    replies.find(({ messages }) => messages.includes(mid));

  // As long as a run goes on, the other side may still answer.
  const goesOn = trace.end.reason === 'stopped';
  const only = (who: string, mids: readonly string[]): string =>
    goesOn ? `so far only ${who}: ${named(mids)}` : `only ${who} answers ${named(mids)}`;

  const missing = tab.flatMap((reply): Parting[] => {
    const alone = reply.messages.filter((mid) => answeredBy(production, mid) === undefined);
    if (alone.length === 0) return [];
    return [parting('missing', reply, only('the tab', alone), goesOn ? 'quiet' : 'failure')];
  });

  const before = new Set<string>();
  const given = production.flatMap((reply): Parting[] => {
    const { messages } = reply;
    const repeated = messages.length > 0 && messages.every((mid) => before.has(mid));
    for (const mid of messages) before.add(mid);
    if (messages.length === 0) return [parting('extra', reply, 'only production replies', 'failure')];
    if (repeated) return [parting('again', reply, `production answers ${named(messages)} again`, 'failure')];
    const others = [...new Set(messages.flatMap((mid) => answeredBy(tab, mid) ?? []))];
    const [other] = others;
    if (other === undefined) return [parting('extra', reply, only('production', messages), 'plain')];
    if (others.length > 1 || !sameMessages(other, reply))
      return [
        parting(
          'apart',
          reply,
          `production answers ${named(messages)}, the tab ${others.map((each) => named(each.messages)).join(' and ')}`,
          'plain',
        ),
      ];
    const laterMs = reply.atMs - other.atMs;
    if (Math.abs(laterMs) < SAME_MS) return [];
    const kind = laterMs > 0 ? 'later' : 'sooner';
    return [parting(kind, reply, `${short(Math.abs(laterMs))} ${kind} than the tab`, 'quiet')];
  });
  return [...missing, ...given];
}

function parting(kind: PartingKind, { atMs, id }: ReplyEvent, text: string, tone: Tone): Parting {
  return { kind, atMs, eventId: id, text, tone };
}

function repliesOf({ events }: Trace, of: Side): readonly ReplyEvent[] {
  return events.filter((event): event is ReplyEvent => event.kind === 'reply' && event.side === of);
}

function sameMessages(a: ReplyEvent, b: ReplyEvent): boolean {
  const set = new Set(a.messages);
  return set.size === new Set(b.messages).size && b.messages.every((mid) => set.has(mid));
}
