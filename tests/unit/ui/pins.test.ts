/** What is pinned shows at every moment, says what the last step changed, and outlives the page. */
import { describe, expect, it } from 'vitest';
import type { StateChange, Trace, TraceEvent } from '../../../src/sim/model/trace.ts';
import { PinBoard } from '../../../src/ui/store/moment/pin-board.ts';
import {
  MOST_PINS,
  type Pin,
  pinnedAt,
  readPin,
  readPins,
  writePin,
  writePins,
} from '../../../src/ui/store/moment/pins.ts';
import { fc } from '../../support/property.ts';
import { drawnTrace } from './drawn-trace.ts';

const lock: Pin = { kind: 'held', node: 'redis', key: 'lock:328' };
const list: Pin = { kind: 'held', node: 'redis', key: 'list:328' };
const queue: Pin = { kind: 'count', node: 'qstash', shelf: 'queued' };
const clock: Pin = { kind: 'clock', node: 'processor-1' };
const instance: Pin = { kind: 'instance', node: 'processor-1' };

/** One event a change, half a second apart, each on its node. */
function changed(...changes: readonly (readonly [node: string, ...patch: readonly StateChange[]])[]): Trace {
  const [first] = drawnTrace.events;
  if (first === undefined) throw new Error('the drawn trace has events');
  const common = { side: 'pipeline', causes: [], messages: [], users: [], kind: 'service', operation: 'note' } as const;
  const events = changes.map(([node, ...patch], id): TraceEvent => {
    const atMs = 500 * (id + 1);
    return { ...common, id, node, patch, atMs, clockMs: atMs };
  });
  return { ...drawnTrace, events };
}

const set = (key: string, value: string, expiresAtMs?: number): StateChange => ({
  op: 'set',
  key,
  value,
  ...(expiresAtMs === undefined ? {} : { expiresAtMs }),
});

/** `processor-1 (was nothing)`, or the value alone where this step did not change it. */
function seen(trace: Trace, pin: Pin, count: number, atMs = trace.events[count - 1]?.atMs ?? 0): string {
  const [pinned] = pinnedAt(trace, [pin], count, atMs);
  const told = (value: NonNullable<typeof pinned>['now']): string => {
    if (value === null) return 'nothing';
    return value.kind === 'held' ? JSON.stringify(value.value) : JSON.stringify(value);
  };
  if (pinned === undefined) throw new Error('it is pinned');
  return pinned.changed ? `${told(pinned.now)} (was ${told(pinned.before)})` : told(pinned.now);
}

describe('a pinned value', () => {
  const trace = changed(
    ['redis', { op: 'push', key: 'list:328', values: ['a', 'b'] }],
    ['redis', set('lock:328', 'processor-1', 1_900)],
    ['qstash', set('messages/m1', 'queued'), set('dedup/x', 'm1')],
    ['redis', { op: 'delete', key: 'list:328' }],
  );

  it('is what it is after each step, and stands out where the step changed it', () => {
    expect([0, 1, 2, 3, 4].map((count) => seen(trace, list, count))).toEqual([
      'nothing',
      '["a","b"] (was nothing)',
      '["a","b"]',
      '["a","b"]',
      'nothing (was ["a","b"])',
    ]);
  });

  it('is gone when its time is over, though nothing happens then', () => {
    expect(seen(trace, lock, 2)).toBe('"processor-1" (was nothing)');
    expect(seen(trace, lock, 3, 1_800)).toBe('"processor-1"');
    expect(seen(trace, lock, 3, 1_900)).toBe('nothing (was "processor-1")');
  });

  it('may be how many there are', () => {
    expect(seen(trace, queue, 2)).toBe('{"kind":"count","entries":0}');
    expect(seen(trace, queue, 3)).toBe('{"kind":"count","entries":1} (was {"kind":"count","entries":0})');
    expect(seen(trace, { ...queue, shelf: 'taken' }, 4)).toBe('{"kind":"count","entries":1}');
  });

  it('may be an instance, or its clock, of which only a change of its offset is one', () => {
    const end = drawnTrace.events.length;
    const at = (pin: Pin) => pinnedAt(drawnTrace, [pin], end, 60_000)[0];
    expect(at(instance)?.now).toMatchObject({ kind: 'instance' });
    expect(at(clock)).toMatchObject({ now: { kind: 'clock', skewMs: -2000 }, changed: false });
  });

  it('stays where this run has nothing by that name', () => {
    expect(seen(trace, { kind: 'held', node: 'nowhere', key: 'a' }, 4)).toBe('nothing');
    expect(seen(trace, { kind: 'count', node: 'nowhere', shelf: 'keys' }, 4)).toBe('nothing');
    expect(seen(trace, { kind: 'clock', node: 'nowhere' }, 4)).toBe('nothing');
  });
});

describe('a pin as text', () => {
  it('comes back as it was, whatever its key holds', () => {
    const pin = fc.oneof(
      fc
        .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
        .map((key): Pin => ({ kind: 'held', node: 'redis', key })),
      fc.constantFrom<Pin>(queue, clock, instance),
    );
    fc.assert(
      fc.property(pin, (each) => {
        expect(readPin(writePin(each))).toEqual(each);
      }),
    );
    expect(readPins(writePins([lock, queue, clock]), 'link.pins')).toEqual([lock, queue, clock]);
  });

  it.each(['', '{}', '["redis"]', '["qstash#kitchen"]', '["a@b"]', '[7]', JSON.stringify(Array(25).fill('redis/a'))])(
    '%s is none, and is refused by its field',
    (text) => {
      expect(() => readPins(text, 'link.pins')).toThrow('link.pins: found');
    },
  );
});

describe('the board', () => {
  function kept(text?: string) {
    const held = { text };
    const board = new PinBoard({ load: () => held.text, save: (next) => (held.text = next) });
    return { board, held };
  }

  it('has tomorrow what was pinned today', () => {
    const today = kept();
    for (const pin of [lock, queue, clock, queue]) today.board.toggle(pin);
    expect(today.board.pins).toEqual([lock, clock]);
    expect(kept(today.held.text).board.pins).toEqual([lock, clock]);
  });

  it('shows what a link brings without keeping it, until somebody changes it', () => {
    const { board, held } = kept(writePins([lock]));
    board.visit([queue]);
    expect([board.pins, held.text]).toEqual([[queue], writePins([lock])]);
    board.toggle(clock);
    expect(held.text).toBe(writePins([queue, clock]));
  });

  it('has tomorrow also what has a long key, and beside it what fits, whatever does not', () => {
    const { board, held } = kept();
    const long: Pin = { kind: 'held', node: 'redis', key: 'k'.repeat(2_000) };
    for (const pin of [lock, long, { ...long, key: 'k'.repeat(9_000) }]) board.toggle(pin);
    expect(kept(held.text).board.pins).toEqual([lock, long]);
    expect(kept('["other", "qstash#queued"]').board.pins).toEqual([queue]);
  });

  it('is empty where nothing fits of what was kept', () => {
    expect(kept('{{{').board.pins).toEqual([]);
    expect(kept('["other"]').board.pins).toEqual([]);
  });

  it('lets the oldest go where there are too many', () => {
    const { board } = kept();
    for (let i = 0; i <= MOST_PINS; i += 1) board.toggle({ kind: 'held', node: 'redis', key: `k${i}` });
    expect(board.pins).toHaveLength(MOST_PINS);
    expect(board.pins[0]).toMatchObject({ key: 'k1' });
  });
});
