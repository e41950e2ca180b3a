/** Whether an armed fault did anything in the run on show. */
import { describe, expect, it } from 'vitest';
import type { FaultInput } from '../../../src/sim/model/scenario.ts';
import type { Trace } from '../../../src/sim/model/trace.ts';
import { effectOf } from '../../../src/ui/store/effects.ts';
import { runScenario } from '../../../src/ui/worker/adapter.ts';

const FAULTS: readonly FaultInput[] = [
  { fault: 'crash', nth: 99 },
  { fault: 'clock-offset', offsetMs: 1_000 },
  { fault: 'crash', nth: 1 },
];

const result = await runScenario({
  scenario: 'rapid-burst',
  variant: 'three-in-half-a-second',
  overrides: { faults: FAULTS },
});
const done = { result, overrides: { faults: FAULTS }, run: { kind: 'done' } } as const;
const effects = (state: Parameters<typeof effectOf>[0], places: number) =>
  Array.from({ length: places }, (_, index) => effectOf(state, index));

describe('a fault that is armed', () => {
  it('took effect where the run has an event of it, and else is idle, each by its place', () => {
    expect(effects(done, 3)).toEqual(['idle', 'took', 'took']);
    expect(effects({ ...done, overrides: {} }, 3)).toEqual(['idle', 'took', 'took']);
  });

  it('did nothing where a clock is off by nothing', async () => {
    const faults: readonly FaultInput[] = [
      { fault: 'clock-offset', offsetMs: 0 },
      { fault: 'clock-drift', ppm: 0 },
      { fault: 'clock-step', atMs: 100, byMs: 0 },
      { fault: 'clock-jitter', maxMs: 0 },
      { fault: 'clock-offset', offsetMs: 1 },
      { fault: 'clock-jitter', maxMs: 0.5 },
    ];
    const overrides = { faults };
    const still = await runScenario({ scenario: 'rapid-burst', variant: 'three-in-half-a-second', overrides });
    expect(effects({ result: still, overrides, run: { kind: 'done' } }, faults.length)).toEqual([
      'idle',
      'idle',
      'idle',
      'idle',
      'took',
      'took',
    ]);
  });

  it('is not spoken of as long as no run has it', () => {
    const added = { ...done, overrides: { faults: [...FAULTS, { fault: 'crash', nth: 2 }] } };
    expect(effects(added, 4)).toEqual(['idle', 'took', 'took', 'unknown']);
    const removed = { ...done, overrides: { faults: FAULTS.slice(1) } };
    expect(effectOf(removed, 0)).toBe('unknown');
    expect(effectOf({ ...done, result: null }, 0)).toBe('unknown');
  });

  it('is not spoken of where its run was refused', () => {
    const problem = { field: 'faults[0].nth', found: '0', expected: 'a number', message: '' };
    expect(effectOf({ ...done, run: { kind: 'failed', problem } }, 0)).toBe('unknown');
  });

  it('is looked for once in each trace', () => {
    let reads = 0;
    const trace: Trace = {
      ...result.trace,
      get events() {
        reads += 1;
        return result.trace.events;
      },
    };
    effects({ ...done, result: { ...result, trace } }, 3);
    expect(reads).toBe(1);
  });
});
