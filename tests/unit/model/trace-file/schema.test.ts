import { describe, expect, it } from 'vitest';
import { InputError } from '../../../../src/sim/model/errors.ts';
import type { Trace } from '../../../../src/sim/model/trace.ts';
import { MOST_EVENTS_READ, parseTrace, readTrace } from '../../../../src/sim/model/trace-file/schema.ts';
import { upgradeTrace } from '../../../../src/sim/model/trace-file/upgrade.ts';
import { goodRun, silentRun } from '../../checks/support.ts';

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
      expected: 'a number',
    });
    expect(refusal(changed((trace) => delete trace['nodes'])).field).toBe('nodes');
    expect(refusal(changed((trace) => (trace['end'] = { reason: 'tired', atMs: 1 }))).field).toBe('end.reason');
  });

  type Inputs = Record<string, unknown>;
  const withInputs = (other: Inputs): unknown =>
    changed((trace) => (trace['inputs'] = { ...(trace['inputs'] as Inputs), ...other }));

  it.each<readonly [string, unknown, string, string, string]>([
    ['a part is missing', changed((trace) => delete trace['inputs']), 'inputs', 'nothing', 'an object'],
    ['a list is missing', changed((trace) => delete trace['nodes']), 'nodes', 'nothing', 'a list'],
    ['a number is missing', withInputs({ seed: undefined }), 'inputs.seed', 'nothing', 'a number'],
    ['a number is too small', withInputs({ seed: -1 }), 'inputs.seed', '-1', 'at least 0'],
    ['a number is not whole', withInputs({ seed: 1.5 }), 'inputs.seed', '1.5', 'a whole number'],
    ['a name is none of those', withInputs({ profile: 'x' }), 'inputs.profile', '"x"', 'one of documented, published'],
    [
      'a value is none',
      withInputs({ settings: { a: null } }),
      'inputs.settings.a',
      'null',
      'a text, or a number, or true or false',
    ],
    [
      'a field of one of several shapes is missing',
      changed((trace) => (trace['end'] = { reason: 'bound', atMs: 1 })),
      'end.bound',
      'nothing',
      'one of maxEvents, maxVirtualMs',
    ],
    [
      'no shape is named',
      changed((trace) => (trace['end'] = {})),
      'end.reason',
      'nothing',
      'one of quiet, stopped, bound',
    ],
    ['something in a list is none', withInputs({ faults: ['kill'] }), 'inputs.faults[0]', '"kill"', 'an object'],
  ])('says what was expected in words where %s', (_, value, field, found, expected) => {
    expect(refusal(value)).toMatchObject({ field, found, expected });
  });

  it('refuses two nodes of one id', () => {
    const twice = changed((trace) => (trace['nodes'] = [...goodRun().build().nodes, goodRun().build().nodes[0]]));
    expect(refusal(twice)).toMatchObject({
      field: `nodes[${goodRun().build().nodes.length}].id`,
      expected: 'an id that no node before it has',
    });
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
    expect(
      refusal({ ...goodRun().build(), events: Array.from({ length: MOST_EVENTS_READ + 1 }, () => 0) }),
    ).toMatchObject({
      field: 'events',
      found: String(MOST_EVENTS_READ + 1),
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
