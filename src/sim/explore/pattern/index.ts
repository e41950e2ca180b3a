/**
 * From broken verdicts to findings: which check, and by which pattern of cause. Comparisons are left out: in
 * exploration they are rates, since tab and pipeline wait by different rules.
 */
import { checks } from '../../checks/index.ts';
import { unreachable } from '../../model/errors.ts';
import type { NodeRole } from '../../model/trace.ts';
import type { CheckId, Verdict } from '../../model/verdict.ts';
import { type InvocationView, type MessageView, type RunView, wasUnclear } from '../../model/view/index.ts';
import { type Fate, fateOf, savingOf } from './fate.ts';
import { invocationAt, type Links, linksOf } from './links.ts';
import type { Pattern } from './names.ts';
import { together, twiceAnswered } from './together.ts';

export { type Pattern, sentenceOf } from './names.ts';

/** What tells one failure from another. */
export interface Failure {
  readonly check: CheckId;
  readonly pattern: Pattern;
}

export function keyOf({ check, pattern }: Failure): string {
  return `${check}/${pattern}`;
}

const JUDGED: ReadonlySet<CheckId> = new Set(checks.flatMap(({ id, kind }) => (kind === 'comparison' ? [] : [id])));

/** Each failure of the run once, in the order of the checks. */
export function failuresOf(view: RunView, verdicts: readonly Verdict[]): readonly Failure[] {
  const broken = verdicts.filter(({ check, verdict }) => verdict === 'broken' && JUDGED.has(check));
  if (broken.length === 0) return [];
  const links = linksOf(view);
  return broken.flatMap((verdict) =>
    [...new Set(patternsOf(links, verdict))].map((pattern) => ({ check: verdict.check, pattern })),
  );
}

function patternsOf(links: Links, verdict: Verdict): readonly Pattern[] {
  const { view } = links;
  const messages = verdict.messages.flatMap((mid) => view.byMid.get(mid) ?? []);
  switch (verdict.check) {
    case 'answered':
    case 'waits-bounded':
      return messages.map((message) =>
        message.answeredBy.length > 0 ? 'answered-late' : unanswered(fateOf(links, message), 'read-unanswered'),
      );
    case 'custody':
    case 'messages-kept':
    case 'no-silent-drop':
      return messages.map((message) => lossOf(links, message));
    case 'history-complete':
      return [
        ...messages.filter(({ kept }) => !kept).map((message) => lossOf(links, message)),
        ...unsaved(links, verdict),
      ];
    case 'answered-once':
    case 'repeat-is-verbatim':
      return messages.flatMap((message) => repeats(links, message));
    case 'one-processor':
      return neighbours(verdict.eventIds.flatMap((id) => invocationAt(view, id) ?? [])).map(([one, other]) =>
        together(links, one, other),
      );
    case 'order-kept':
      return verdict.eventIds.map((id) => disorder(links, id));
    case 'no-strangers':
      return ['batch-mixed'];
    case 'requeues-bounded':
      return ['put-off-again'];
    case 'cost-bounded':
      return verdict.eventIds.map((id) => costOf(view, id));
    case 'refused-not-processed':
      return ['refused-had-effect'];
    case 'burst-whole':
    case 'matches-baseline':
      return [];
    default:
      return unreachable(verdict.check);
  }
}

function unanswered(fate: Fate, otherwise: Pattern): Pattern {
  return fate === 'answered' ? otherwise : fate;
}

function lossOf(links: Links, message: MessageView): Pattern {
  const fate = fateOf(links, message);
  if (fate !== 'answered') return fate;
  if (message.kept) return 'custody-gap';
  const reply = links.replies.get(message.answeredBy[0] ?? -1);
  return savingOf(links.view.byInvocation.get(reply?.invocation ?? -1));
}

/** Replies that the history lacks; the verdict names their events. A repeat that nobody could know of stands there once. */
function unsaved({ view, replies }: Links, { eventIds }: Verdict): readonly Pattern[] {
  return eventIds.flatMap((id): readonly Pattern[] => {
    const reply = replies.get(id);
    if (reply === undefined) return [];
    const twins = view.replies.filter(
      ({ user, text, side }) => side === view.side && user === reply.user && text === reply.text,
    );
    if (twins.some((twin) => twin !== reply && twin.request === reply.request)) return ['send-delivered-twice'];
    if (twins.length > 1 && twins.slice(0, -1).some((twin) => wasUnclear(view, twin))) return ['send-unclear'];
    return [savingOf(view.byInvocation.get(reply.invocation ?? -1))];
  });
}

function repeats(links: Links, message: MessageView): readonly Pattern[] {
  const replies = message.answeredBy.flatMap((id) => links.replies.get(id) ?? []);
  return replies.slice(1).flatMap((second, i) => {
    const first = replies[i];
    return first === undefined ? [] : [twiceAnswered(links, message, first, second)];
  });
}

/** In the order in which they began, each with the one before it. */
function neighbours(atWork: readonly InvocationView[]): readonly (readonly [InvocationView, InvocationView])[] {
  const inOrder = [...new Set(atWork)].toSorted((a, b) => a.id - b.id);
  return inOrder.slice(1).flatMap((next, i) => {
    const before = inOrder[i];
    return before === undefined ? [] : [[before, next] as const];
  });
}

function disorder(links: Links, eventId: number): Pattern {
  const { view, pushes, webhooks } = links;
  const event = view.trace.events[eventId];
  const entries = [...view.history.entries.values()].flat();
  const saved = entries.filter((entry) => entry.event === eventId && !ascending(placesOf(view, entry.messages)));
  const messages = event?.kind === 'request' ? event.messages : saved.flatMap((entry) => entry.messages);
  if (messages.length === 0) return 'saved-out-of-order';
  const doubled = messages.find((mid) => (pushes.get(mid)?.length ?? 0) > 1);
  if (doubled !== undefined && ascending(placesOf(view, messages))) {
    return (webhooks.get(doubled)?.length ?? 0) > 1 ? 'webhook-came-again' : 'push-applied-twice';
  }
  // What was typed last and stamped first: whoever goes by the stamps asks in their order.
  const stamps = messages.map((mid) => stampOf(links, mid) ?? 0);
  if (ascending(stamps) && new Set(stamps).size > 1) return 'stamped-otherwise';
  return ascending(messages.map((mid) => pushes.get(mid)?.[0] ?? 0)) ? 'pushed-out-of-order' : 'asked-out-of-order';
}

/** The time that the webhook carried which stored the message. */
function stampOf({ view, webhooks, pushes }: Links, mid: string): number | undefined {
  const pushed = pushes.get(mid)?.[0] ?? -1;
  const storing = (webhooks.get(mid) ?? []).find(({ calls }) =>
    calls.some(({ arrivals }) => arrivals.includes(pushed)),
  );
  const arrival = view.trace.events[storing?.id ?? -1];
  const request = arrival?.kind === 'arrival' ? view.trace.events[arrival.request] : undefined;
  if (request?.kind !== 'request') return undefined;
  const stamp = /"timestamp":(\d+)/.exec(request.body)?.[1];
  return stamp === undefined ? undefined : Number(stamp);
}

function placesOf({ byMid }: RunView, mids: readonly string[]): readonly number[] {
  return mids.map((mid) => byMid.get(mid)?.index ?? 0);
}

function ascending(numbers: readonly number[]): boolean {
  return numbers.every((number, i) => i === 0 || number >= (numbers[i - 1] ?? 0));
}

const COSTS: Readonly<Partial<Record<NodeRole, Pattern>>> = {
  qstash: 'cost-qstash',
  openai: 'cost-openai',
  redis: 'cost-redis',
  'redis-replica': 'cost-redis',
};

function costOf({ trace }: RunView, eventId: number): Pattern {
  const node = trace.events[eventId]?.node;
  return COSTS[trace.nodes.find(({ id }) => id === node)?.role ?? 'redis'] ?? 'cost-redis';
}
