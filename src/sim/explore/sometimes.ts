/**
 * What must be reached at least once in a campaign: a green campaign that met nothing is no proof. Each is seen in a
 * run's index; some are asked for only where the code under test, or the catalogue of faults, can bring them about.
 */
import type { CallView, InvocationView, RunView } from '../model/view/index.ts';
import { type Feature, tookEffect } from './coverage.ts';
import type { Mode } from './plan.ts';
import { type Leases, leasesIn } from './leases.ts';

export interface Sometimes {
  readonly id: string;
  readonly sentence: string;
  /** Whether a campaign that reached these features, with these faults to draw from, has to reach it. */
  readonly asked: (reached: ReadonlySet<Feature>, faults: ReadonlySet<string>) => boolean;
  /** Whether it takes more than half a second of typing and two late requests: the exhaustive mode has no more. */
  readonly beyondOneBurst?: true;
  readonly seen: (view: RunView, leases: Leases) => boolean;
}

const always = (): boolean => true;
const where =
  (prefix: string): Sometimes['asked'] =>
  (reached) =>
    [...reached].some((feature) => feature.startsWith(prefix));
const withFault =
  (...ids: readonly string[]): Sometimes['asked'] =>
  (_reached, faults) =>
    ids.some((id) => faults.has(id));

/** Of pipelines that keep a record of what is in flight. */
const LEASES = 'leases';
const withLeases =
  (...faults: readonly string[]): Sometimes['asked'] =>
  (reached, known) =>
    reached.has(LEASES) && (faults.length === 0 || withFault(...faults)(reached, known));

export const SOMETIMES: readonly Sometimes[] = [
  {
    id: 'batch-of-several',
    sentence: 'a processor answered several messages at once',
    asked: always,
    seen: ({ batches }) => batches.some(({ read }) => read.length > 1),
  },
  {
    id: 'duplicate-dropped',
    sentence: 'a publish was dropped as a duplicate',
    asked: always,
    seen: ({ publishes }) => publishes.some(({ deduplicated }) => deduplicated),
  },
  {
    id: 'put-off',
    sentence: 'a processor put a batch off',
    asked: always,
    seen: ({ publishes, byInvocation }) =>
      publishes.some(({ invocation }) => byInvocation.get(invocation ?? -1)?.route === 'processor'),
  },
  {
    id: 'came-while-at-work',
    sentence: 'a message arrived while a processor of its user was at work',
    asked: always,
    beyondOneBurst: true,
    seen: (view) => view.messages.some(({ user, eventId }) => atWork(view, user, eventId)),
  },
  {
    id: 'lock-met',
    sentence: 'a trigger met the lock',
    asked: where('lock:'),
    seen: ({ invocations, trace }) =>
      invocations.some(({ calls }) =>
        calls.some(
          ({ operation, arrivals }) =>
            operation.includes('SET NX') && arrivals.some((id) => trace.events[id]?.patch === undefined),
        ),
      ),
  },
  {
    id: 'lock-lapsed-at-work',
    sentence: 'a lock lapsed while its holder was at work',
    asked: where('lock:'),
    beyondOneBurst: true,
    seen: ({ locks, byInvocation }) =>
      locks.some(({ end, invocation, toMs }) => {
        const holder = byInvocation.get(invocation ?? -1);
        return end === 'expired' && holder !== undefined && endMs(holder) > toMs;
      }),
  },
  {
    id: 'died-with-lock',
    sentence: 'an instance died while it held the lock',
    asked: (reached, faults) => reached.has('lock:released') && withFault('crash', 'kill')(reached, faults),
    seen: ({ locks, byInvocation }) =>
      locks.some(({ fromMs, toMs, invocation }) => {
        const end = byInvocation.get(invocation ?? -1)?.end;
        return (end?.kind === 'crash' || end?.kind === 'timeout') && end.atMs >= fromMs && end.atMs <= toMs;
      }),
  },
  {
    id: 'lease-met',
    sentence: 'a trigger met another’s lease',
    asked: withLeases(),
    seen: (view, { any }) =>
      any && view.invocations.some((invocation) => answers(view, invocation, 'already_processing')),
  },
  {
    id: 'lease-lapsed',
    sentence: 'a lease lapsed, and another resumed the batch',
    asked: withLeases('openai-latency', 'crash', 'kill', 'freeze'),
    seen: (_view, { resumed }) => resumed.some(({ hadLapsed }) => hadLapsed),
  },
  {
    id: 'lease-given-up',
    sentence: 'a lease was given up, and another resumed the batch',
    asked: withLeases('call-fails', 'call-breaks'),
    seen: (_view, { resumed }) => resumed.some(({ hadLapsed }) => !hadLapsed),
  },
  {
    id: 'resumed-when-sent',
    sentence: 'a batch was resumed whose reply was known to have been sent',
    asked: withLeases('crash'),
    seen: (_view, { resumed }) => resumed.some(({ wasSent }) => wasSent),
  },
  {
    id: 'claim-gone',
    sentence: 'somebody asked whether he may send when another had done the batch',
    asked: withLeases('call-twice'),
    seen: (_view, { gone }) => gone,
  },
  {
    id: 'handed-over',
    sentence: 'a processor that was done asked for a call for those who wait',
    asked: withLeases(),
    seen: ({ publishes, byInvocation }, { any }) =>
      any &&
      publishes.some(
        ({ dedupId, invocation }) =>
          dedupId?.startsWith('h_') === true && byInvocation.get(invocation ?? -1)?.route === 'processor',
      ),
  },
  {
    id: 'dead-letter',
    sentence: 'QStash gave a message up',
    asked: (reached, faults) => withFault('call-fails')(reached, faults) && where('queue:')(reached, faults),
    seen: ({ queue }) => queue.some(({ end }) => end.kind === 'dead letter'),
  },
  {
    id: 'script-unknown',
    sentence: 'Redis did not know a script by its name',
    asked: where('call:redis EVALSHA'),
    seen: (view) =>
      anyCall(view, ({ operation, arrivals }) => operation === 'EVALSHA' && arrivals.some((id) => knewNot(view, id))),
  },
  {
    id: 'delivered-again',
    sentence: 'QStash delivered a message again',
    asked: withFault('qstash-delivers-again', 'call-twice'),
    seen: ({ invocations }) => {
      const ids = invocations.flatMap(({ delivers }) => delivers ?? []);
      return new Set(ids).size < ids.length;
    },
  },
  {
    id: 'webhook-again',
    sentence: 'a message’s webhook came again',
    asked: withFault('webhook-again', 'call-twice'),
    seen: ({ invocations }) => {
      const mids = invocations.flatMap(({ route, messages }) => (route === 'webhook' ? messages : []));
      return new Set(mids).size < mids.length;
    },
  },
  {
    id: 'answer-lost',
    sentence: 'a call was executed and its answer lost',
    asked: withFault('call-breaks', 'call-hangs'),
    seen: (view) => anyCall(view, ({ arrivals, end }) => arrivals.length > 0 && end.kind === 'failed'),
  },
  {
    id: 'request-lost',
    sentence: 'a call was lost before it was executed',
    asked: withFault('call-breaks', 'call-hangs'),
    seen: (view) => anyCall(view, ({ arrivals, end }) => arrivals.length === 0 && end.kind === 'failed'),
  },
  {
    id: 'two-users-at-once',
    sentence: 'two users were served at the same time',
    asked: (reached) => reached.has('users:2'),
    seen: ({ invocations }) => overlapOfUsers(invocations),
  },
];

/** What the run has of them, as features. */
export function sometimesIn(view: RunView): readonly Feature[] {
  const users = new Set(view.messages.map(({ user }) => user)).size;
  const leases = leasesIn(view);
  const seen = SOMETIMES.flatMap((sometimes) => (sometimes.seen(view, leases) ? [featureOf(sometimes)] : []));
  return [...seen, ...(users > 1 ? ['users:2'] : []), ...(leases.any ? [LEASES] : [])];
}

function featureOf({ id }: Pick<Sometimes, 'id'>): Feature {
  return `sometimes:${id}`;
}

export interface Situation {
  readonly id: string;
  readonly sentence: string;
}

/** What a campaign should meet, by whether it did: situations, and faults, of each of which one took effect. */
export interface Asked {
  readonly met: readonly Situation[];
  readonly unmet: readonly Situation[];
}

export function askedOf(reached: ReadonlySet<Feature>, faults: readonly string[], mode: Mode): Asked {
  const known = new Set(faults);
  const situations = SOMETIMES.filter(
    ({ asked, beyondOneBurst = false }) => asked(reached, known) && !(beyondOneBurst && mode === 'exhaustive'),
  );
  const all = [
    ...situations.map(({ id, sentence }) => ({ id, sentence, feature: featureOf({ id }) })),
    ...faults.map((id) => ({
      id: `fault-${id}`,
      sentence: `the fault ${id} took effect`,
      feature: tookEffect(id),
    })),
  ];
  const those = (wanted: boolean): readonly Situation[] =>
    all.flatMap(({ feature, ...situation }) => (reached.has(feature) === wanted ? [situation] : []));
  return { met: those(true), unmet: those(false) };
}

function anyCall({ invocations }: RunView, holds: (call: CallView) => boolean): boolean {
  return invocations.some(({ calls }) => calls.some(holds));
}

/** Whether the invocation's own answer says that. */
function answers({ trace }: RunView, { route, end }: InvocationView, status: string): boolean {
  if (route !== 'processor' || end.kind !== 'answered') return false;
  const answer = trace.events[end.event];
  return answer?.kind === 'answer' && answer.body.includes(`"${status}"`);
}

function knewNot({ trace }: RunView, arrival: number): boolean {
  const event = trace.events[arrival];
  return event?.kind === 'arrival' && JSON.stringify(event.facts ?? {}).includes('NOSCRIPT');
}

function endMs({ end }: InvocationView): number {
  return end.kind === 'open' ? Infinity : end.atMs;
}

function atWork({ invocations }: RunView, user: string, event: number): boolean {
  return invocations.some(
    ({ route, users, id, end }) =>
      route === 'processor' && users.includes(user) && id < event && (end.kind === 'open' || end.event > event),
  );
}

function overlapOfUsers(invocations: readonly InvocationView[]): boolean {
  return invocations.some((one, i) => {
    const other = invocations[i + 1];
    if (other === undefined || other.startMs >= endMs(one)) return false;
    return one.users[0] !== undefined && other.users[0] !== undefined && one.users[0] !== other.users[0];
  });
}
