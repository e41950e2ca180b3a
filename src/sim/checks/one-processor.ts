/**
 * Never two processors at work on one user at once. At work is who has read messages and goes on with them, from the
 * read to the last effect; who meets the lock, finds nothing or puts the batch off is not. An instance that was
 * frozen and wakes up counts where it still has an effect.
 */
import { count, duration, moment } from '../model/words.ts';
import type { NodeRole } from '../model/trace.ts';
import { type CallView, type InvocationView, isRead, type RunView } from '../model/view/index.ts';
import { type Check, verdictsOf } from './check.ts';
import { groupBy } from '../model/group-by.ts';

const say = verdictsOf('one-processor');
const PROCESSOR = 'processor';

interface Work {
  readonly user: string;
  readonly node: string;
  /** The read by which it began, and its last effect. */
  readonly from: number;
  readonly to: number;
  readonly messages: readonly string[];
}

export const oneProcessor: Check = {
  id: 'one-processor',
  kind: 'safety',
  title: 'One processor at a time',
  sentence: 'Never are two processors at work on one user at once.',
  unlessListed: 'holds',
  judgesTab: false,
  judge: (view) => {
    const work = view.invocations.flatMap((invocation) => workOf(view, invocation) ?? []);
    const pairs = [...groupBy(work, ({ user }) => user).values()].flatMap(overlaps);
    const [first] = pairs.toSorted((a, b) => a[1].from - b[1].from);
    if (first === undefined)
      return say.holds(`Processors went to work ${count(work.length, 'time')}, and never two for one user at once.`);
    const [one, other] = first;
    const atMs = (id: number): number => view.trace.events[id]?.atMs ?? 0;
    const togetherMs = atMs(Math.min(one.to, other.to)) - atMs(other.from);
    const more = pairs.length > 1 ? `; it happened ${pairs.length} times` : '';
    return say.broken(
      `From ${moment(atMs(other.from))} on ${one.node} and ${other.node} worked for one user together, for ${duration(togetherMs)}${more}.`,
      {
        eventIds: pairs.flatMap(([a, b]) => [b.from, a.from]),
        messages: pairs.flatMap(([a, b]) => [...a.messages, ...b.messages]),
      },
    );
  },
};

function workOf(view: RunView, { route, node, users, calls, end }: InvocationView): Work | undefined {
  if (route !== PROCESSOR) return undefined;
  const read = calls.find(isRead);
  if (read?.end.kind !== 'returned') return undefined;
  const from = read.end.event;
  const later = calls.filter(({ request }) => request > from);
  if (!later.some(goesOn)) return undefined;
  const user = users[0] ?? view.byMid.get(read.given[0] ?? '')?.user ?? '';
  // A request that comes too late and changes nothing any more is none, and to ask the model is none.
  const effects = later
    .filter(({ to }) => to !== 'qstash' && to !== 'openai')
    .flatMap(({ to, arrivals }) => (STORES.includes(to) ? arrivals.filter((id) => changes(view, id)) : arrivals));
  const died = end.kind === 'answered' || end.kind === 'open' ? [] : [end.event];
  const waited = later.flatMap(({ to, end: outcome }) =>
    to === 'openai' && outcome.kind !== 'open' ? [outcome.event] : [],
  );
  return { user, node, from, to: Math.max(from, ...effects, ...died, ...waited), messages: read.given };
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
function overlaps(work: readonly Work[]): readonly (readonly [Work, Work])[] {
  const pairs: [Work, Work][] = [];
  let longest: Work | undefined;
  for (const next of work.toSorted((a, b) => a.from - b.from)) {
    if (longest !== undefined && next.from < longest.to) pairs.push([longest, next]);
    if (longest === undefined || next.to > longest.to) longest = next;
  }
  return pairs;
}
