/** The comparison of the page: which runs can be picked, what they are, and where two of them part. */
import { describe, expect, it } from 'vitest';
import { compareRuns } from '../../../src/sim/model/compare/index.ts';
import type { Trace } from '../../../src/sim/model/trace.ts';
import { comparedRun, eventsOf, firstParting, picksFor, resolvePick } from '../../../src/ui/store/compared/compare.ts';
import { linkedPick, readPick, writePick } from '../../../src/ui/store/compared/picks.ts';
import { asScenario } from '../../../src/sim/model/own-scenario.ts';
import { blankOwn } from '../../../src/ui/store/own/from.ts';
import { COMPARED_FIRST, initialState, type PageState, type RunPick } from '../../../src/ui/store/state.ts';
import type { Description, RunRequest, RunResult } from '../../../src/ui/worker/protocol.ts';
import { DROPPED_ID, drawnResult, drawnTrace } from './drawn-trace.ts';

const shown: PageState = {
  ...initialState('auto', false),
  choice: { scenario: 'requeue-deduplicated', variant: 'same-id' },
  overrides: { seed: 3, policy: 'hardened' },
  result: drawnResult,
};

const variantOf = (id: string) => ({ id, title: '', happens: '', expected: {} });

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

  it('takes another scenario as it is, and one’s own whole', () => {
    const mine = blankOwn('mine-abc');
    const state = { ...shown, own: [mine], scenarios: [asScenario(mine), { ...asScenario(mine), id: 'listed' }] };
    const request = { scenario: 'mine-abc', variant: 'recorded', overrides: {} };
    const pick = { kind: 'scenario', id: 'mine-abc' } as const;
    expect(resolvePick(state, pick)).toEqual({ kind: 'ask', request: { ...request, own: mine } });
    expect(resolvePick(state, { kind: 'scenario', id: 'listed' })).toEqual({
      kind: 'ask',
      request: { ...request, scenario: 'listed' },
    });
    expect(resolvePick(state, { kind: 'scenario', id: 'gone' })).toEqual({ kind: 'missing' });
    const linked = linkedPick(state, pick);
    expect(linked).toMatchObject({ kind: 'linked', was: 'own', name: mine.title, run: { own: mine } });
    expect(readPick(writePick(linked), [], 'link.left')).toEqual(linked);
    expect(linkedPick(state, { kind: 'scenario', id: 'listed' })).toEqual({ kind: 'scenario', id: 'listed' });
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

  it.each(['this', 'baseline', 'before', 'file', 'variant:own-id', 'policy:a:b', 'seed:7', 'scenario:mine-abc'])(
    '%s is read as it is written',
    (text) => {
      expect(writePick(readPick(text, [], 'link.left'))).toBe(text);
    },
  );

  it.each(['', 'seed:', 'seed:-1', 'seed:99999999999', 'seed:4294967296', 'variant:', 'other', 'this:1', 'linked:{'])(
    '%s is no pick, and is refused by the field that has it',
    (text) => {
      expect(() => readPick(text, [], 'link.left')).toThrow(/^link\.left: found/);
    },
  );
});

describe('what is compared where nobody has picked', () => {
  const known = { ...shown, scenarios: [{ ...asScenario(blankOwn('mine-abc')), id: 'requeue-deduplicated' }] };
  const [own] = known.scenarios.flatMap(({ variants }) => variants);
  const choice = { scenario: 'requeue-deduplicated', variant: own?.id ?? '' };
  const before = { left: { kind: 'variant', id: choice.variant }, right: { kind: 'this' } } as const;

  it('is a changed run with what it was, and any other with its baseline', () => {
    expect(picksFor({ ...known, choice })).toEqual(before);
    expect(picksFor({ ...known, choice, overrides: {} })).toEqual(COMPARED_FIRST);
  });

  it('follows the run: what was compared for a change goes with it, and with its scenario', () => {
    expect(picksFor({ ...known, choice, overrides: {}, compare: before })).toEqual(COMPARED_FIRST);
    const other = { left: { kind: 'variant', id: 'of-another-scenario' }, right: { kind: 'this' } } as const;
    expect(picksFor({ ...known, choice, overrides: {}, compare: other })).toEqual(COMPARED_FIRST);
  });

  it('leaves alone what somebody picked', () => {
    const picked = { left: { kind: 'seed', seed: 4 }, right: { kind: 'this' } } as const;
    expect(picksFor({ ...known, choice, compare: picked })).toBe(picked);
  });
});

describe('a run that is gone with the page', () => {
  const scenarios = [{ ...asScenario(blankOwn('mine-known')), id: drawnResult.request.scenario }] as const;
  const checkpoints = [{ events: 24, hash: 'abcdef' }];
  const recorded: RunResult = {
    ...drawnResult,
    request: { ...drawnResult.request, overrides: { seed: 3 } },
    checkpoints,
  };
  const app = { routes: [], settings: [], policies: [], mitigations: {}, environment: [], logLines: [] };
  const description: Description = { scenarios: [], app, faults: [], constants: [], checks: [] };
  const state: PageState = { ...shown, scenarios, description, before: recorded };

  it('goes into a link by its inputs and its checkpoints, and comes back as a run to ask for', () => {
    const linked = linkedPick(state, { kind: 'before' });
    const request = { ...recorded.request, recorded: checkpoints };
    expect(linked).toEqual({ kind: 'linked', was: 'before', name: '', run: request });
    const again = readPick(writePick(linked), [{ ...scenarios[0], variants: [variantOf('same-id')] }], 'link.left');
    expect(again).toEqual(linked);
    expect(resolvePick(initialState('auto', false), again)).toEqual({ kind: 'ask', request });
  });

  it('goes with its scenario where nobody knows that elsewhere, and makes the same link each time', () => {
    const file: RunResult = { ...recorded, request: { scenario: 'gone', variant: 'x', overrides: {} } };
    const loaded = { name: 'burst.json', result: file, again: { kind: 'same' } } as const;
    const linked = linkedPick({ ...state, loaded }, { kind: 'file' });
    expect(linked).toMatchObject({ was: 'file', name: 'burst.json', run: { variant: 'recorded', overrides: {} } });
    expect(linked.kind === 'linked' ? linked.run.own?.messages : []).toEqual(drawnTrace.inputs.messages);
    expect(linkedPick({ ...state, loaded }, { kind: 'file' })).toEqual(linked);
    expect(readPick(writePick(linked), [], 'link.left')).toEqual(linked);
  });

  it('stays what it was picked as where there is none', () => {
    expect(linkedPick(shown, { kind: 'before' })).toEqual({ kind: 'before' });
    expect(linkedPick(state, { kind: 'this' })).toEqual({ kind: 'this' });
  });
});

describe('what the worker is told of a run', () => {
  const picked = { result: drawnResult, side: 'baseline' } as const;

  it('is the request that gives it', () => {
    const { scenario, variant, overrides } = drawnResult.request;
    expect(comparedRun({ kind: 'there', picked })).toEqual({
      kind: 'request',
      request: { scenario, variant, overrides },
      wanted: false,
      side: 'baseline',
    });
  });

  it('is its trace, where it is shown as it was recorded', () => {
    const result = { ...drawnResult, asRecorded: true } as const;
    expect(comparedRun({ kind: 'there', picked: { result, side: 'pipeline' } })).toEqual({
      kind: 'trace',
      trace: drawnTrace,
      side: 'pipeline',
    });
  });
});

describe('where two runs part', () => {
  const differences = (left: Trace, right: Trace) =>
    compareRuns({ trace: left, side: 'pipeline' }, { trace: right, side: 'pipeline' }).differences;

  it('is the first difference that is more than a delay', () => {
    const found = differences(drawnTrace, repaired.trace);
    const first = firstParting(found);
    expect(first).toMatchObject({ kind: 'outcome', outcomes: ['deduplicated', ''] });
    expect(first === undefined ? null : eventsOf(first)).toEqual({ left: DROPPED_ID, right: DROPPED_ID });
    const delay = { kind: 'delay', left: 1, right: 1, atMs: 0, byMs: 5 } as const;
    expect(firstParting([delay, ...found])).toBe(first);
    expect(firstParting([delay])).toBe(delay);
  });

  it('is nowhere in a run beside itself', () => {
    expect(firstParting(differences(drawnTrace, drawnTrace))).toBeUndefined();
  });

  it('names an event on one side only for that side', () => {
    expect(eventsOf({ kind: 'only', where: 'right', event: 4, atMs: 0, consequences: 0 })).toEqual({
      left: null,
      right: 4,
    });
  });
});
