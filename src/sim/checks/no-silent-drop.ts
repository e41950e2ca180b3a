/**
 * Whatever was accepted and dropped is made up for later: a publish answered `deduplicated`, and a trigger that met
 * the lock and is spent. Made up for is what is read again afterwards, or, where a trigger met the lock, answered by
 * whoever held it.
 */
import { count } from '../model/words.ts';
import { type InvocationView, isRead, type MessageView, type RunView } from '../model/view/index.ts';
import { type Check, cutBy, verdictsOf, wasCut } from './check.ts';
import { groupBy } from '../model/group-by.ts';
import { spentAt } from './spent.ts';

const say = verdictsOf('no-silent-drop');
const WEBHOOK = 'webhook';

interface Drop {
  readonly kind: 'publish' | 'trigger';
  readonly event: number;
  readonly messages: readonly MessageView[];
}

export const noSilentDrop: Check = {
  id: 'no-silent-drop',
  kind: 'liveness',
  title: 'Nothing is dropped for good',
  sentence:
    'Whatever was accepted and dropped, a publish as a duplicate or a trigger at the lock, is made up for later.',
  unlessListed: 'holds',
  judgesTab: false,
  judge: (view) => {
    const drops = [...droppedPublishes(view), ...spentTriggers(view)];
    const lost = drops.flatMap((drop) => {
      const messages = drop.messages.filter((message) => !isMadeUpFor(message, drop));
      return messages.length === 0 ? [] : [{ ...drop, messages }];
    });
    const publishes = drops.filter(({ kind }) => kind === 'publish').length;
    const found = `${count(publishes, 'publish dropped as a duplicate', 'publishes dropped as duplicates')}, ${count(drops.length - publishes, 'trigger')} spent at the lock`;
    if (lost.length === 0) return say.holds(`${found}; nothing was lost by it.`);
    const messages = [...new Set(lost.flatMap((drop) => drop.messages.map(({ mid }) => mid)))];
    if (wasCut(view)) {
      return say.inconclusive(
        `${found}; ${count(messages.length, 'message')} still waited when ${cutBy(view)} ended the run.`,
        { messages },
      );
    }
    return say.broken(`${found}; for ${count(messages.length, 'message')} nothing came after it.`, {
      eventIds: lost.map(({ event }) => event).toSorted((a, b) => a - b),
      messages,
    });
  },
};

function isMadeUpFor({ seenEvents, answeredBy }: MessageView, { event, kind }: Drop): boolean {
  if ((seenEvents.at(-1) ?? -1) > event) return true;
  return kind === 'trigger' ? (answeredBy.at(-1) ?? -1) > event : answeredBy.length > 0;
}

/** A dropped publish stood for what its publisher had: the message of a webhook, what a processor had read. */
function droppedPublishes(view: RunView): readonly Drop[] {
  return view.publishes.flatMap(({ deduplicated, invocation, event, messages }): readonly Drop[] => {
    if (!deduplicated) return [];
    const publisher = view.byInvocation.get(invocation ?? -1);
    const mids = new Set([...messages, ...(publisher === undefined ? [] : hadBefore(publisher, event))]);
    const known = [...mids].flatMap((mid) => view.byMid.get(mid) ?? []);
    return [{ kind: 'publish', event, messages: known.filter((message) => isOpen(message, event)) }];
  });
}

function hadBefore({ route, messages, calls }: InvocationView, event: number): readonly string[] {
  if (route === WEBHOOK) return messages;
  return [...messages, ...calls.filter((call) => isRead(call) && call.request < event).flatMap(({ given }) => given)];
}

/** Accepted, and not answered before the event. */
function isOpen({ acceptedEvent, answeredBy }: MessageView, event: number): boolean {
  return acceptedEvent !== null && !((answeredBy[0] ?? Infinity) < event);
}

/** Processors that ended well without having looked at the list: what they were called for is up to others. */
function spentTriggers(view: RunView): readonly Drop[] {
  const byUser = groupBy(view.messages, ({ user }) => user);
  return view.invocations.flatMap((invocation): readonly Drop[] => {
    const event = spentAt(invocation);
    if (event === undefined) return [];
    const waiting = invocation.users
      .flatMap((user) => byUser.get(user) ?? [])
      .filter((message) => isOpen(message, event) && (message.acceptedEvent ?? Infinity) < event);
    return [{ kind: 'trigger', event, messages: waiting }];
  });
}
