/**
 * Who is at work on a user's messages, and who at the same time. At work is who has read messages and goes on with them,
 * from the read to the last effect, and while the model thinks; who meets the lock, finds nothing or puts the batch off
 * is not. An instance that is frozen does nothing: after that it counts only where it wakes up and still has an effect.
 */
import { groupBy } from '../group-by.ts';
import type { NodeRole } from '../trace.ts';
import { isRead } from './batches.ts';
import type { CallView, InvocationView, RunView } from './types.ts';

const PROCESSOR = 'processor';

export interface Work {
  readonly invocation: number;
  readonly user: string;
  readonly node: string;
  /** The read by which it began, and its last effect. */
  readonly from: number;
  readonly to: number;
  /** The last event in which it did something itself: later effects are those of calls that were under way. */
  readonly acted: number;
  /** The event that ended it, or froze it: from then on only what was under way goes on. `Infinity` where none did. */
  readonly stopped: number;
  readonly messages: readonly string[];
}

/** Two at work on one user at once, in the order in which they began. */
export type Overlap = readonly [Work, Work];

export function workIn(view: RunView): readonly Work[] {
  const freezes = freezesIn(view);
  return view.invocations.flatMap((invocation) => workOf(view, invocation, freezes) ?? []);
}

export function overlapsOf(work: readonly Work[]): readonly Overlap[] {
  return [...groupBy(work, ({ user }) => user).values()].flatMap(overlaps);
}

/** When an instance was frozen, by node, in order. */
type Freezes = ReadonlyMap<string, readonly number[]>;

function freezesIn({ trace }: RunView): Freezes {
  const frozen = trace.events.filter((event) => event.kind === 'lifecycle' && event.change === 'freeze');
  return new Map([...groupBy(frozen, ({ node }) => node)].map(([node, events]) => [node, events.map(({ id }) => id)]));
}

function workOf(view: RunView, invocation: InvocationView, freezes: Freezes): Work | undefined {
  const { route, node, users, calls, end } = invocation;
  if (route !== PROCESSOR) return undefined;
  const read = calls.find(isRead);
  if (read?.end.kind !== 'returned') return undefined;
  const from = read.end.event;
  const later = calls.filter(({ request }) => request > from);
  if (!later.some(goesOn)) return undefined;
  const user = users[0] ?? view.byMid.get(read.given[0] ?? '')?.user ?? '';
  // A request that comes too late and changes nothing any more is none, and to ask the model is none.
  const effective = later
    .filter(({ to }) => to !== 'qstash' && to !== 'openai')
    .map(({ request, to, arrivals }) => ({
      request,
      arrivals: STORES.includes(to) ? arrivals.filter((id) => changes(view, id)) : arrivals,
    }))
    .filter(({ arrivals }) => arrivals.length > 0);
  const died = end.kind === 'answered' || end.kind === 'open' ? [] : [end.event];
  const waited = later.flatMap(({ to, end: outcome }) =>
    to === 'openai' && outcome.kind !== 'open' ? [outcome.event] : [],
  );
  const frozen = freezes.get(node)?.find((id) => id > from) ?? Infinity;
  const awake = [...died, ...waited].map((id) => Math.min(id, frozen));
  const acted = Math.max(from, ...effective.map(({ request }) => request), ...awake);
  const to = Math.max(acted, ...effective.flatMap(({ arrivals }) => arrivals));
  const stopped = Math.min(end.kind === 'open' ? Infinity : end.event, frozen);
  return { invocation: invocation.id, user, node, from, to, acted, stopped, messages: read.given };
}

/** Services whose arrivals tell by their patch whether anything was changed. */
const STORES: readonly NodeRole[] = ['redis', 'redis-replica', 'firestore'];

function changes({ trace }: RunView, arrival: number): boolean {
  return (trace.events[arrival]?.patch?.length ?? 0) > 0;
}

function goesOn({ to, operation }: CallView): boolean {
  return to === 'openai' || to === 'messenger' || (to === 'firestore' && operation === 'commit');
}

/** Each with the one before it that works longest. */
function overlaps(work: readonly Work[]): readonly Overlap[] {
  const pairs: Overlap[] = [];
  let longest: Work | undefined;
  for (const next of work.toSorted((a, b) => a.from - b.from)) {
    if (longest !== undefined && next.from < longest.to) pairs.push([longest, next]);
    if (longest === undefined || next.to > longest.to) longest = next;
  }
  return pairs;
}
