import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/sim/model/errors.ts';
import type { Trace } from '../../../src/sim/model/trace.ts';
import { MOST_EVENTS, parseTrace, readTrace } from '../../../src/sim/model/trace-schema.ts';
import { upgradeTrace } from '../../../src/sim/model/upgrade.ts';
import { goodRun, silentRun } from '../checks/support.ts';

/** The trace as JSON would give it, with something in it changed. */
function changed(change: (trace: { [key: string]: unknown; events: Record<string, unknown>[] }) => void): unknown {
  const copy = JSON.parse(JSON.stringify(goodRun().build()));
  change(copy);
  return copy;
}

function refusal(value: unknown): InputError {
  try {
    readTrace(value);
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error('it was read');
}

describe('reading a trace', () => {
  it('gives back what was written', () => {
    for (const trace of [goodRun().build(), silentRun().build({ reason: 'bound' })]) {
      expect(parseTrace(JSON.stringify(trace))).toEqual(trace);
    }
  });

  it('names the field that does not fit, what was found and what was expected', () => {
    expect(refusal(changed(({ events }) => (events[3] = { ...events[3], kind: 'guess' })))).toMatchObject({
      field: 'events[3].kind',
      found: '"guess"',
    });
    expect(refusal(changed(({ events }) => (events[5] = { ...events[5], atMs: 'soon' })))).toMatchObject({
      field: 'events[5].atMs',
      found: '"soon"',
      expected: 'number',
    });
    expect(refusal(changed((trace) => delete trace['nodes'])).field).toBe('nodes');
    expect(refusal(changed((trace) => (trace['end'] = { reason: 'tired', atMs: 1 }))).field).toBe('end.reason');
  });

  it.each([
    ['nothing', undefined],
    ['a list', []],
    ['a text', 'trace'],
  ])('refuses %s', (_, value) => {
    expect(() => readTrace(value)).toThrow(InputError);
  });

  it('refuses text that is no JSON', () => {
    expect(() => parseTrace('{')).toThrow(InputError);
  });

  it('refuses more events than a run may have, without looking at them', () => {
    expect(refusal({ ...goodRun().build(), events: Array.from({ length: MOST_EVENTS + 1 }, () => 0) })).toMatchObject({
      field: 'events',
      found: String(MOST_EVENTS + 1),
    });
  });

  it('refuses ids that are no positions, causes that lie ahead, time that runs back and nodes that are unknown', () => {
    expect(refusal(changed(({ events }) => (events[4] = { ...events[4], id: 9 }))).field).toBe('events[4].id');
    expect(refusal(changed(({ events }) => (events[4] = { ...events[4], causes: [4] }))).field).toBe(
      'events[4].causes',
    );
    expect(refusal(changed(({ events }) => (events[9] = { ...events[9], atMs: -1 }))).field).toBe('events[9].atMs');
    expect(refusal(changed(({ events }) => (events[4] = { ...events[4], node: 'moon' }))).field).toBe('events[4].node');
  });

  it('drops what it does not know rather than carry it along', () => {
    const trace: Trace = readTrace(changed((value) => (value['surprise'] = 1)));
    expect(trace).toEqual(goodRun().build());
  });
});

describe('older and newer formats', () => {
  it('refuses a newer format with a sentence', () => {
    expect(() => readTrace({ ...goodRun().build(), format: 2 })).toThrow(/a newer version wrote this trace/);
  });

  it('refuses what is no format', () => {
    for (const format of [0, 1.5, '1', null]) expect(() => upgradeTrace({ format })).toThrow(InputError);
  });

  it('goes step by step from an older format to the newest', () => {
    const steps = new Map<number, (trace: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>>([
      [1, (trace: Readonly<Record<string, unknown>>) => ({ ...trace, second: true })],
      [2, (trace: Readonly<Record<string, unknown>>) => ({ ...trace, third: trace['second'] })],
    ]);
    expect(upgradeTrace({ format: 1 }, steps, 3)).toEqual({ format: 3, second: true, third: true });
  });
});
