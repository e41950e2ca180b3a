/**
 * What makes an event of one run the same thing as an event of another: its kind, the role of its node, what it does,
 * and the messages that it concerns, counted in the order typed. Ids, times and random texts say nothing.
 */
import { DEFAULT_USER } from '../scenario.ts';
import type { NodeInfo, Side, Trace, TraceEvent } from '../trace.ts';

export interface Signer {
  /** Undefined for an event that is not compared: another side's, or a timer of the code under test. */
  readonly sign: (event: TraceEvent) => string | undefined;
}

/** Tokens drawn from the seed, ids and times: whatever holds a digit among its letters, and long numbers. */
const DRAWN = /\b(?=\w*\d)\w{6,}\b/g;

export function signerOf(trace: Trace, side: Side): Signer {
  const nodes = new Map(trace.nodes.map((node) => [node.id, node]));
  const indices = messageIndices(trace);
  const signatureOf = (event: TraceEvent): string | undefined => {
    if (event.side !== side) return undefined;
    const what = whatOf(event);
    if (what === undefined) return undefined;
    const user = event.users[0] ?? DEFAULT_USER;
    return [event.kind, placeOf(nodes.get(event.node)), what, user, placesOf(event.messages, indices)].join('|');
  };
  // Each is asked for several times: once as itself, and as the cause of others.
  const signatures = trace.events.map(signatureOf);
  return { sign: ({ id }) => signatures[id] };
}

/** Each message's place among all, in the order typed: what stands for it in another run, whose ids are others. */
export function messageIndices({ events }: Pick<Trace, 'events'>): ReadonlyMap<string, number> {
  const indices = new Map<string, number>();
  for (const event of events)
    if (event.kind === 'message' && !indices.has(event.mid)) indices.set(event.mid, indices.size);
  return indices;
}

/** Their places, in their order: `0,2`. */
export function placesOf(mids: readonly string[], indices: ReadonlyMap<string, number>): string {
  return mids
    .map((mid) => indices.get(mid) ?? -1)
    .toSorted((a, b) => a - b)
    .join(',');
}

/** Instances of one route are alike: which of them a request meets is drawn. */
function placeOf(node: NodeInfo | undefined): string {
  return node === undefined ? '' : node.role === 'instance' ? `instance/${node.route ?? ''}` : node.role;
}

function whatOf(event: TraceEvent): string | undefined {
  switch (event.kind) {
    case 'message':
      return '';
    case 'reply':
      return '';
    case 'request':
    case 'arrival':
    case 'service':
      return event.operation;
    case 'answer':
    case 'return':
      return '';
    case 'failure':
      return event.error.replaceAll(DRAWN, '…');
    case 'log':
      return `${event.level} ${event.text.replaceAll(DRAWN, '…')}`;
    case 'lifecycle':
      return event.change;
    case 'fault':
      return event.effect;
    case 'timer-set':
    case 'timer-cleared':
    case 'timer-fired':
      return undefined;
  }
}

/** What came out, beside what it is: equal events whose outcomes differ are a difference of their own. */
export function outcomeOf(event: TraceEvent): string {
  switch (event.kind) {
    case 'answer':
    case 'return':
      return String(event.status);
    case 'arrival': {
      const { deduplicated, refused } = event.facts ?? {};
      const taken = event.operation.includes('SET NX') ? ` taken=${String((event.patch ?? []).length > 0)}` : '';
      return `${deduplicated === true ? 'deduplicated' : ''}${refused === undefined ? '' : 'refused'}${taken}`;
    }
    case 'message':
    case 'reply':
    case 'request':
    case 'failure':
    case 'log':
    case 'lifecycle':
    case 'fault':
    case 'service':
    case 'timer-set':
    case 'timer-cleared':
    case 'timer-fired':
      return '';
  }
}
