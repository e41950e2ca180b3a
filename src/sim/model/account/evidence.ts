/**
 * What brought something about, as far as the trace shows it: the faults that struck a call, an instance or a service,
 * what the instance complained of in its log, how its clock stood, what it was made with.
 */
import type { FaultEvent, LifecycleEvent, NodeRole } from '../trace.ts';
import type { CallView, InvocationView } from '../view/index.ts';
import { spoken } from './figures.ts';
import { capital, type Ground } from './ground.ts';
import type { Sentence } from './types.ts';
import { why } from './words/index.ts';

const LONGEST_QUOTE = 120;

export function said(ground: Ground, text: string, ...eventIds: readonly (number | undefined)[]): Sentence {
  const [first] = eventIds;
  return saidAt(first === undefined ? null : ground.atMs(first), text, ...eventIds);
}

/** The same of a moment that is not that of its first event: a lock expires, and no event tells of it. */
export function saidAt(atMs: number | null, text: string, ...eventIds: readonly (number | undefined)[]): Sentence {
  return { text: capital(text), eventIds: eventIds.filter((id) => id !== undefined), atMs };
}

/** On one line, not too long, and with lengths of time as one says them. */
function quoted(text: string): string {
  const line = text.trim().replaceAll(/\s+/g, ' ');
  return line.length > LONGEST_QUOTE ? `${line.slice(0, LONGEST_QUOTE).trimEnd()}…` : line;
}

/** A fault's own words: `openai.latencyMs is 40000` becomes `slow model, openai.latencyMs is 40 s`. */
function effectOf({ effect }: FaultEvent): string {
  return quoted(effect)
    .replace(/^dead: (\S+)$/, (_, node: string) => `${node} is killed`)
    .replaceAll(/(\w+Ms) is (\d+(?:\.\d+)?)\b/g, (_, name: string, ms: string) => `${name} is ${spoken(Number(ms))}`)
    .replace(/^openai\.latencyMs is \d/, (text) => `slow model, ${text}`)
    .replaceAll(/(\d+(?:\.\d+)?) ms\b/g, (_, ms: string) => spoken(Number(ms)));
}

/** Whatever faults took effect on production's side, each kind once. */
export function allFaults(ground: Ground): readonly Sentence[] {
  return told(
    ground,
    ground.faults.filter(({ side }) => side === 'pipeline'),
  );
}

/** Each effect once, whatever it struck. */
function told(ground: Ground, found: readonly FaultEvent[]): readonly Sentence[] {
  const byEffect = new Map<string, number[]>();
  for (const fault of found) {
    const effect = effectOf(fault);
    byEffect.set(effect, [...(byEffect.get(effect) ?? []), fault.id]);
  }
  return [...byEffect].map(([effect, ids]) => said(ground, why.fault(effect, ids.length), ...ids));
}

export function faultsOnCalls(ground: Ground, calls: readonly Pick<CallView, 'request'>[]): readonly Sentence[] {
  const requests = new Set(calls.map(({ request }) => request));
  return told(
    ground,
    ground.faults.filter(({ request }) => request !== undefined && requests.has(request)),
  );
}

/** Faults that stand among the causes of an event. */
export function faultsBehind(ground: Ground, event: number | undefined): readonly Sentence[] {
  const causes = ground.event(event)?.causes ?? [];
  return told(
    ground,
    causes.flatMap((id) => faultAt(ground, id)),
  );
}

function faultAt(ground: Ground, id: number): readonly FaultEvent[] {
  const event = ground.event(id);
  return event?.kind === 'fault' ? [event] : [];
}

/** Faults of a service that lasted: another latency, a lag. Not those of its clock, and none of a single call. */
export function faultsOfService(ground: Ground, role: NodeRole, until: number): readonly Sentence[] {
  return told(
    ground,
    ground.faults.filter(
      ({ id, node, request, side }) =>
        id <= until && request === undefined && side === 'pipeline' && ground.role(node) === role,
    ),
  );
}

/** The clock of an instance, where it is off. */
export function clockOf(ground: Ground, invocation: InvocationView): readonly Sentence[] {
  const offMs = ground.offsetMs(invocation.id);
  if (offMs === 0) return [];
  const fault = ground.faults.find(
    ({ node, id }) => node === invocation.node && id <= invocation.id && ground.offsetMs(id) !== 0,
  );
  return [said(ground, why.clock(ground.invocation(invocation), offMs), fault?.id ?? invocation.id)];
}

/** What the deployment of the instance was made with, where that is a fault's doing. */
export function madeWith(ground: Ground, invocation: InvocationView): readonly Sentence[] {
  const starts = ground.view.trace.events.filter(
    (event): event is LifecycleEvent =>
      event.kind === 'lifecycle' && event.change === 'start' && event.node === invocation.node,
  );
  const deployment = /deployment (\S+)/.exec(starts.findLast(({ id }) => id <= invocation.id)?.detail ?? '')?.[1];
  if (deployment === undefined) return [];
  return told(
    ground,
    ground.faults.filter(
      ({ effect, request, id }) =>
        request === undefined &&
        id <= invocation.id &&
        (effect.startsWith(`deployment ${deployment} was made`) || effect.includes('from now on')),
    ),
  );
}

/** What the instance logged as a warning or an error; the telling ones, which are few. */
export function complaintsOf(
  ground: Ground,
  invocations: readonly InvocationView[],
  matching: RegExp = /./,
): readonly Sentence[] {
  const [first] = invocations.flatMap(({ complaints }) => complaints.filter(({ text }) => matching.test(text)));
  if (first === undefined) return [];
  const rest = invocations.flatMap(({ complaints }) =>
    complaints.filter(({ text, event }) => matching.test(text) && event !== first.event),
  );
  const same = rest.filter(({ text }) => quoted(text) === quoted(first.text)).map(({ event }) => event);
  const by = invocations.find(({ complaints }) => complaints.includes(first));
  const second = rest.find(
    ({ text, event }) =>
      quoted(text) !== quoted(first.text) && by?.complaints.some((complaint) => complaint.event === event) === true,
  );
  return [
    said(ground, why.log(quoted(first.text)), first.event, ...same),
    ...(second === undefined ? [] : [said(ground, why.logToo(quoted(second.text)), second.event)]),
  ];
}

/** Lines of the log that say how the flag was read. */
export function flagLines(ground: Ground, invocation: InvocationView): readonly Sentence[] {
  return ground.view.trace.events.flatMap((event) =>
    event.kind === 'log' &&
    event.invocation === invocation.id &&
    /Checking batching|env value|Batching enabled/.test(event.text)
      ? [said(ground, why.log(quoted(event.text)), event.id)]
      : [],
  );
}

/** The call and its faults: what somebody was waiting for when he died. */
export function waitingFor(ground: Ground, invocation: InvocationView): readonly Sentence[] {
  const open = invocation.calls.filter(({ end }) => end.kind === 'open').at(-1);
  // A body that stalls has come back by its head: nothing was called after it.
  const last = open ?? invocation.calls.at(-1);
  if (last === undefined) return [];
  const service = SERVICES[last.to];
  return [
    said(ground, why.waiting(ground.invocation(invocation), service ?? last.to, spoken(last.sentAtMs)), last.request),
    ...faultsOnCalls(ground, [last]),
    ...faultsOfService(ground, last.to, last.request),
  ];
}

const SERVICES: Readonly<Partial<Record<NodeRole, string>>> = {
  openai: 'the model',
  redis: 'Redis',
  'redis-replica': 'a replica of Redis',
  qstash: 'QStash',
  firestore: 'Firestore',
  messenger: 'Messenger',
};
