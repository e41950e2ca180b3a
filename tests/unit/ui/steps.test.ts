import { describe, expect, it } from 'vitest';
import { faults } from '../../../src/sim/faults/index.ts';
import { aboutMessage, aimedAt, aimOf, endingAt } from '../../../src/ui/store/aims.ts';
import { currentStep, firstStep, type Steps, withStep } from '../../../src/ui/store/steps.ts';
import { changeWords } from '../../../src/ui/steps/words.ts';
import type { FaultDescription, Overrides } from '../../../src/ui/worker/protocol.ts';

const catalogue: readonly FaultDescription[] = faults.map(({ begins, ...fault }) => ({
  ...fault,
  begins: begins ?? null,
}));

function described(id: string): FaultDescription {
  const found = catalogue.find((fault) => fault.id === id);
  if (found === undefined) throw new Error(`there is no fault ${id}`);
  return found;
}

function seedsOf({ list, at }: Steps): string {
  return list.map(({ overrides }, index) => `${overrides.seed ?? '-'}${index === at ? '<' : ''}`).join(' ');
}

function walked(...seeds: readonly [seed: number, gesture: string | null][]): Steps {
  return seeds.reduce((steps, [seed, gesture]) => withStep(steps, { overrides: { seed }, gesture }), firstStep({}));
}

describe('the list of steps', () => {
  it('grows by every change', () => {
    expect(seedsOf(walked([1, null], [2, null]))).toBe('- 1 2<');
  });

  it('keeps one step for all changes of one gesture, and another for the next gesture', () => {
    expect(seedsOf(walked([1, 'drag 1'], [2, 'drag 1'], [3, 'drag 2']))).toBe('- 2 3<');
  });

  it('begins anew from where somebody went back to', () => {
    const steps = walked([1, null], [2, null], [3, null]);
    expect(seedsOf(withStep({ ...steps, at: 1 }, { overrides: { seed: 9 }, gesture: null }))).toBe('- 1 9<');
  });

  it('does not take a change at the beginning for a part of a gesture', () => {
    const steps = walked([1, 'drag 1']);
    expect(seedsOf(withStep({ ...steps, at: 0 }, { overrides: { seed: 9 }, gesture: 'drag 1' }))).toBe('- 9<');
  });

  it('is bounded, and never forgets the beginning', () => {
    const steps = walked(...Array.from({ length: 500 }, (_, seed): [number, null] => [seed, null]));
    expect(steps.list).toHaveLength(200);
    expect(steps.list[0].overrides).toEqual({});
    expect(currentStep(steps).overrides).toEqual({ seed: 499 });
  });
});

describe('a step in words', () => {
  const basis = {
    messages: [
      { atMs: 0, text: 'one' },
      { atMs: 500, text: 'two' },
    ],
    faults: [{ fault: 'kill', atMs: 1_000 }],
  };
  const known = {
    app: { routes: [], settings: [], policies: [], mitigations: {}, environment: [], logLines: [] },
    constants: [],
    faults: catalogue,
  };
  const words = (before: Overrides, after: Overrides): string => changeWords(before, after, basis, known);

  it('says which fault went where', () => {
    expect(words({}, { faults: [{ fault: 'kill', atMs: 4_200 }] })).toBe('Kill at a moment moved to 4.200 s');
    expect(words({}, { faults: [...basis.faults, { fault: 'crash', fromMs: 300 }] })).toBe('Crash added at 0.300 s');
    const filled = { fault: 'kill', role: 'processor', atMs: 1_000 };
    expect(words({}, { faults: [filled, { fault: 'tab-closed' }] })).toBe('Tab closed added at 1.000 s');
    expect(words({}, { faults: [] })).toBe('Kill at a moment removed');
    expect(words({}, { faults: [{ fault: 'kill', atMs: 1_000, role: 'webhook' }] })).toBe(
      'Kill at a moment: role webhook',
    );
  });

  it('says which message went where, and what is said now', () => {
    const [first] = basis.messages;
    if (first === undefined) throw new Error('there is one');
    expect(words({}, { messages: [first, { atMs: 900, text: 'two' }] })).toBe('Message 2 moved to 0.900 s');
    expect(words({}, { messages: [first, { atMs: 500, text: 'გამარჯობა' }] })).toBe('Message 2 says “გამარჯობა”');
    expect(words({}, { messages: [first] })).toBe('Message 2 removed');
    expect(words({}, { messages: [...basis.messages, { atMs: 700, text: 'three' }] })).toBe('“three” typed at 0.700 s');
  });

  it('names policy, seed and values, and counts what is too much to name', () => {
    expect(words({}, { policy: 'hardened' })).toBe('Policy hardened');
    expect(words({}, { settings: { quietMs: 1_000 }, seed: 7 })).toBe('quiet: 1000, Seed 7');
    expect(words({}, { policy: 'hardened', seed: 7, settings: { quietMs: 1, other: 2 } })).toBe(
      'Policy hardened, quiet: 1 and 2 more',
    );
    expect(words({ policy: 'hardened', seed: 7 }, {})).toBe('Reset to the scenario');
  });
});

describe('where a fault is aimed', () => {
  it('is read off its parameters, for every fault that there is', () => {
    const kinds = catalogue.map(
      (description) => `${description.id}: ${aimOf({ fault: description.id }, description).kind}`,
    );
    expect(kinds).toEqual([
      'openai-latency: from',
      'qstash-delivers-again: moment',
      'clock-offset: start',
      'crash: counted',
      'kill: moment',
      'freeze: moment',
      'call-fails: counted',
      'call-hangs: counted',
      'call-slow: counted',
      'call-breaks: counted',
      'call-stalls: counted',
      'call-twice: counted',
      'heavy-tail: from',
      'webhook-again: moment',
      'webhook-late: message',
      'qstash-late: counted',
      'replica-lag: from',
      'clock-drift: from',
      'clock-step: moment',
      'clock-jitter: start',
      'environment: start',
      'environment-change: moment',
      'other-deployment: counted',
      'tab-closed: moment',
      'parameter: from',
    ]);
  });

  it('moves, and what is over at a moment lasts as long as it did', () => {
    const slow = described('call-slow');
    expect(aimedAt({ fault: 'call-slow', fromMs: 100, toMs: 300, nth: 3 }, slow, 1_000.4)).toEqual({
      fault: 'call-slow',
      fromMs: 1_000,
      toMs: 1_200,
      nth: 1,
    });
    expect(aimedAt({ fault: 'call-slow' }, slow, -5)).toEqual({ fault: 'call-slow', fromMs: 0, nth: 1 });
    expect(aimedAt({ fault: 'clock-offset' }, described('clock-offset'), 900)).toEqual({ fault: 'clock-offset' });
  });

  it('ends elsewhere, and never before it begins', () => {
    expect(endingAt({ fault: 'freeze', atMs: 100, forMs: 50 }, described('freeze'), 700)).toEqual({
      fault: 'freeze',
      atMs: 100,
      forMs: 600,
    });
    expect(endingAt({ fault: 'heavy-tail', fromMs: 100 }, described('heavy-tail'), 50)).toEqual({
      fault: 'heavy-tail',
      fromMs: 100,
      toMs: 101,
    });
    expect(endingAt({ fault: 'kill' }, described('kill'), 50)).toEqual({ fault: 'kill' });
  });

  it('is another message where it is about one', () => {
    expect(aboutMessage({ fault: 'webhook-late', nth: 1 }, 3)).toEqual({ fault: 'webhook-late', nth: 3 });
  });
});
