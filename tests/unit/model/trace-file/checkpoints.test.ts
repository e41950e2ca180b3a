/** Checkpoints say up to where a run is the recorded one, with a few letters for each of a few places. */
import { describe, expect, it } from 'vitest';
import {
  type Checkpoint,
  type Departure,
  markTrace,
  readCheckpoints,
  tellDeparture,
  writeCheckpoints,
} from '../../../../src/sim/model/trace-file/checkpoints.ts';
import { hashTrace } from '../../../../src/sim/model/trace-file/hash.ts';
import type { Trace, TraceEvent } from '../../../../src/sim/model/trace.ts';
import { fc } from '../../../support/property.ts';
import { drawnTrace } from '../../ui/drawn-trace.ts';

/** A run of so many events, 50 ms apart; from `otherFrom` on another one. */
function runOf(count: number, otherFrom = Infinity): Trace {
  const events = Array.from({ length: count }, (_, id): TraceEvent => {
    const text = id >= otherFrom ? 'other' : 'line';
    const common = { id, atMs: (id + 1) * 50, clockMs: id, node: 'redis', side: 'pipeline', causes: [] } as const;
    return { ...common, messages: [], users: [], kind: 'log', level: 'log', text };
  });
  return { ...drawnTrace, events };
}

const departureOf = (now: Trace, recorded: Trace): Departure | null =>
  markTrace(now, markTrace(recorded).checkpoints).departure;

describe('checkpoints', () => {
  it('are few, at round numbers and at the end', () => {
    const places = (count: number) => markTrace(runOf(count)).checkpoints.map(({ events }) => events);
    expect(places(0)).toEqual([]);
    expect(places(1)).toEqual([1]);
    expect(places(124)).toEqual([20, 40, 60, 80, 100, 120, 124]);
    expect(places(120)).toEqual([20, 40, 60, 80, 100, 120]);
    for (const count of [9, 99, 1_234, 20_000]) expect(places(count).length).toBeLessThanOrEqual(9);
  });

  it('come beside the hash of the trace, which is what it always was', () => {
    expect(markTrace(drawnTrace).hash).toBe(hashTrace(drawnTrace));
    expect(markTrace(drawnTrace).departure).toBeNull();
  });

  it('do not look at the inputs: a setting that came later changes nothing', () => {
    const other = { ...drawnTrace, inputs: { ...drawnTrace.inputs, settings: { newcomer: 1 } } };
    expect(markTrace(other).checkpoints).toEqual(markTrace(drawnTrace).checkpoints);
  });

  it('differ from the event on that is another one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.nat(299), (count, other) => {
        const otherFrom = Math.min(other, count - 1);
        const departure = departureOf(runOf(count, otherFrom), runOf(count));
        expect(departure).toMatchObject({ kind: 'departs' });
        if (departure?.kind !== 'departs') return;
        expect(departure.after).toBeLessThanOrEqual(otherFrom);
        expect(departure.before).toBeGreaterThan(otherFrom);
      }),
    );
  });

  it.each<[string, Trace, Trace, string]>([
    ['the same run', runOf(124), runOf(124), 'as recorded, all 124 events'],
    [
      'one that goes another way in its middle',
      runOf(124, 50),
      runOf(124),
      'as recorded up to event 40 (2.00 s); departs between there and event 60',
    ],
    ['one that begins otherwise', runOf(124, 3), runOf(124), 'departs from the recorded run before event 20'],
    [
      'one that ends too soon',
      runOf(90),
      runOf(124),
      'as recorded up to event 80 (4.00 s); departs between there and event 100',
    ],
    ['one that has more', runOf(130), runOf(124), 'as recorded up to its last event, 124; goes on to event 130'],
  ])('tell of %s in a sentence', (_, now, recorded, sentence) => {
    const departure = departureOf(now, recorded);
    expect(departure === null ? null : tellDeparture(departure)).toBe(sentence);
  });

  it('are read as they are written', () => {
    const { checkpoints } = markTrace(runOf(124));
    const text = writeCheckpoints(checkpoints);
    expect(text.length).toBeLessThan(100);
    expect(readCheckpoints(text, 'link.hashes')).toEqual(checkpoints);
  });

  it.each(['', '20', '20-abc', '0-abcdef', '20-abcdeF', '40-abcdef.20-abcdef', '20-abcdef.20-abcdef', 'a-abcdef'])(
    '“%s” are none',
    (text) => {
      expect(() => readCheckpoints(text, 'link.hashes')).toThrow('link.hashes: found');
    },
  );

  it('are spread over all letters', () => {
    const hashes = markTrace(runOf(2_000)).checkpoints.map(({ hash }: Checkpoint) => hash);
    expect(new Set(hashes).size).toBe(hashes.length);
    for (const hash of hashes) expect(hash).toMatch(/^[0-9a-z]{6}$/);
  });
});
