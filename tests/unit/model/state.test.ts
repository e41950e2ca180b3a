import { describe, expect, it } from 'vitest';
import { createStateReader, type State } from '../../../src/sim/model/state.ts';
import type { StateChange, Trace } from '../../../src/sim/model/trace.ts';
import { goodRun } from '../checks/support.ts';
import { USER } from '../../support/trace-builder.ts';

function patched(patches: readonly (readonly [number, readonly StateChange[]])[]): Pick<Trace, 'events'> {
  return {
    events: patches.map(([atMs, patch], id) => ({
      kind: 'service',
      id,
      atMs,
      node: 'redis',
      clockMs: atMs,
      side: 'pipeline',
      causes: [],
      messages: [],
      users: [],
      operation: 'x',
      patch,
    })),
  };
}

function values(state: State, node = 'redis'): Record<string, unknown> {
  return Object.fromEntries([...(state.get(node) ?? [])].map(([key, { value }]) => [key, value]));
}

describe('the state at a moment', () => {
  it('is what a service holds after that event', () => {
    const trace = goodRun().build();
    const reader = createStateReader(trace);
    expect(values(reader.atMs(200))).toEqual({ [`msgbatch:${USER}`]: ['m_1'] });
    expect(values(reader.atMs(600))).toEqual({ [`msgbatch:${USER}`]: ['m_1', 'm_2'] });
    expect(Object.keys(values(reader.atMs(4_000)))).toContain(`batch_processing_${USER}`);
    expect(values(reader.atMs(6_000))).toEqual({});
    expect(reader.atEvent(-1).size).toBe(0);
  });

  it('leaves out what has expired, and begins a list anew', () => {
    const reader = createStateReader(
      patched([
        [0, [{ op: 'push', key: 'list', values: [1], expiresAtMs: 100 }]],
        [50, [{ op: 'push', key: 'list', values: [2] }]],
        [100, [{ op: 'push', key: 'list', values: [3] }]],
        [110, [{ op: 'expire', key: 'list', expiresAtMs: 120 }]],
      ]),
    );
    expect(values(reader.atEvent(1))).toEqual({ list: [1, 2] });
    expect(values(reader.atMs(99))).toEqual({ list: [1, 2] });
    expect(values(reader.atMs(100))).toEqual({ list: [3] });
    expect(values(reader.atMs(120))).toEqual({});
  });

  it('is the same however one jumps about, over checkpoints and back', () => {
    const patches = Array.from({ length: 3_500 }, (_, i) => [i, [{ op: 'set', key: `k${i % 7}`, value: i }]] as const);
    const trace = patched(patches);
    const reader = createStateReader(trace);
    for (const id of [3_499, 10, 2_000, 1_999, 1_000, 3_499, 0]) {
      expect(values(reader.atEvent(id))).toEqual(values(createStateReader(trace).atEvent(id)));
      expect(values(reader.atEvent(id))[`k${id % 7}`]).toBe(id);
    }
  });

  it('tells what an event changed', () => {
    const reader = createStateReader(
      patched([
        [0, [{ op: 'set', key: 'a', value: 1 }]],
        [
          10,
          [
            { op: 'set', key: 'a', value: 2 },
            { op: 'set', key: 'b', value: true },
          ],
        ],
        [20, [{ op: 'delete', key: 'a' }]],
      ]),
    );
    expect(reader.changes(1)).toMatchObject([
      { key: 'a', before: { value: 1, eventId: 0 }, after: { value: 2, eventId: 1 } },
      { key: 'b', before: undefined, after: { value: true } },
    ]);
    expect(reader.changes(2)).toMatchObject([{ key: 'a', before: { value: 2 }, after: undefined }]);
  });
});
