/**
 * What the services hold at a moment, as a person would look for it: Redis' keys, QStash's queue, the ids that it has
 * taken and its dead letters, Firestore's documents; each with what is left of its time and whether this step changed
 * it. Pure; the paths are those of the services' patches.
 */
import { isRecord, type Json } from '../../../sim/model/json.ts';
import { countUntil, type Held, type State } from '../../../sim/model/state.ts';
import type { NodeInfo, Trace } from '../../../sim/model/trace.ts';
import { stateReaderOf } from '../selectors.ts';
import type { PageState } from '../state.ts';

/** `gone`: it was there before this step. */
export type Change = 'new' | 'changed' | 'gone' | null;

export interface Entry {
  /** As the service's patches name it. */
  readonly key: string;
  /** Without its group. */
  readonly name: string;
  readonly value: Json;
  /** Virtual milliseconds; null: it stays. */
  readonly expiresAtMs: number | null;
  readonly change: Change;
}

export const SHELVES = ['keys', 'queued', 'taken', 'dead', 'delivered', 'documents', 'other'] as const;
export type Shelf = (typeof SHELVES)[number];

export interface Shelved {
  readonly shelf: Shelf;
  /** What `other` is called: the first part of its keys. */
  readonly label: string;
  readonly entries: readonly Entry[];
}

export interface ServiceNow {
  readonly node: NodeInfo;
  readonly shelves: readonly Shelved[];
}

const SERVICES: readonly NodeInfo['role'][] = ['redis', 'redis-replica', 'qstash', 'firestore', 'messenger', 'openai'];
/** Shelves that are shown when they are empty, too: that nothing is there is what one looks for. */
const ALWAYS: Readonly<Partial<Record<NodeInfo['role'], readonly Shelf[]>>> = {
  redis: ['keys'],
  'redis-replica': ['keys'],
  qstash: ['queued', 'taken', 'dead'],
  firestore: ['documents'],
};

/**
 * How many events have happened at the moment on show: up to the selected one, where the playhead stands on it, since
 * several may share a moment; else all of them until then.
 */
export function countAt({ result, playheadMs, selectedEventId }: PageState): number {
  if (result === null) return 0;
  const { events } = result.trace;
  const selected = selectedEventId === null ? undefined : events[selectedEventId];
  return selected?.atMs === playheadMs ? selected.id + 1 : countUntil(events, playheadMs);
}

/** After that many events, at that moment; changes are since the event before the last. */
export function heldAt(trace: Trace, count: number, atMs: number): readonly ServiceNow[] {
  const reader = stateReaderOf(trace);
  const now = reader.atEvent(count - 1);
  const before: State = count === 0 ? new Map() : reader.atEvent(count - 2);
  return SERVICES.flatMap((role) =>
    trace.nodes
      .filter((node) => node.side === 'pipeline' && node.role === role)
      .map((node) => ({ node, shelves: shelve(role, entriesOf(now.get(node.id), before.get(node.id), atMs)) })),
  ).filter(({ node, shelves }) => shelves.length > 0 || ALWAYS[node.role] !== undefined);
}

type Keys = ReadonlyMap<string, Held> | undefined;

function entriesOf(now: Keys, before: Keys, atMs: number): readonly Entry[] {
  const entries: Entry[] = [];
  for (const [name, { value, expiresAtMs, eventId }] of now ?? []) {
    const old = before?.get(name);
    const change = old === undefined ? 'new' : old.eventId === eventId ? null : 'changed';
    entries.push({ key: name, name, value, expiresAtMs, change: over(expiresAtMs, atMs) ? 'gone' : change });
  }
  for (const [name, { value, expiresAtMs }] of before ?? []) {
    if (now?.has(name) !== true) entries.push({ key: name, name, value, expiresAtMs, change: 'gone' });
  }
  return entries;
}

function over(expiresAtMs: number | null, atMs: number): boolean {
  return expiresAtMs !== null && expiresAtMs <= atMs;
}

function shelve(role: NodeInfo['role'], entries: readonly Entry[]): readonly Shelved[] {
  const shelves = new Map<string, { readonly shelf: Shelf; readonly label: string; readonly entries: Entry[] }>();
  const put = (shelf: Shelf, label: string, entry?: Entry): void => {
    const known = shelves.get(`${shelf}/${label}`) ?? { shelf, label, entries: [] };
    shelves.set(`${shelf}/${label}`, known);
    if (entry !== undefined) known.entries.push(entry);
  };
  for (const shelf of ALWAYS[role] ?? []) put(shelf, '');
  for (const entry of entries) {
    const slash = entry.name.indexOf('/');
    const group = slash === -1 ? '' : entry.name.slice(0, slash);
    const inside = { ...entry, name: entry.name.slice(slash + 1) };
    switch (role) {
      case 'redis':
      case 'redis-replica':
        put('keys', '', entry);
        break;
      case 'qstash':
        if (group === 'messages') put(isDone(entry.value) ? 'delivered' : 'queued', '', inside);
        else if (group === 'dedup') put('taken', '', inside);
        else if (group === 'dlq') put('dead', '', inside);
        else put('other', group, inside);
        break;
      case 'firestore':
        if (group === 'documents') put('documents', '', inside);
        else put('other', group, group === '' ? entry : inside);
        break;
      default:
        put('other', group, group === '' ? entry : inside);
    }
  }
  return [...shelves.values()];
}

/** Delivered or given up: nothing more happens to it. */
function isDone(value: Json): boolean {
  return isRecord(value) && (value['state'] === 'DELIVERED' || value['state'] === 'FAILED');
}
