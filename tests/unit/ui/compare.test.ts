/** The comparison of the page: which runs can be picked, what they are, and where two of them part. */
import { describe, expect, it } from 'vitest';
import { comparisonOf, eventsOf, firstParting, type Picked, resolvePick } from '../../../src/ui/store/compare.ts';
import { readPick, writePick } from '../../../src/ui/store/picks.ts';
import { AsideRuns } from '../../../src/ui/store/aside.ts';
import { initialState, type PageState, type RunPick } from '../../../src/ui/store/state.ts';
import type { RunRequest, RunResult } from '../../../src/ui/worker/protocol.ts';
import { DROPPED_ID, drawnResult, drawnTrace } from './drawn-trace.ts';

const shown: PageState = {
  ...initialState('auto', false),
  choice: { scenario: 'requeue-deduplicated', variant: 'same-id' },
  overrides: { seed: 3, policy: 'hardened' },
  result: drawnResult,
};

/** The drawn run, in which the second publish was taken: what followed from it is drawn elsewhere. */
const repaired: RunResult = {
  ...drawnResult,
  trace: {
    ...drawnTrace,
    events: drawnTrace.events.map((event) =>
      event.id === DROPPED_ID && event.kind === 'arrival' ? { ...event, facts: { deduplicated: false } } : event,
    ),
  },
};

describe('picking a run', () => {
  it.each<[RunPick, RunRequest['overrides'], string]>([
    [{ kind: 'variant', id: 'own-id' }, { seed: 3 }, 'own-id'],
    [{ kind: 'policy', id: 'documented' }, { seed: 3, policy: 'documented' }, 'same-id'],
    [{ kind: 'seed', seed: 9 }, { seed: 9, policy: 'hardened' }, 'same-id'],
  ])('%o is the run on show with that one thing changed', (pick, overrides, variant) => {
    expect(resolvePick(shown, pick)).toEqual({
      kind: 'ask',
      request: { scenario: 'requeue-deduplicated', variant, overrides },
    });
  });

  it('takes the runs that are there as they are, and says where there is none', () => {
    expect(resolvePick(shown, { kind: 'baseline' })).toEqual({
      kind: 'there',
      picked: { result: drawnResult, side: 'baseline' },
    });
    expect(resolvePick(shown, { kind: 'before' })).toEqual({ kind: 'missing' });
    expect(resolvePick(shown, { kind: 'file' })).toEqual({ kind: 'missing' });
    expect(resolvePick({ ...shown, before: repaired }, { kind: 'before' })).toMatchObject({
      picked: { result: repaired },
    });
  });

  it.each(['this', 'baseline', 'before', 'file', 'variant:own-id', 'policy:a:b', 'seed:7'])(
    '%s is read as it is written',
    (text) => {
      const pick = readPick(text);
      expect(pick === undefined ? undefined : writePick(pick)).toBe(text);
    },
  );

  it.each(['', 'seed:', 'seed:-1', 'seed:99999999999', 'seed:4294967296', 'variant:', 'other', 'this:1'])(
    '%s is no pick',
    (text) => {
      expect(readPick(text)).toBeUndefined();
    },
  );
});

describe('where two runs part', () => {
  const left: Picked = { result: drawnResult, side: 'pipeline' };
  const right: Picked = { result: repaired, side: 'pipeline' };

  it('is the first difference that is more than a delay', () => {
    const { differences } = comparisonOf(left, right);
    const first = firstParting(differences);
    expect(first).toMatchObject({ kind: 'outcome', outcomes: ['deduplicated', ''] });
    expect(first === undefined ? null : eventsOf(first)).toEqual({ left: DROPPED_ID, right: DROPPED_ID });
    const delay = { kind: 'delay', left: 1, right: 1, atMs: 0, byMs: 5 } as const;
    expect(firstParting([delay, ...differences])).toBe(first);
    expect(firstParting([delay])).toBe(delay);
  });

  it('is nowhere in a run beside itself', () => {
    expect(firstParting(comparisonOf(left, left).differences)).toBeUndefined();
  });

  it('is worked out once for the same pair', () => {
    expect(comparisonOf(left, right)).toBe(comparisonOf({ ...left }, { ...right }));
    expect(comparisonOf(left, right)).not.toBe(comparisonOf(right, left));
  });

  it('names an event on one side only for that side', () => {
    expect(eventsOf({ kind: 'only', where: 'right', event: 4, atMs: 0, consequences: 0 })).toEqual({
      left: null,
      right: 4,
    });
  });
});

describe('runs beside the one on show', () => {
  const request = (seed: number): RunRequest => ({ scenario: 's', variant: 'v', overrides: { seed } });

  it('go one after the other, and the same one is not run twice', async () => {
    const order: string[] = [];
    const aside = new AsideRuns({
      run: async ({ overrides }) => {
        order.push(`start ${overrides.seed}`);
        await Promise.resolve();
        order.push(`end ${overrides.seed}`);
        return drawnResult;
      },
    });
    await Promise.all([aside.run(request(1)), aside.run(request(2)), aside.run(request(1))]);
    expect(order).toEqual(['start 1', 'end 1', 'start 2', 'end 2']);
  });

  it('that failed are asked for again', async () => {
    let asked = 0;
    const aside = new AsideRuns({
      run: () => {
        asked += 1;
        return asked === 1 ? Promise.reject(new Error('lost')) : Promise.resolve(drawnResult);
      },
    });
    await expect(aside.run(request(1))).rejects.toThrow('lost');
    await expect(aside.run(request(1))).resolves.toBe(drawnResult);
  });
});
