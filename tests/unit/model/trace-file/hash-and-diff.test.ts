import { describe, expect, it } from 'vitest';
import { describeTraceDifference, diffTraces } from '../../../../src/sim/model/trace-file/diff.ts';
import { canonicalJson, hashTrace, pastOf } from '../../../../src/sim/model/trace-file/hash.ts';
import type { Trace } from '../../../../src/sim/model/trace.ts';
import { goodRun, silentRun } from '../../checks/support.ts';

const trace = goodRun().build();

function withEvent(id: number, change: Partial<Trace['events'][number]>): Trace {
  // A change of what all events have in common leaves the kind as it is.
  return {
    ...trace,
    events: trace.events.map((event) => (event.id === id ? ({ ...event, ...change } as typeof event) : event)),
  };
}

describe('canonical JSON', () => {
  it('sorts keys and leaves out what is undefined', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'ქუდი' }], a: undefined, A: true })).toBe(
      '{"A":true,"b":[1,{"c":"ქუდი","d":null}]}',
    );
  });

  it('reads as the same value', () => {
    expect(JSON.parse(canonicalJson(trace))).toEqual(trace);
  });
});

describe('the hash of a trace', () => {
  it('is the same for equal traces, whatever the order of their keys', () => {
    const { end, events, nodes, constants, inputs, format } = trace;
    expect(hashTrace({ end, events: events.map((event) => ({ ...event })), nodes, constants, inputs, format })).toBe(
      hashTrace(trace),
    );
    expect(hashTrace(JSON.parse(JSON.stringify(trace)))).toBe(hashTrace(trace));
  });

  it('differs when anything differs', () => {
    const others = [
      withEvent(7, { atMs: 1 }),
      { ...trace, end: { ...trace.end, atMs: 1 } },
      { ...trace, inputs: { ...trace.inputs, seed: 2 } },
      { ...trace, constants: {} },
      { ...trace, nodes: [] },
    ];
    expect(new Set([trace, ...others].map((each) => hashTrace(each))).size).toBe(others.length + 1);
  });

  it('of the past is the same whatever comes later, and another one as soon as anything before differs', () => {
    const atMs = trace.events[10]?.atMs ?? 0;
    const past = pastOf(trace, atMs);
    expect(past.events).toBe(trace.events.findIndex((event) => event.atMs >= atMs));
    expect(pastOf({ events: trace.events.slice(0, past.events) }, atMs)).toEqual(past);
    expect(pastOf(withEvent(trace.events.length - 1, { clockMs: 1 }), atMs)).toEqual(past);
    expect(pastOf(withEvent(0, { clockMs: 1 }), atMs).hash).not.toBe(past.hash);
  });

  it('covers a trace that is longer than a piece', () => {
    const long = Array.from({ length: 400 }, () => trace.events).flat();
    const cut = { ...trace, events: long.slice(0, -1) };
    expect(hashTrace({ ...trace, events: long })).not.toBe(hashTrace(cut));
  });
});

describe('where two traces part', () => {
  it('finds nothing in equal ones', () => {
    expect(diffTraces(trace, goodRun().build())).toBeUndefined();
  });

  it('names the first event that differs, its field, and both values', () => {
    const difference = diffTraces(trace, withEvent(12, { messages: ['m_7'] }));
    expect(difference).toMatchObject({ eventId: 12, path: 'events[12].messages[0]', found: 'm_7' });
    expect(difference && describeTraceDifference(difference)).toMatch(
      /^events\[12\]\.messages\[0\]: found "m_7", expected /,
    );
  });

  it('says when one goes on longer', () => {
    const longer = { ...trace, events: [...trace.events, ...trace.events.slice(0, 1)] };
    expect(diffTraces(trace, longer)).toMatchObject({ eventId: trace.events.length, expected: undefined });
  });

  it('looks at the inputs first: they explain the rest', () => {
    const silent = silentRun().build();
    expect(diffTraces({ ...trace, inputs: { ...trace.inputs, seed: 9 } }, silent)).toMatchObject({
      eventId: null,
      path: 'inputs.seed',
      found: 1,
      expected: 9,
    });
  });
});
