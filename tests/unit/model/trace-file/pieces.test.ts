/** The text of a trace's file in pieces: the same text, and no piece long. */
import { describe, expect, it } from 'vitest';
import { traceInPieces } from '../../../../src/sim/model/trace-file/pieces.ts';
import type { Trace } from '../../../../src/sim/model/trace.ts';
import { drawnTrace } from '../../ui/drawn-trace.ts';

const lengths = (trace: Trace, piece?: number) => [...traceInPieces(trace, piece)].map(({ length }) => length);

describe('a trace in pieces', () => {
  it.each([1, 100, 1_000, undefined])('is, joined, its JSON, byte for byte (pieces of %s)', (piece) => {
    expect([...traceInPieces(drawnTrace, piece)].join('')).toBe(JSON.stringify(drawnTrace));
  });

  it('of no event is its JSON as well, and so is one with its fields in another order', () => {
    const { end, ...rest } = drawnTrace;
    for (const trace of [
      { ...drawnTrace, events: [] },
      { end, ...rest },
    ])
      expect([...traceInPieces(trace)].join('')).toBe(JSON.stringify(trace));
  });

  it('of many events is in pieces that do not grow with it', () => {
    const events = Array.from({ length: 40 }, () => drawnTrace.events).flat();
    const longest = Math.max(...events.map((event) => JSON.stringify(event).length));
    const many = lengths({ ...drawnTrace, events }, 2_000);
    expect(many.length).toBeGreaterThan(20);
    // What stands before the events comes with the first of them.
    expect(Math.max(...many.slice(1))).toBeLessThan(2_000 + longest + 1);
  });
});
