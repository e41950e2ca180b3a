import { describe, expect, it } from 'vitest';
import type { StateChange, Trace, TraceEvent } from '../../../src/sim/model/trace.ts';
import { countAt, heldAt } from '../../../src/ui/store/moment/held.ts';
import { instancesAt } from '../../../src/ui/store/moment/nodes.ts';
import { initialState } from '../../../src/ui/store/state.ts';
import { drawnResult, drawnTrace, USER } from './drawn-trace.ts';

/** What each shelf holds, as lines: `QStash queued msg_1 new`. */
function lines(trace: Trace, count: number, atMs: number): readonly string[] {
  return heldAt(trace, count, atMs).flatMap(({ node, shelves }) =>
    shelves.flatMap(({ shelf, label, entries }) =>
      entries.map(({ name, change }) => [node.label, shelf, label, name, change].filter(Boolean).join(' ')),
    ),
  );
}

/** One event a patch, half a second apart, each on that node. */
function patched(node: string, ...patches: readonly (readonly StateChange[])[]): Trace {
  const [first] = drawnTrace.events;
  if (first === undefined) throw new Error('the drawn trace has events');
  const { clockMs, users } = first;
  const events = patches.map((patch, id): TraceEvent => ({
    kind: 'service',
    operation: 'note',
    id,
    atMs: 500 * (id + 1),
    node,
    clockMs,
    side: 'pipeline',
    causes: [],
    messages: [],
    users,
    patch,
  }));
  return { ...drawnTrace, events };
}

const message = (id: string, state: string): StateChange => ({
  op: 'set',
  key: `messages/${id}`,
  value: { state, dueAtMs: 3_000 },
});

describe('what the services hold at a moment', () => {
  it('is nothing at the start, and the shelves that matter are there all the same', () => {
    const shelves = heldAt(drawnTrace, 0, 0).map(({ node, shelves: held }) => [
      node.label,
      held.map(({ shelf }) => shelf),
    ]);
    expect(shelves).toEqual([
      ['Redis', ['keys']],
      ['QStash', ['queued', 'taken', 'dead']],
      ['Firestore', ['documents']],
    ]);
    expect(lines(drawnTrace, 0, 0)).toEqual([]);
  });

  it('tells QStash’s queue from what it is done with, from ids that are taken and from dead letters', () => {
    const trace = patched(
      'qstash',
      [message('a', 'CREATED'), { op: 'set', key: 'dedup/batch', value: {}, expiresAtMs: 90_000 }],
      [message('b', 'CREATED')],
      [message('a', 'DELIVERED')],
      [message('b', 'FAILED'), { op: 'set', key: 'dlq/1', value: {} }],
    );
    expect(lines(trace, 1, 500)).toEqual(['QStash queued a new', 'QStash taken batch new']);
    expect(lines(trace, 2, 1_000)).toEqual(['QStash queued a', 'QStash queued b new', 'QStash taken batch']);
    expect(lines(trace, 4, 2_000)).toEqual([
      'QStash taken batch',
      'QStash dead 1 new',
      'QStash delivered a',
      'QStash delivered b changed',
    ]);
  });

  it('marks what this step changed, took away, or let expire, and nothing else', () => {
    const set = (key: string, value: string): StateChange => ({ op: 'set', key, value });
    const trace = patched(
      'redis',
      [set('list', '1'), set('lock', 'p')],
      [set('list', '2')],
      [{ op: 'delete', key: 'lock' }],
    );
    expect(lines(trace, 2, 1_000)).toEqual(['Redis keys list changed', 'Redis keys lock']);
    expect(lines(trace, 3, 1_500)).toEqual(['Redis keys list', 'Redis keys lock gone']);
    const lapsing = patched('redis', [{ op: 'set', key: 'lock', value: 'p', expiresAtMs: 700 }]);
    expect(lines(lapsing, 1, 699)).toEqual(['Redis keys lock new']);
    expect(lines(lapsing, 1, 700)).toEqual(['Redis keys lock gone']);
  });

  it('is counted up to the selected event where the playhead stands on it, else to the end of the moment', () => {
    const state = { ...initialState('auto', false), result: drawnResult, playheadMs: 0 };
    const atStart = drawnTrace.events.filter(({ atMs }) => atMs === 0);
    expect(atStart.length).toBeGreaterThan(1);
    expect(countAt(state)).toBe(atStart.length);
    expect(countAt({ ...state, selectedEventId: 0 })).toBe(1);
    expect(countAt({ ...state, selectedEventId: drawnTrace.events.length - 1 })).toBe(atStart.length);
    expect(countAt({ ...state, result: null })).toBe(0);
  });
});

describe('the instances at a moment', () => {
  const [base] = drawnTrace.events;
  if (base === undefined) throw new Error('the drawn trace has events');
  const life = (id: number, change: 'start' | 'crash', environment?: Record<string, string | null>): TraceEvent => ({
    kind: 'lifecycle',
    id,
    atMs: id,
    node: 'processor-1',
    clockMs: 0,
    side: 'pipeline',
    causes: [],
    messages: [],
    users: [USER],
    change,
    detail: change === 'start' ? 'deployment preview' : 'crash',
    ...(environment === undefined ? {} : { facts: { environment } }),
  });

  it('carry their deployment, and how its environment differs', () => {
    const trace: Trace = { ...drawnTrace, events: [life(0, 'start', { FLAG: 'false', KEY: null }), life(1, 'crash')] };
    const [started] = instancesAt(trace, 1);
    expect(started).toMatchObject({
      state: 'start',
      deployment: 'preview',
      differs: [
        ['FLAG', 'false'],
        ['KEY', null],
      ],
      changed: true,
    });
    expect(instancesAt(trace, 2)).toMatchObject([{ state: 'crash', busy: 0, deployment: 'preview' }]);
    expect(instancesAt(trace, 0)).toEqual([]);
  });
});
