/**
 * Who is at work on a user's messages, and who at the same time. At work is who has read messages and goes on with them,
 * from the read to the last effect, and while the model thinks; who meets the lock, finds nothing or puts the batch off
 * is not. An instance that is frozen does nothing, and what was overdue when it woke up is no work: it counts from then on
 * only where it still has an effect, or goes on waiting for the model.
 */
import { groupBy } from '../group-by.ts';
import { isRead } from './batches.ts';
import { effectsOf } from './effects.ts';
import { type Frozen, type FrozenByNode, frozenIn, stoodStill } from './frozen.ts';
import type { CallView, InvocationView, RunView } from './types.ts';

const PROCESSOR = 'processor';

export interface Work {
  readonly invocation: number;
  readonly user: string;
  readonly node: string;
  /** The read by which it began, and its last effect. */
  readonly from: number;
  readonly to: number;
  /**
   * The last event in which it did something itself, but to record what it heard of its Send: later effects are those of
   * calls that were under way, and what follows from their answers.
   */
  readonly actedElse: number;
  /** The event that ended it; `Infinity` where none did. */
  readonly ended: number;
  /**
   * When Redis had the last of its calls, by which it let go: from then on it only heard answers and, as it pleased,
   * asked QStash to come again. `Infinity` where its last call was another service's.
   */
  readonly letGo: number;
  readonly frozen: readonly Frozen[];
  readonly messages: readonly string[];
}

/** Two at work on one user at once, in the order in which they began. */
export type Overlap = readonly [Work, Work];

export function workIn(view: RunView): readonly Work[] {
  const frozen = frozenIn(view);
  return view.invocations.flatMap((invocation) => workOf(view, invocation, frozen) ?? []);
}

export function overlapsOf(work: readonly Work[]): readonly Overlap[] {
  return [...groupBy(work, ({ user }) => user).values()].flatMap(overlaps);
}

/** Whether by then it had come to its end, had let go, or stood still: what arrives after that was under way. */
export function hasStopped({ ended, letGo, frozen }: Work, event: number): boolean {
  return ended < event || letGo < event || stoodStill(frozen, event);
}

function workOf(view: RunView, invocation: InvocationView, byNode: FrozenByNode): Work | undefined {
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
    .map((call) => ({ request: call.request, arrivals: effectsOf(view, call) }))
    .filter(({ arrivals }) => arrivals.length > 0);
  const letGo = lastArrival(later);
  const isDead = end.kind !== 'answered' && end.kind !== 'open';
  const died = isDead && letGo > end.event && !hadOnlyToHear(later) ? [end.event] : [];
  const waited = later.flatMap(({ to, end: outcome }) =>
    to === 'openai' && outcome.kind !== 'open' ? [outcome.event] : [],
  );
  const frozen = byNode.get(node)?.filter((spell) => spell.from > from) ?? [];
  const awake = [...died, ...waited].map((id) => lastAwake(view, frozen, id));
  const requests = effective.map(({ request }) => request);
  const record = recordOf(later);
  const actedElse = Math.max(from, ...requests.filter((request) => request !== record), ...awake);
  const to = Math.max(actedElse, ...requests, ...effective.flatMap(({ arrivals }) => arrivals));
  const ended = end.kind === 'open' ? Infinity : end.event;
  return { invocation: invocation.id, user, node, from, to, actedElse, ended, letGo, frozen, messages: read.given };
}

/** When Redis had the last of the calls that are work: a release, or what closes the batch. To ask QStash is no work. */
function lastArrival(calls: readonly CallView[]): number {
  const last = calls.findLast(({ to }) => to !== 'qstash');
  return last?.to === 'redis' ? (last.arrivals[0] ?? Infinity) : Infinity;
}

/** Whether whoever dies waited for nothing but answers to what was done already, or to what is no work. */
function hadOnlyToHear(calls: readonly CallView[]): boolean {
  const open = calls.filter(({ end }) => end.kind === 'open');
  return (
    open.length > 0 && open.every(({ to, arrivals }) => to === 'qstash' || (to !== 'openai' && arrivals.length > 0))
  );
}

/** The request by which it records what became of its Send: the first one after the answer to that, if it is for Redis. */
function recordOf(calls: readonly CallView[]): number | undefined {
  const sent = calls.find(({ to }) => to === 'messenger')?.end;
  if (sent?.kind !== 'returned') return undefined;
  const next = calls.find(({ request }) => request > sent.event);
  return next?.to === 'redis' ? next.request : undefined;
}

/** The event; where it came to an instance that stood still, or was overdue when that woke up: since when it had. */
function lastAwake({ trace }: RunView, frozen: readonly Frozen[], event: number): number {
  const atMs = trace.events[event]?.atMs;
  const asleep = frozen.find(({ from, to, toMs }) => from < event && (event < to || atMs === toMs));
  return asleep?.from ?? event;
}

function goesOn({ to, operation }: CallView): boolean {
  return to === 'openai' || to === 'messenger' || (to === 'firestore' && operation === 'commit');
}

/** Each with all before it that are still at work: one that is excused must not stand before another that is not. */
function overlaps(work: readonly Work[]): readonly Overlap[] {
  const pairs: Overlap[] = [];
  let open: readonly Work[] = [];
  for (const next of work.toSorted((a, b) => a.from - b.from)) {
    open = open.filter(({ to }) => next.from < to);
    for (const before of open) pairs.push([before, next]);
    open = [...open, next];
  }
  return pairs;
}
